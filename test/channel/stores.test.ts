import { expect } from 'chai';
import { NotificationIdReusedError, type Store, template } from '../../src/index.js';
import { describeEveryEngine } from '../store/everyStore.js';
import { type Channel, startChannel, thandi, until } from '../support/channel.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
const both = { to: thandi, text: 'Fixed.', template: resolved, id: 'order-1' };

describeEveryEngine('People and ids', (openFresh) => {
  let store: Store;
  let channel: Channel;
  const state = async (id = both.id) => (await channel.adapter.notification(id))?.state;
  beforeEach(async () => {
    store = await openFresh();
    channel = await startChannel({ store });
  });
  afterEach(async () => {
    await channel.close();
    await store.close();
  });

  it('one of many that ask for one id at the same time gets it, and the others hear of it', async () => {
    const notifications = ['1', '2', '3', '4', '5', '6'].map((digit) => ({ ...both, to: `2782000000${digit}` }));
    const asked = await Promise.allSettled(notifications.map((each) => channel.adapter.notify(each)));
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map((reason: Error) => reason.name)).to.deep.equal(Array(5).fill(NotificationIdReusedError.name));
    await until(async () => (await state()) === 'read');
    await channel.settled();
    expect(channel.emulator.requests.messages).to.equal(1);
    const winner = notifications[asked.findIndex(({ status }) => status === 'fulfilled')];
    expect(channel.heard(winner?.to)).to.have.length(1);
  });

  it('one that failed is sent again once, and one that got through is not', async () => {
    channel.emulator.person(thandi, { onWhatsApp: false });
    await channel.adapter.notify(both);
    await until(async () => (await state()) === 'failed');
    channel.emulator.person(thandi, { onWhatsApp: true });
    await Promise.all(Array.from({ length: 5 }, () => channel.adapter.notify(both)));
    await until(async () => (await state()) === 'read');
    await channel.adapter.notify(both);
    await channel.settled();
    expect(channel.heard()).to.have.length(1);
  });

  it('a person with two spellings has one window, and is answered where they wrote', async () => {
    const [person, other] = ['5511987654321', '551187654321'];
    await channel.adapter.notify({ to: person, template: resolved, id: 'before' });
    await until(async () => (await state('before')) === 'read');
    await channel.say('Hello', other);
    await until(() => channel.heard(other).length === 1);
    await channel.adapter.notify({ to: person, text: 'After.', id: 'after' });
    await until(async () => (await state('after')) === 'read');
    expect(channel.heard(other)).to.deep.equal(['You said: Hello', 'After.']);
    expect(channel.heard(person)).to.have.length(1);
    expect(channel.emulator.violations).to.deep.equal([]);
  });

  it('a publication reaches each of those who have signed up once, however many ask for it at the same time', async () => {
    const people = Array.from({ length: 30 }, (_, index) => String(27_820_000_000 + index));
    // All in one commit.
    const at = channel.clock.now();
    await channel.adapter.consent.import(people.map((to) => ({ to, source: 'a test', at, topics: { tickets: true } })));
    const news = { topic: 'tickets', template: resolved, id: 'news' };
    const asked = await Promise.all([1, 2, 3].map(() => channel.adapter.publish(news)));
    expect(asked).to.deep.equal(Array(3).fill({ id: 'news', subscribers: 30 }));
    await until(async () => (await channel.adapter.publication('news'))?.doneAt !== undefined);
    await channel.settled();
    expect(people.map((person) => channel.heard(person).length)).to.deep.equal(Array(30).fill(1));
  });
});
