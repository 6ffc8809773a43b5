import { ConversationState, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { createEmulator, KeyvStorage, MovableClock, openStore, type Store } from '../../src/index.js';
import { business, type Channel, noon, signUp, startChannel, until } from '../support/channel.js';
import { templates } from '../support/consent.js';
import { describeWithRedis } from '../support/redis.js';
import { rawTexts } from './rawStore.js';

const person = '27829990001';
const secret = 'xylophone';

describeWithRedis('Erasing a person whom two processes serve', (freshUrl) => {
  it('waits for the turn of the other process, which writes nothing back from what it remembers', async () => {
    const url = freshUrl();
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const begun: string[] = [];
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const start = async (): Promise<{ channel: Channel; store: Store }> => {
      const store = await openStore(url);
      const storage = new KeyvStorage(store.keyv('bot-state'));
      const state = new ConversationState(storage);
      const texts = state.createProperty<string[]>('texts');
      const logic = async (context: TurnContext) => {
        const { type, text = '' } = context.activity;
        if (type !== 'message') return;
        begun.push(text);
        const all = [...(await texts.get(context, [])), text];
        await texts.set(context, all);
        await state.saveChanges(context);
        if (text.includes('wait')) await opened;
        await context.sendActivity(all.join());
      };
      const channel = await startChannel({
        store,
        clock,
        emulator,
        logic,
        adapter: { templates, storages: [storage] },
      });
      return { channel, store };
    };
    const [one, other] = [await start(), await start()];
    // The other one takes the callbacks.
    emulator.integrate({ number: business, callbackUrl: other.channel.url, templates });
    await signUp(one.channel.adapter, person, 'tickets');
    await other.channel.say(`Hello ${secret}`, person);
    await emulator.say({ from: person, text: `Do wait ${secret}` });
    await until(() => begun.length === 2);
    const erased = one.channel.adapter.erasePerson(person);
    await until(() => one.channel.adapter.depth > 0);
    open();
    expect((await erased).records).to.include({ windows: 1, consent: 1, 'bot-state': 1 });
    const settled = async () => {
      for (const { channel } of [one, other]) await channel.settled();
    };
    await settled();
    const texts = await rawTexts(one.store);
    expect(texts.filter((text) => text.includes(person) || text.includes(secret))).to.deep.equal([]);
    clock.advance(1000);
    await other.channel.say('New', person);
    await settled();
    expect(other.channel.heard(person).at(-1)).to.equal('New');
    for (const { channel, store } of [one, other]) {
      await channel.close();
      await store.close();
    }
    await emulator.close();
  });
});
