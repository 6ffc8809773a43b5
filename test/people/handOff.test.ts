import { expect } from 'chai';
import { DeskDeliveryError, type DeskEvent, type Store } from '../../src/index.js';
import { describeEveryBackend } from '../store/everyStore.js';
import { business, type Channel, startChannel, until } from '../support/channel.js';
import { rawTexts } from './rawStore.js';

const person = '27829990001';
/** Another person, whose number begins with the person's. */
const neighbour = '278299900012';
const secret = 'xylophone';
const day = 24 * 60 * 60 * 1000;

describeEveryBackend('Erasing a person whom a human talks to', (openFresh) => {
  let store: Store;
  let channel: Channel;
  let told: DeskEvent[];
  let isDown: boolean;
  beforeEach(async () => {
    told = [];
    isDown = true;
    store = await openFresh();
    const desk = {
      deliver: async (event: DeskEvent) => {
        if (isDown) throw new DeskDeliveryError('it is down.');
        told.push(event);
      },
    };
    channel = await startChannel({ store, adapter: { handOff: { desk } } });
  });
  afterEach(async () => {
    await channel.close();
    await store.close();
  });
  const tracesLeft = async () => {
    const texts = await rawTexts(store);
    return texts
      .filter((text) => new RegExp(`${person}(?!\\d)|${secret}`).test(text))
      .map((text) => text.slice(0, 200));
  };

  it('takes the hand-off, what was said, and what waits for the desk; another person’s stays', async () => {
    const { adapter, clock } = channel;
    for (const from of [person, neighbour]) {
      await channel.say('hello', from);
      const reason = from === person ? `about a ${secret}` : 'something else';
      const before = { type: 'message', text: reason, from: { id: from, name: '' } };
      await adapter.handOff(adapter.reference(from), { reason, context: { reason }, transcript: [before] });
      await channel.say(reason, from);
      await adapter.desk.reply(`${business}:${from}`, { text: `Yes, ${reason}`, id: `reply-${from.length}` });
      await adapter.notify({ to: from, text: `News ${reason}`, id: `news-${from.length}` });
      await channel.settled();
    }
    expect(await tracesLeft()).not.to.deep.equal([]);
    await adapter.erasePerson(person);
    await channel.settled();
    expect(await tracesLeft()).to.deep.equal([]);
    const left = await adapter.desk.conversations('all');
    expect(left.map((each) => each.person)).to.deep.equal([neighbour]);

    isDown = false;
    clock.advance(day / 2);
    await until(() => told.length > 0);
    await channel.settled();
    expect([...new Set(told.map(({ conversation }) => conversation))]).to.deep.equal([`${business}:${neighbour}`]);
    clock.advance(3 * day);
    await until(async () => (await adapter.desk.conversations()).length === 0);
    await channel.settled();
    expect(await tracesLeft()).to.deep.equal([]);
    await channel.say('hello again', person);
    expect(channel.heard(person).at(-1)).to.equal('You said: hello again');
  });
});
