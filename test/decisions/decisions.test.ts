import { TurnContext } from 'botbuilder';
import { expect } from 'chai';
import {
  type DecisionRecord,
  holdWith,
  InvalidInputError,
  outsideWindow,
  TemplateCatalog,
  template,
  unpaced,
  WindowClosedError,
  withIntent,
} from '../../src/index.js';
import { business, type Channel, noon, signUp, startChannel, thandi } from '../support/channel.js';
import { eventually } from '../support/eventually.js';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const resolved = template('ticket_resolved', {
  name: 'Thandi',
  ticket: 'T-42',
  summary: 'the light at 12 Long Street',
});

describe('A decision', () => {
  let channel: Channel;
  const start = async (...options: Parameters<typeof startChannel>) => {
    channel = await startChannel(...options);
  };
  afterEach(() => channel.close());

  const decisions = async (to: Parameters<typeof channel.adapter.decisions>[0] = thandi, since?: number) => {
    const found: DecisionRecord[] = [];
    for await (const record of channel.adapter.decisions(to, { since })) found.push(record);
    return found;
  };
  const notify = async (id: string, more: object) => {
    await channel.adapter.notify({ to: thandi, id, ...more });
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail('It is not known.');
  };

  it('about a reply says what was known, what the message brought, and what became of it', async () => {
    await start();
    await channel.say('Hello');
    const [record, ...more] = await decisions();
    expect(more).to.deep.equal([]);
    const { message, afterwards, ...rest } = record ?? expect.fail('Nothing was recorded.');
    expect(rest).to.deep.equal({
      at: noon,
      from: business,
      kind: 'free-form',
      rule: 'window-open',
      conversationType: 'customer-initiated',
      reason: 'The person wrote less than 24 hours ago.',
      window: { state: 'open', lastInboundAt: noon, closesAt: noon + day - minute },
      marginMs: minute,
      policy: 'template',
      brought: { text: true, files: 0, choices: 0, places: 0 },
      sentence:
        '1 May 2026, 12:00 UTC, sent as it is: the person last wrote 1 May 2026, 12:00 UTC, 0 s before, so the window is ' +
        'open until 2 May 2026, 11:59 UTC (24 hours less a margin of 1 min). While the window is open, a message goes out ' +
        'as it is. With the window closed, it would be sent as an approved template that it reads like, or else not be sent.',
    });
    expect(afterwards.parts).to.have.length(1);
    expect(afterwards.parts[0]).to.include({ clientMessageId: message, sentAs: 'text', state: 'read', at: noon });
  });

  it('about a template says which one, and why that', async () => {
    await start();
    await channel.say('Hello');
    channel.clock.advance(25 * hour);
    await signUp(channel.adapter, thandi, 'tickets');
    const { decisions: made } = await notify('x', { text: 'Fixed.', template: resolved, topic: 'tickets' });
    expect(made).to.have.length(1);
    expect(made[0]).to.deep.include({
      message: 'n-x-1',
      notification: 'x',
      kind: 'template',
      rule: 'brings-template',
      conversationType: 'business-initiated',
      template: { name: 'ticket_resolved', language: 'en', category: 'utility' },
      brought: { text: true, files: 0, choices: 0, places: 0, outsideWindow: 'ticket_resolved', topic: 'tickets' },
      sentence:
        '2 May 2026, 13:00 UTC, sent as the template ticket_resolved (en, utility): the person last wrote 1 May 2026, ' +
        '12:00 UTC, 25 h before, so the window has been closed since 2 May 2026, 11:59 UTC (24 hours less a margin of ' +
        '1 min). The message brought that template for a closed window.',
    });
    expect(made[0]?.afterwards.parts.map(({ sentAs, state }) => [sentAs, state])).to.deep.equal([['template', 'read']]);
    expect((await decisions()).map(({ kind }) => kind)).to.deep.equal(['free-form', 'template']);
  });

  it('to refuse is recorded, also where a bot catches the error, and as one', async () => {
    const caught: unknown[] = [];
    await start({
      logic: async (context) => {
        await context.sendActivity('Nobody may read this.').catch((error: unknown) => caught.push(error));
      },
    });
    const reference = channel.adapter.reference(thandi);
    await channel.adapter.continueConversation(reference, async (context) => {
      await context.sendActivity('Nobody may read this.').catch((error: unknown) => caught.push(error));
    });
    expect(caught[0]).to.be.instanceOf(WindowClosedError);
    const { decisions: refused } = await notify('x', { text: 'Nobody may read this.' });
    expect(refused.map(({ kind, rule }) => [kind, rule])).to.deep.equal([['refuse', 'no-template']]);
    const all = await decisions();
    expect(all.map(({ kind, notification }) => [kind, notification])).to.deep.equal([
      ['refuse', undefined],
      ['refuse', 'x'],
    ]);
    expect(all[0]?.sentence).to.equal(
      '1 May 2026, 12:00 UTC, not sent: the person has never written to this number, so there is no open window. There ' +
        'is no template for the message.',
    );
  });

  it('is recorded anew where the provider finds the window closed, with what became of each', async () => {
    await start();
    await channel.say('Hello');
    channel.clock.advance(hour);
    channel.emulator.fault('windowRefused', 1);
    const { decisions: made } = await notify('x', { text: 'Fixed.', template: resolved });
    expect(made.map(({ kind, wasFreeForm }) => [kind, wasFreeForm])).to.deep.equal([
      ['free-form', undefined],
      ['template', true],
    ]);
    const [first, second] = made;
    expect(first?.afterwards.decidedAgainAt).to.equal(second?.at);
    expect(first?.afterwards.parts[0]).to.include({ state: 'failed', code: 131 });
    expect(second?.afterwards.parts[0]).to.include({ clientMessageId: 'n-x-1.t', state: 'read' });
    expect(second?.sentence).to.include('it had been tried as it is, and the window turned out to be closed');
  });

  it('is recorded anew where the provider refuses the text at once', async () => {
    await start();
    await channel.say('Hello');
    channel.emulator.fault('windowRefusedAtSubmit', 1);
    const { decisions: made } = await notify('x', { text: 'Fixed.', template: resolved });
    expect(made.map(({ kind, window: { state } }) => [kind, state])).to.deep.equal([
      ['free-form', 'open'],
      ['template', 'closed'],
    ]);
    expect(made[1]?.window.refusedAt).to.equal(noon);
  });

  it('that is made again and again while the message waits is one record with a count', async () => {
    await start({ client: { retry: { retries: 1, minDelayMs: 1, maxDelayMs: 2 } } });
    await channel.say('Hello');
    channel.emulator.fault('error503', 1_000_000);
    const state = async () => (await notify('x', { text: 'Fixed.' })).decisions[0]?.afterwards.parts[0]?.state;
    expect(await state()).to.equal('waiting');
    for (let times = 2; times <= 4; times += 1) {
      if (times === 4) channel.emulator.fault('error503', 0);
      channel.clock.advance(2 * minute);
      await eventually(async () => expect((await notify('x', { text: 'Fixed.' })).decisions[0]?.times).to.equal(times));
    }
    await eventually(async () => expect(await state()).to.equal('read'));
    const {
      decisions: [record, ...others],
    } = await notify('x', { text: 'Fixed.' });
    expect(others).to.deep.equal([]);
    expect(record?.times).to.equal(4);
    expect(record?.sentence).to.match(
      /The same was decided 4 times until 1 May 2026, 12:06 UTC, while the message waited/,
    );
  });

  it('to hold is recorded, and so are the question and the release', async () => {
    const templates = TemplateCatalog.parse({
      reengagement: 'open_again',
      templates: [
        { name: 'open_again', language: 'en', category: 'utility', body: 'We have news. Shall we tell you?' },
      ],
    });
    await start({ adapter: { templates }, logic: async () => {} });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    const held = await notify('x', { text: 'Fixed.', whenClosed: 'hold' });
    expect(held.decisions.map(({ sentence }) => sentence)).to.deep.equal([
      '1 May 2026, 12:00 UTC, held until the person writes, with the template open_again (en, utility) to ask for that: the ' +
        'person has never written to this number, so there is no open window. The message asks to be held while the window ' +
        'is closed.',
    ]);
    const [, question] = await decisions();
    expect(question?.sentence).to.match(/A message is held for the person, and this template asks them to answer\./);
    channel.clock.advance(hour);
    await channel.say('Yes');
    const { decisions: made } = await notify('x', { text: 'Fixed.', whenClosed: 'hold' });
    expect(made.map(({ kind, message }) => [kind, message])).to.deep.equal([
      ['hold', 'n-x-1'],
      ['free-form', 'n-x-1'],
    ]);
    expect(made[0]?.afterwards).to.deep.equal({ parts: [], decidedAgainAt: noon + hour });
    expect(made[1]?.afterwards.parts[0]).to.include({ state: 'read', sentAs: 'text' });
  });

  it('to hold says how it ended where the message was never sent, also that of a reply', async () => {
    const templates = TemplateCatalog.parse({
      reengagement: 'open_again',
      templates: [
        { name: 'open_again', language: 'en', category: 'utility', body: 'We have news. Shall we tell you?' },
      ],
    });
    const adapter = { templates, hold: { most: 2, keptMs: 3 * day } };
    await start({ adapter, logic: async () => {} });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    const hold = async (text: string, key?: string) => {
      const message = withIntent(text, { whenClosed: holdWith(undefined, key === undefined ? {} : { key }) });
      await channel.adapter
        .continueConversation(channel.adapter.reference(thandi), async (context) => {
          await context
            .sendActivity(message)
            .catch((error: Error) => expect(error).to.be.instanceOf(WindowClosedError));
        })
        .finally(() => channel.settled());
      channel.clock.advance(minute);
    };
    await hold('Ben reads it.', 'T-42');
    await hold('Ben has mended it.', 'T-42');
    await hold('Another thing.');
    await hold('One too many.');
    expect(await channel.adapter.cancelHeld({ to: thandi, key: 'T-42' })).to.equal(1);
    channel.clock.advance(4 * day);
    await channel.settled();
    await hold('Not over yet.');
    const made = (await decisions()).filter(({ kind }) => kind === 'hold');
    expect(made.map(({ afterwards }) => afterwards.ended)).to.deep.equal([
      { outcome: 'superseded', at: noon + minute },
      { outcome: 'cancelled', at: noon + 4 * minute },
      { outcome: 'expired', at: noon + 4 * minute + 4 * day },
      { outcome: 'refused', at: noon + 3 * minute },
      undefined,
    ]);
    expect(
      made.map(
        ({ sentence }) => /is to hold such a message\.|be held while the window is closed\.(.*)/.exec(sentence)?.[1],
      ),
    ).to.deep.equal([
      ' It was not sent: a newer message with the same key took its place 1 May 2026, 12:01 UTC.',
      ' It was not sent: it was cancelled 1 May 2026, 12:04 UTC.',
      ' It was not sent: it had expired by 5 May 2026, 12:04 UTC, and the person had not written.',
      ' It was not held, and not sent: as many messages were held for the person as may be.',
      '',
    ]);
  });

  it('for a template that the provider refuses says which one left instead, and why', async () => {
    const text = (name: string, body: string, more: object = {}) => {
      return { ...{ name, language: 'en', category: 'utility', body, slots: [] }, ...more };
    };
    const templates = TemplateCatalog.parse({
      templates: [text('news', 'Your lamp works.', { fallback: ['any_news'] }), text('any_news', 'There is news.')],
    });
    await start({ adapter: { templates } });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    channel.emulator.template('news', 'paused', 'status');
    const { decisions: made } = await notify('x', { template: template('news') });
    expect(made.map(({ isFallback }) => isFallback)).to.deep.equal([undefined, true]);
    expect(made[1]?.sentence).to.match(/sent as a fallback of the template news .* has never written/);
    const { parts = [], tried = [] } = made[0]?.afterwards ?? {};
    expect(parts.map(({ template, state }) => [template, state])).to.deep.equal([
      ['news', 'failed'],
      ['any_news', 'read'],
    ]);
    expect(tried.map(({ template }) => template)).to.deep.equal(['news']);
    // Of the next message, the fallback is refused afterwards, too.
    channel.clock.advance(day);
    for (const name of ['news', 'any_news']) channel.emulator.template(name, 'paused', 'status');
    const { state, decisions: all } = await notify('y', { template: template('news') });
    expect(state).to.equal('failed');
    expect(all.at(-1)?.sentence).to.match(/decided 2 times until .*, as one fallback after the other was tried\.$/);
  });

  it('about a message to another conversation is recorded there', async () => {
    const sipho = '27820000002';
    await start({
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        const reference = channel.adapter.reference(sipho);
        await channel.adapter.continueConversation(reference, async (other) => {
          await other.sendActivity(outsideWindow('Thandi wrote.', resolved));
        });
        await context.sendActivity('Told.');
      },
    });
    await channel.say('Tell Sipho');
    expect((await decisions(sipho)).map(({ kind }) => kind)).to.deep.equal(['template']);
    expect((await decisions(channel.adapter.reference(thandi))).map(({ kind }) => kind)).to.deep.equal(['free-form']);
  });

  it('outside of any turn is recorded, too', async () => {
    await start({ logic: async () => {} });
    await channel.say('Hello');
    const { adapter } = channel;
    const reference = adapter.reference(thandi);
    const context = new TurnContext(adapter, {
      ...TurnContext.applyConversationReference({ type: 'event' }, reference),
    });
    await adapter.sendActivities(context, [{ type: 'message', text: 'Late.', conversation: reference.conversation }]);
    await channel.settled();
    expect((await decisions()).map(({ kind }) => kind)).to.deep.equal(['free-form']);
  });

  it('shows neither what was said nor whole numbers of people', async () => {
    await start();
    await channel.say('Hello, I live at 12 Long Street');
    await notify('a', { text: 'The light at 12 Long Street is fixed.', template: resolved });
    channel.clock.advance(25 * hour);
    await notify('b', { text: 'The light at 12 Long Street is fixed.', template: resolved });
    await notify('c', { text: 'The light at 12 Long Street is fixed.' });
    const all = JSON.stringify(await decisions());
    expect(all)
      .to.include('ticket_resolved')
      .and.not.match(/Long Street|T-42|Thandi/);
    expect(all).not.to.include(thandi);
  });

  it('is kept for as long as is asked, and told from a time on', async () => {
    await start({ adapter: { decisionsKeptMs: 2 * day } });
    for (let each = 0; each < 4; each += 1) {
      await channel.say(`Hello ${each}`);
      channel.clock.advance(day - hour);
    }
    // The first was made 92 hours ago, and the last 23.
    const times = (await decisions()).map(({ at }) => (channel.clock.now() - at) / hour);
    expect(times).to.deep.equal([46, 23]);
    expect(await decisions(thandi, channel.clock.now() - 24 * hour)).to.have.length(1);
    expect(() => channel.adapter.decisions(thandi, { since: noon / 1000 })).to.throw(/^since: .*seconds/);
    expect(() => channel.adapter.decisions('Thandi')).to.throw(/^to: /);
  });

  it('is not kept at all if nobody wants that', async () => {
    await start({ adapter: { decisionsKeptMs: 0 } });
    await channel.say('Hello');
    expect(await decisions()).to.deep.equal([]);
  });

  it('is found among many of one hour, in the order of time', async () => {
    await start({
      adapter: { pace: unpaced },
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        for (let each = 0; each < 10; each += 1) await context.sendActivity(`Line ${each}`);
      },
    });
    for (let each = 0; each < 12; each += 1) {
      await channel.say('Hello');
      channel.clock.advance(1000);
    }
    const all = await decisions();
    expect(all).to.have.length(120);
    expect(all.map(({ at }) => at)).to.deep.equal(all.map(({ at }) => at).sort());
    expect(new Set(all.map(({ message }) => message)).size).to.equal(120);
  });
});

