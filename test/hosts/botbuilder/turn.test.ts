import { ConversationState, type TurnContext, UserState } from 'botbuilder';
import { expect } from 'chai';
import { currentScope } from '../../../src/core/turn.js';
import { KeyvStorage, LaneLostError, openStore, type Store } from '../../../src/index.js';
import { gate } from '../../lanes/contract.js';
import { business, type Channel, startChannel, thandi, until } from '../../support/channel.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { rejection } from '../../support/rejection.js';
import { inTurn } from '../../support/turns.js';

const stateKey = `whatsapp/conversations/${business}:${thandi}/`;

/** A bot that counts, in the conversation's state and in the user's, and says both counts. */
function countingBot(store: Store, beforeEnd: (text: string) => Promise<void> = async () => {}) {
  const storage = new KeyvStorage(store.keyv('bot-state'));
  const [conversation, user] = [new ConversationState(storage), new UserState(storage)];
  const [said, ever] = [conversation.createProperty<number>('said'), user.createProperty<number>('ever')];
  return async (context: TurnContext) => {
    if (context.activity.type !== 'message') return;
    const counts = [(await said.get(context, 0)) + 1, (await ever.get(context, 0)) + 1] as const;
    await said.set(context, counts[0]);
    await ever.set(context, counts[1]);
    await conversation.saveChanges(context);
    await user.saveChanges(context);
    await context.sendActivity(`${context.activity.text}: ${counts.join(' ')}`);
    await beforeEnd(context.activity.text);
  };
}

describe("A turn's writes", () => {
  const channels: Channel[] = [];
  const stores: Store[] = [];
  const starts = async (options: Parameters<typeof startChannel>[0]) => {
    const channel = await startChannel(options);
    channels.push(channel);
    return channel;
  };
  const opened = async (folder: string) => {
    const store = await openStore(`lmdb:${folder}`);
    stores.push(store);
    return store;
  };

  afterEach(async () => {
    for (const channel of channels.splice(0)) await channel.close();
    for (const store of stores.splice(0)) await store.close();
  });
  after(removeFolders);

  for (const isTracked of [false, true]) {
    const how = isTracked ? 'tracked' : 'told by its keys';
    it(`are none if its process ends before it, and whole when it has ended: a turn ${how}`, async () => {
      if (isTracked) currentScope();
      const folder = await temporaryFolder();
      const first = await opened(folder);
      const dying = gate();
      const bot = countingBot(first, async (text) => {
        if (text === 'dies') await dying.opened;
      });
      const before = await starts({ logic: bot, store: first });
      await before.say('one');
      expect(before.heard()).to.deep.equal(['one: 1 1']);
      await before.emulator.say({ from: thandi, text: 'dies' });
      await until(() => before.heard().includes('dies: 2 2'));
      await before.emulator.settled();

      // Nothing is committed any more, as after a SIGKILL: the lanes halt while the turn still runs.
      await before.adapter.stop(1);
      const items = await first.keyv<{ said: number }>('bot-state').get(stateKey);
      expect(items?.said).to.equal(1);
      await first.close();

      const second = await opened(folder);
      const after = await starts({ logic: countingBot(second), store: second });
      await after.settled();
      await after.say('three');
      // What the turn had said before its process ended is not said again.
      expect(after.heard()).to.deep.equal(['three: 3 3']);
      const state = await second.keyv<{ said: number }>('bot-state').get(stateKey);
      expect(state?.said).to.equal(3);
      dying.open();
    });
  }

  it('are refused once its lane goes on without it, whatever their key', async () => {
    const store = await opened(await temporaryFolder());
    const storage = new KeyvStorage(store.keyv('bot-state'));
    await inTurn(store, `${business}:${thandi}`, async (lease) => {
      await storage.write({ [stateKey]: { step: 1 } });
      lease.lose();
      for (const key of [stateKey, 'anything else']) {
        await rejection(storage.write({ [key]: { step: 2 } }), LaneLostError);
        await rejection(storage.delete([key]), LaneLostError);
      }
    });
    expect(await storage.read([stateKey, 'anything else'])).to.deep.equal({});
  });

  it('are found by work that runs inside it', async () => {
    const store = await opened(await temporaryFolder());
    const found: unknown[] = [];
    const storage = new KeyvStorage(store.keyv('bot-state'));
    const channel = await starts({
      store,
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        await storage.write({ [stateKey]: { step: 1 } });
        const reference = channel.adapter.reference(thandi);
        await channel.adapter.continueConversation(reference, async () => {
          found.push((await storage.read([stateKey]))[stateKey].step);
          await storage.write({ [stateKey]: { step: 2 } });
        });
        found.push((await storage.read([stateKey]))[stateKey].step);
      },
    });
    await channel.say('Hello');
    expect(found).to.deep.equal([1, 2]);
    expect(await storage.read([stateKey])).not.to.deep.equal({});
  });
});
