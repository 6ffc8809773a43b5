import type { TurnContext } from 'botbuilder';
import { ConversationState } from 'botbuilder';
import { expect } from 'chai';
import { type ClickatellAdapter, KeyvStorage, type Store, turnSignal, unpaced } from '../../../src/index.js';
import { gate } from '../../lanes/contract.js';
import { describeEveryEngine } from '../../store/everyStore.js';
import { business, type Channel, type ChannelOptions, startChannel, thandi, until } from '../../support/channel.js';
import { rejection } from '../../support/rejection.js';

const sipho = '27820000002';
const agent = '27820009999';

/** A bot that hands what it hears on to somebody else, and waits until that is said. */
function handingOn(adapter: () => ClickatellAdapter, to: (from: string) => string | undefined, ready = async () => {}) {
  return async (context: TurnContext) => {
    const { type, from, text } = context.activity;
    if (type !== 'message') return;
    const other = to(from.id);
    if (other === undefined) {
      await context.sendActivity(`You said: ${text}`);
      return;
    }
    await ready();
    await adapter().continueConversation(adapter().reference(other), async (proactive) => {
      await proactive.sendActivity(`${from.id.slice(-4)} says: ${text}`);
    });
    await context.sendActivity('Handed on.');
  };
}

describeEveryEngine('Turns that wait for each other', (openFresh) => {
  let channel: Channel;
  let store: Store;
  const apologies: Error[] = [];

  async function starts(options: Pick<ChannelOptions, 'logic' | 'adapter'>): Promise<Channel> {
    store = await openFresh();
    channel = await startChannel({
      ...options,
      store,
      adapter: { pace: unpaced, ...options.adapter },
    });
    apologies.length = 0;
    channel.adapter.onTurnError = async (context, error) => {
      apologies.push(error);
      await context.sendActivity('Sorry.');
    };
    return channel;
  }
  afterEach(async () => {
    await channel?.close();
    await store?.close();
  });

  // The first turns of a program are not tracked before Node 24, the later ones are.
  for (const which of ['the first', 'later ones']) {
    it(`are served, or one is told, if two wait for each other: ${which}`, async () => {
      let waiting = 0;
      const both = gate();
      const ready = async () => {
        waiting += 1;
        if (waiting === 2) both.open();
        await both.opened;
      };
      const other = (from: string) => (from === thandi ? sipho : thandi);
      await starts({ logic: (context) => handingOn(() => channel.adapter, other, ready)(context) });
      await Promise.all([thandi, sipho].map((from) => channel.emulator.say({ from, text: 'Hello' })));
      await channel.settled();
      const heard = [...channel.heard(thandi), ...channel.heard(sipho)];
      const told = apologies.filter(({ name }) => name === 'CircularWaitError').length;
      expect(heard.filter((text) => text.includes('says: Hello'))).to.have.length(2 - told);
      expect(heard.filter((text) => text === 'Handed on.')).to.have.length(2 - told);
      expect(heard.filter((text) => text === 'Sorry.')).to.have.length(told);
      expect(told).to.be.at.most(1);
      for (const { message } of apologies) expect(message).to.match(/adapter\.notify\(…\).*do not await/);
      // Their lanes go on.
      waiting = 1;
      await channel.say('Again', thandi);
      expect(channel.heard(sipho)).to.include('0001 says: Again');
    });
  }

  it('hold nobody else up, however many wait for one', async () => {
    const begun = gate();
    const customers = Array.from({ length: 12 }, (_, index) => String(27_830_000_000 + index));
    let waiting = 0;
    const ready = async () => {
      waiting += 1;
      if (waiting === 3) begun.open();
      await begun.opened;
    };
    const to = (from: string) => (customers.includes(from) ? agent : undefined);
    const slow = gate();
    const bot = handingOn(() => channel.adapter, to, ready);
    await starts({
      logic: async (context) => {
        if (context.activity.type === 'message' && context.activity.text === 'hangs') await slow.opened;
        else await bot(context);
      },
      adapter: { lanes: { concurrency: 4 } },
    });
    await channel.emulator.say({ from: agent, text: 'hangs' });
    await until(() => channel.adapter.depth === 1);
    await Promise.all(customers.map((from) => channel.emulator.say({ from, text: 'Help' })));
    await channel.emulator.say({ from: thandi, text: 'Hello' });
    await until(() => channel.heard(thandi).length === 1);
    expect(channel.heard(agent)).to.deep.equal([]);
    slow.open();
    await channel.settled();
    expect(channel.heard(agent).toSorted()).to.deep.equal(customers.map((from) => `${from.slice(-4)} says: Help`));
    for (const from of customers) expect(channel.heard(from)).to.deep.equal(['Handed on.']);
  });

  it('serve a proactive turn to a third inside a proactive turn, and back to the first', async () => {
    await starts({
      logic: async (context) => {
        if (context.activity.type !== 'message' || context.activity.from.id !== thandi) return;
        const { adapter } = channel;
        await adapter.continueConversation(adapter.reference(sipho), async (second) => {
          await second.sendActivity('second');
          await adapter.continueConversation(adapter.reference(agent), async (third) => {
            await third.sendActivity('third');
            await adapter.continueConversation(adapter.reference(thandi), async (first) => {
              await first.sendActivity('back again');
            });
          });
        });
        await context.sendActivity('done');
      },
    });
    for (const from of [sipho, agent, thandi]) await channel.say('Hello', from);
    expect([sipho, agent, thandi].map((from) => channel.heard(from))).to.deep.equal([
      ['second'],
      ['third'],
      ['back again', 'done'],
    ]);
    expect(apologies).to.deep.equal([]);
  });

  it('can say and write nothing more once they have taken too long, and are told', async () => {
    const hangs = gate();
    const late = gate();
    const refused: Error[] = [];
    let isAborted = false;
    const bot = () => {
      const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
      const said = state.createProperty<string[]>('said');
      return async (context: TurnContext) => {
        if (context.activity.type !== 'message') return;
        const texts = await said.get(context, []);
        texts.push(context.activity.text);
        if (context.activity.text === 'slow') {
          await context.sendActivity('One moment.');
          await hangs.opened;
          isAborted = turnSignal(context).aborted;
          const saving = async () => state.saveChanges(context);
          refused.push(await rejection(saving(), Error));
          refused.push(await rejection(context.sendActivity('At last.'), Error));
          late.open();
          throw new Error('The bot’s own error, after the end.');
        }
        await state.saveChanges(context);
        await context.sendActivity(texts.join(' '));
      };
    };
    let run: ((context: TurnContext) => Promise<void>) | undefined;
    await starts({
      logic: async (context) => {
        run ??= bot();
        await run(context);
      },
      adapter: { lanes: { turnLimitMs: 500 } },
    });
    await channel.say('one');
    await channel.emulator.say({ from: thandi, text: 'slow' });
    await channel.emulator.say({ from: thandi, text: 'two' });
    await until(() => channel.heard().includes('one two'));
    hangs.open();
    await late.opened;
    await channel.settled();
    expect(refused.map(({ name }) => name)).to.deep.equal(['TurnTimeoutError', 'TurnTimeoutError']);
    expect(isAborted).to.equal(true);
    expect(channel.heard()).to.deep.equal(['one', 'One moment.', 'one two']);
    expect(apologies).to.deep.equal([]);
    const [letter] = await channel.adapter.deadLetters();
    expect(letter?.error).to.equal('TurnTimeoutError');
    const key = `whatsapp/conversations/${business}:${thandi}/`;
    expect(await store.keyv<{ said: string[] }>('bot-state').get(key)).to.deep.include({ said: ['one', 'two'] });
  });
});