describe('explain', () => {
  let channel: Channel;
  beforeEach(async () => {
    channel = await startChannel();
  });
  afterEach(() => channel.close());

  it('says what would happen and why, and sends nothing', async () => {
    const message = outsideWindow({ type: 'message', text: 'Fixed.', locale: 'en-ZA' }, resolved);
    const explained = await channel.adapter.explain(message, channel.adapter.reference(thandi));
    expect(explained).to.deep.equal({
      at: noon,
      kind: 'template',
      rule: 'brings-template',
      conversationType: 're-engagement',
      reason: 'The person has never written; the message brought a template.',
      template: { name: 'ticket_resolved', language: 'en', category: 'utility' },
      window: { state: 'unknown' },
      marginMs: minute,
      policy: 'template',
      brought: { text: true, files: 0, choices: 0, places: 0, outsideWindow: 'ticket_resolved', locale: 'en-ZA' },
      sentence:
        'Now, it would be sent as the template ticket_resolved (en, utility): the person has never written to this number, ' +
        'so there is no open window. The message brought that template for a closed window. Its language is the ' +
        'conversation’s (en-ZA).',
      behind: 0,
      held: 0,
    });
    expect(channel.emulator.requests.messages).to.equal(0);
  });

  it('tells of suggested actions that the template cannot carry', async () => {
    const suggestedActions = { to: [], actions: [{ type: 'imBack', title: 'Reopen it', value: 'reopen' }] };
    const message = outsideWindow({ type: 'message', text: 'Fixed.', suggestedActions }, resolved);
    const { reason, sentence } = await channel.adapter.explain(message, channel.adapter.reference(thandi));
    const told = 'The template has no button for the message’s suggested action.';
    expect(reason).to.equal(`The person has never written; the message brought a template. ${told}`);
    expect(sentence).to.match(new RegExp(`The message brought that template for a closed window\\. ${told}$`));
  });

  it('refuses what is no message, as it refuses a template that is not there', async () => {
    const { adapter } = channel;
    const failed = async (activity: object) => {
      return adapter.explain(activity, adapter.reference(thandi)).then(String, (error: Error) => `${error}`);
    };
    expect(await failed({ type: 'typing' })).to.match(/^InvalidInputError: activity.type: /);
    expect(await failed(template('nothing_of_the_kind'))).to.match(/^TemplateNotFoundError/);
  });

  it('tells how many messages wait and are held for the person, behind which or with which this one would be', async () => {
    const templates = TemplateCatalog.parse({
      reengagement: 'open_again',
      templates: [
        { name: 'open_again', language: 'en', category: 'utility', body: 'We have news. Shall we tell you?' },
      ],
    });
    const other = await startChannel({ adapter: { templates } });
    try {
      await other.adapter.notify({ to: thandi, text: 'Fixed.', whenClosed: 'hold' });
      await other.settled();
      const explained = await other.adapter.explain({ text: 'Tested.' }, other.adapter.reference(thandi));
      expect(explained).to.include({ behind: 0, held: 1 });
    } finally {
      await other.close();
    }
  });

  it('names what is missing, or is nothing that could be sent', async () => {
    const { adapter } = channel;
    const fieldOf = async (...given: unknown[]) => {
      const explained = Reflect.apply(adapter.explain, adapter, given) as ReturnType<typeof adapter.explain>;
      return explained.then(String, (error: Error) => (error instanceof InvalidInputError ? error.field : error));
    };
    const message = { type: 'message', text: 'Fixed.' };
    const reference = adapter.reference(thandi);
    for (const activity of [undefined, null, 'Fixed.', 5]) {
      expect(await fieldOf(activity, reference), String(activity)).to.equal('activity');
    }
    for (const wrong of [undefined, null, {}, { conversation: { id: 5 } }]) {
      expect(await fieldOf(message, wrong), JSON.stringify(wrong)).to.equal('conversation.id');
    }
    expect(await fieldOf(message, { conversation: { id: `${business}:${business}` } })).to.equal('conversation.id');
    expect(() => Reflect.apply(adapter.decisions, adapter, [])).to.throw(InvalidInputError, 'conversation.id');
  });
});
