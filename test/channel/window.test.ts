import { expect } from 'chai';
import { outsideWindow, template, WindowClosedError } from '../../src/index.js';
import { type Channel, startChannel, thandi, until } from '../support/channel.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const asTemplate = 'Support\n\nHi Thandi, your ticket T-42 is resolved: fixed. Tell us if it is not.';
/** As many messages as there are letters. */
const inParts = (letters: string) => [...letters].map((letter) => letter.repeat(4000)).join('\n');

describe('The window, while a turn is under way', () => {
  let channel: Channel;
  const start = async (...options: Parameters<typeof startChannel>) => {
    channel = await startChannel(...options);
  };
  const firstLetters = () => channel.heard().map((text) => text.slice(0, 1));
  afterEach(() => channel.close());

  it('is closed once a status says so: the next message of the turn leaves as its template', async () => {
    await start({
      async logic(context) {
        if (context.activity.type !== 'message') return;
        await context.sendActivity('one');
        await until(() => channel.events.some((event) => event.kind === 'status' && event.status.includes('RE_ENG')));
        await context.sendActivity(outsideWindow('two', resolved));
      },
    });
    channel.emulator.fault('windowRefused', 1);
    await channel.say('Hello');
    expect(channel.heard().at(-1)).to.equal(asTemplate);
    expect(channel.heard()).not.to.include('two');
  });

  it('is closed once a status says so that names its message by the provider’s id alone', async () => {
    await start({
      async logic(context) {
        if (context.activity.type !== 'message') return;
        await context.sendActivity('one');
        const status = 'WHATSAPP_RE_ENGAGEMENT_REQUIRED';
        const messageId = channel.emulator.chat(thandi).messages.at(-1)?.id;
        const body = JSON.stringify({ event: { messageStatusUpdate: [{ messageId, status }] } });
        expect((await fetch(channel.url, { method: 'POST', body })).status).to.equal(200);
        await context.sendActivity(outsideWindow('two', resolved));
      },
    });
    channel.emulator.fault('namelessStatus', 100);
    await channel.say('Hello');
    expect(channel.heard().at(-1)).to.equal(asTemplate);
    expect(channel.heard()).not.to.include('two');
  });

  it('refuses a message without a template then', async () => {
    const errors: unknown[] = [];
    await start({
      async logic(context) {
        if (context.activity.type !== 'message') return;
        await context.sendActivity('one');
        await until(() => channel.events.some((event) => event.kind === 'status' && event.status.includes('RE_ENG')));
        await context.sendActivity('two').catch((error: unknown) => errors.push(error));
      },
    });
    channel.emulator.fault('windowRefused', 1);
    await channel.say('Hello');
    expect(errors[0]).to.be.instanceOf(WindowClosedError);
    expect(channel.heard()).not.to.include('two');
  });

  it('is open for a proactive turn once the person has written, also for what had a template ready', async () => {
    let thought = () => {};
    const thinking = new Promise<void>((resolve) => {
      thought = resolve;
    });
    await start();
    const turn = channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
      await thinking;
      await context.sendActivity('And a text without a template.');
      await context.sendActivity(outsideWindow('Fixed.', resolved));
    });
    await channel.emulator.say({ from: thandi, text: 'Hello' });
    thought();
    await turn;
    await channel.settled();
    expect(channel.heard().slice(0, 2)).to.deep.equal(['And a text without a template.', 'Fixed.']);
  });

  it('stops what has not left of a message of several parts, and the message leaves as its template', async () => {
    await start({
      async logic(context) {
        if (context.activity.type === 'message') await context.sendActivity(outsideWindow(inParts('abc'), resolved));
      },
    });
    channel.emulator.fault('windowRefused', 1);
    channel.emulator.fault('statusFirst', 1);
    await channel.say('Hello');
    expect(firstLetters()).to.deep.equal(['S']);
  });

  it('sends no template if other parts of the message have arrived', async () => {
    await start();
    await channel.say('Hello');
    channel.emulator.fault('windowRefused', 1);
    // The statuses of the first part come after it, and after the other parts have left.
    const turn = channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
      channel.emulator.fault('lateCallback', 1);
      await context.sendActivity(outsideWindow(inParts('abc'), resolved));
    });
    await turn;
    await channel.settled();
    expect(firstLetters()).to.include('b').and.not.to.include('S');
  });
});
