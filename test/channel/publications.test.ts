import { expect } from 'chai';
import { aftermath } from '../../src/channel/setAside.js';
import { Subscribers } from '../../src/consent/subscribers.js';
import {
  createEmulator,
  InvalidInputError,
  MovableClock,
  NotificationIdReusedError,
  NotSupportedError,
  openStore,
  type Publication,
  type PublicationNotification,
  parsePublication,
  TurnCrashedError,
  TurnTimeoutError,
  template,
  unpaced,
} from '../../src/index.js';
import { business, type Channel, noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { lineTo } from '../support/line.js';
import { rejection } from '../support/rejection.js';

const topic = 'flight:SA204';
const text = 'Your flight SA204 leaves from gate B7.';
const gate = template('ticket_resolved', { name: 'passenger', ticket: 'SA204', summary: 'gate B7' });
const news: Publication = { topic, text, template: gate, id: 'gate-B7' };

describe('A publication', () => {
  let channel: Channel;
  afterEach(() => channel.close());

  it('tells everybody who has signed up, as text in the window and as the template outside', async () => {
    channel = await startChannel();
    await signUp(channel, people(3));
    await channel.say('Hi');
    expect(await channel.adapter.publish(news)).to.deep.equal({ id: 'gate-B7', subscribers: 3 });
    await finished(channel, 'gate-B7');
    expect(channel.heard(thandi)).to.deep.equal(['You said: Hi', text]);
    const shown = 'Hi passenger, your ticket SA204 is resolved: gate B7. Tell us if it is not.';
    for (const person of people(3).slice(1)) expect(channel.heard(person).join()).to.include(shown);
    const [at] = [channel.clock.now()];
    expect(await channel.adapter.publication('gate-B7')).to.deep.equal({
      ...{ id: 'gate-B7', topic, from: business, at, subscribers: 3, done: 3, doneAt: at },
    });
    const reports = await all(channel, 'gate-B7');
    expect(reports.map(({ to, sentAs, state }) => [to, sentAs, state])).to.have.deep.members([
      [thandi, 'text', 'read'],
      ['27820000002', 'template', 'read'],
      ['27820000003', 'template', 'read'],
    ]);
    expect(reports.filter(({ conversationType }) => conversationType === 'business-initiated')).to.have.length(2);
  });

  it('has ids that tell nothing of the person, and are no others for the same person', async () => {
    channel = await startChannel();
    await signUp(channel, people(2));
    await channel.adapter.publish(news);
    await channel.adapter.publish({ ...news, id: 'again' });
    await finished(channel, 'again');
    const ids = [...(await all(channel, 'gate-B7')), ...(await all(channel, 'again'))].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(4);
    for (const id of ids)
      expect(id)
        .to.match(/^(gate-B7|again)-[\w-]{22}$/)
        .and.not.include(thandi);
  });

  it('is one publication under its id, and refuses the id to another', async () => {
    channel = await startChannel();
    await signUp(channel, people(2));
    const asked = await Promise.all([channel.adapter.publish(news), channel.adapter.publish(news)]);
    expect(asked).to.deep.equal([asked[0], asked[0]]);
    await finished(channel, 'gate-B7');
    await signUp(channel, ['27820000009']);
    expect(await channel.adapter.publish(news)).to.deep.equal({ id: 'gate-B7', subscribers: 2 });
    await channel.settled();
    expect(people(2).map((person) => channel.heard(person).length)).to.deep.equal([1, 1]);
    expect(channel.heard('27820000009')).to.deep.equal([]);
    for (const other of [{ text: 'Gate B8.' }, { topic: 'flight:SA205' }, { whenClosed: 'refuse' as const }]) {
      await rejection(channel.adapter.publish({ ...news, ...other }), NotificationIdReusedError);
    }
  });

  it('is done at once where nobody has signed up', async () => {
    channel = await startChannel();
    const { id, subscribers } = await channel.adapter.publish({ topic, text });
    expect(subscribers).to.equal(0);
    const at = channel.clock.now();
    expect(await channel.adapter.publication(id)).to.include({ subscribers: 0, done: 0, doneAt: at });
    expect(await all(channel, id)).to.deep.equal([]);
    expect(await channel.adapter.publication('unknown')).to.equal(undefined);
    expect(await all(channel, 'unknown')).to.deep.equal([]);
  });

  it('goes to those who have signed up with the number that sends it', async () => {
    channel = await startChannel();
    await signUp(channel, people(1));
    await signUp(channel, people(3), 'flight:SA205');
    const elsewhere = new Subscribers(channel.store);
    const other = { business: '27110000002', person: '27820000002' };
    await channel.store.engine.values.commit(elsewhere.writes(other, topic, () => true));
    expect(await channel.adapter.publish({ topic, text })).to.include({ subscribers: 1 });
    expect(await channel.adapter.publish({ topic, text, from: `+${business}` })).to.include({ subscribers: 1 });
    expect(await wrong(channel.adapter.publish({ topic, text, from: '27110000002' }))).to.equal('from');
  });

  it('names the wrong field, also where nobody has signed up', async () => {
    channel = await startChannel();
    const { adapter } = channel;
    const unknown = template('no_such_template', {});
    expect(await wrong(adapter.publish({ topic }))).to.equal('text');
    expect(await wrong(adapter.publish({ ...news, template: unknown }))).to.equal('template.name');
    expect(await wrong(adapter.publish({ ...news, id: 'x'.repeat(101) }))).to.equal('id');
    expect(await wrong(adapter.publish({ ...news, id: 'a b' }))).to.equal('id');
    expect(await wrong(adapter.publish({ ...news, topic: 'boat' }))).to.equal('topic');
    expect(await wrong(adapter.publish({ ...news, topic: 'flight' }))).to.equal('topic');
    expect(() => adapter.publicationReports('x', JSON.parse('{"state":"lost"}'))).to.throw(InvalidInputError, /^state/);
  });

  it('goes to a number with two spellings as it was signed up, or as the person has written', async () => {
    channel = await startChannel();
    const [given, official, written] = ['551187654321', '5511987654321', '5521987654321'];
    await signUp(channel, [given, written]);
    await channel.say('Hi', '552187654321');
    expect(await channel.adapter.publish(news)).to.include({ subscribers: 2 });
    await finished(channel, 'gate-B7');
    expect([given, official].map((person) => channel.heard(person).length)).to.deep.equal([1, 0]);
    expect(channel.heard('552187654321')).to.deep.equal(['You said: Hi', text]);
    expect(channel.heard(written)).to.deep.equal([]);
    expect((await all(channel, 'gate-B7')).map(({ to }) => to)).to.have.members([official, written]);
  });

  it('comes once to a person whose two ids become one while it is under way', async () => {
    channel = await startChannel({ adapter: { pace: { ...unpaced, perNumber: { burst: 4, everyMs: 10 } } } });
    const hidden = 'ZA.13491208655302741918';
    await signUp(channel, [...people(20), hidden]);
    expect(await channel.adapter.publish(news)).to.include({ subscribers: 21 });
    await channel.adapter.link(thandi, hidden);
    await finished(channel, 'gate-B7');
    expect([...channel.heard(thandi), ...channel.heard(hidden)]).to.have.length(1);
    expect(await all(channel, 'gate-B7')).to.have.length(20);
    expect(await channel.adapter.publish({ ...news, id: 'next' })).to.include({ subscribers: 20 });
    await finished(channel, 'next');
    expect([...channel.heard(thandi), ...channel.heard(hidden)]).to.have.length(2);
  });

  it('does not come to those who do not want it any more, and says why', async () => {
    channel = await startChannel();
    const [stopped = '', signedOff = '', third = ''] = people(3);
    await signUp(channel, people(3));
    await channel.say('Stop!', stopped);
    await channel.adapter.consent.change({ to: signedOff, source: 'a test', topics: { [topic]: false } });
    expect(await channel.adapter.publish(news)).to.include({ subscribers: 2 });
    await finished(channel, 'gate-B7');
    expect(channel.heard(stopped)).not.to.include(text);
    expect(channel.heard(signedOff)).to.deep.equal([]);
    expect(channel.heard(third)).to.have.length(1);
    const refused = await all(channel, 'gate-B7', 'refused');
    expect(refused.map(({ to, messages }) => [to, messages.length])).to.deep.equal([[stopped, 0]]);
    expect(refused[0]?.reason).to.match(/has written STOP/);
  });

  it('does not come to those whose sign-up has ended, who are not among the subscribers the next time', async () => {
    channel = await startChannel();
    const { adapter, clock } = channel;
    const hour = 60 * 60 * 1000;
    const [over = '', again = '', stopped = '', still = ''] = people(4);
    const inHours = (hours: number) => clock.now() + hours * hour;
    const change = (to: string, more: object) => adapter.consent.change({ to, source: 'a test', ...more });
    for (const to of [over, again]) await change(to, { topics: { [topic]: true }, until: inHours(1) });
    for (const to of [stopped, still]) await change(to, { topics: { [topic]: true }, until: inHours(9) });
    clock.advance(2 * hour);
    await change(again, { topics: { [topic]: true } });
    await change(stopped, { stopped: true });
    expect(await adapter.publish(news)).to.include({ subscribers: 4 });
    await finished(channel, 'gate-B7');
    const refused = await all(channel, 'gate-B7', 'refused');
    expect(refused.map(({ to }) => to)).to.have.members([over, stopped]);
    expect(await adapter.publish({ ...news, id: 'next' })).to.include({ subscribers: 3 });
    await finished(channel, 'next');
    await change(over, { topics: { [topic]: true } });
    await change(stopped, { stopped: false, topics: { [topic]: true } });
    expect(await adapter.publish({ ...news, id: 'last' })).to.include({ subscribers: 4 });
    await finished(channel, 'last');
    expect(await all(channel, 'last', 'read')).to.have.length(4);
  });

  it('does not come to somebody who stops it while it is under way', async () => {
    channel = await startChannel({ adapter: { pace: { ...unpaced, perNumber: { burst: 4, everyMs: 10 } } } });
    await signUp(channel, people(60));
    const done = async () => (await channel.adapter.publication('gate-B7'))?.done ?? 0;
    await channel.adapter.publish(news);
    await until(async () => (await done()) >= 5);
    const told = new Set((await all(channel, 'gate-B7')).map(({ to }) => to));
    const later = people(60).filter((person) => !told.has(person));
    // Whoever is next may be told in this moment.
    await Promise.all(later.map((to) => channel.adapter.consent.change({ to, source: 'a test', stopped: true })));
    const before = await all(channel, 'gate-B7');
    await finished(channel, 'gate-B7');
    const refused = (await all(channel, 'gate-B7', 'refused')).map(({ to }) => to);
    const known = new Set(before.map(({ to }) => to));
    expect(refused).to.include.members(people(60).filter((person) => !known.has(person)));
    for (const person of people(60)) {
      expect(channel.heard(person)).to.have.length(refused.includes(person) ? 0 : 1);
    }
    expect(refused).not.to.deep.equal([]);
  });

  it('tells those in one state', async () => {
    channel = await startChannel();
    await signUp(channel, people(5));
    channel.emulator.person('27820000004', { on: false });
    await channel.adapter.publish(news);
    await finished(channel, 'gate-B7');
    const sent = await all(channel, 'gate-B7', 'sent');
    expect(sent.map(({ to }) => to)).to.deep.equal(['27820000004']);
    expect(await all(channel, 'gate-B7', 'read')).to.have.length(4);
    expect(await all(channel, 'gate-B7', 'failed')).to.deep.equal([]);
  });

  it('waits while the provider takes nothing, with a few messages in the outbox, and goes on', async () => {
    const clock = new MovableClock({ now: () => noon });
    const emulator = await createEmulator({ clock });
    const line = await lineTo(emulator.url);
    const options = { client: { baseUrl: line.url }, adapter: { pace: unpaced, unknownWaitMs: 0 } };
    channel = await startChannel({ ...options, emulator, clock });
    await signUp(channel, people(150));
    await line.down();
    await channel.adapter.publish(news);
    await until(() => channel.adapter.paused.length > 0);
    for (let minute = 0; minute < 5; minute += 1) {
      channel.clock.advance(60_000);
      await until(() => channel.adapter.depth <= 1);
    }
    expect((await channel.adapter.publication('gate-B7'))?.done).to.be.lessThan(100);
    await line.up();
    await until(async () => {
      channel.clock.advance(60_000);
      return (await channel.adapter.publication('gate-B7'))?.doneAt !== undefined;
    });
    await until(async () => {
      channel.clock.advance(60_000);
      await channel.settled();
      return people(150).every((person) => channel.heard(person).length > 0);
    });
    expect(people(150).map((person) => channel.heard(person).length)).to.deep.equal(Array(150).fill(1));
    await line.down();
    await emulator.close();
  });

  it('takes turns with others of its number', async () => {
    channel = await startChannel({ adapter: { pace: unpaced } });
    await signUp(channel, people(100));
    await signUp(channel, people(3), 'tickets');
    await channel.adapter.publish(news);
    const { id } = await channel.adapter.publish({ topic: 'tickets', text, template: gate });
    await until(async () => (await channel.adapter.publication(id))?.doneAt !== undefined);
    await finished(channel, 'gate-B7');
    const decided = channel.events.flatMap((event) => (event.kind === 'decision' ? [event.messageId ?? ''] : []));
    const [ofOther, ofFirst] = [id, 'gate-B7'].map((each) =>
      decided.findLastIndex((message) => message.includes(each)),
    );
    expect(ofOther).to.be.within(0, (ofFirst ?? 0) - 1);
    expect(people(100).map((person) => channel.heard(person).length)).to.deep.equal([
      ...[2, 2, 2],
      ...Array.from({ length: 97 }, () => 1),
    ]);
  });
});

describe('A publication without consent', () => {
  it('cannot be: nobody can sign up', async () => {
    const channel = await startChannel({ adapter: { consent: 'none' } });
    await rejection(channel.adapter.publish(news), NotSupportedError);
    await channel.close();
  });
});

describe('A publication that is under way when the program stops', () => {
  after(removeFolders);

  it('goes on with the next process, and each person is told once', async () => {
    const url = `lmdb:${await temporaryFolder()}`;
    const slow = { pace: { ...unpaced, perNumber: { burst: 8, everyMs: 20 } } };
    const first = await startChannel({ store: await openStore(url), adapter: slow });
    const { emulator, clock } = first;
    try {
      await signUp(first, people(100));
      await first.adapter.publish(news);
      await until(async () => ((await first.adapter.publication('gate-B7'))?.done ?? 0) > 10);
      await first.adapter.stop();
      expect((await first.adapter.publication('gate-B7'))?.done).to.be.lessThan(100);
      // Statuses that come meanwhile are refused, and come again.
      const faults = first.events.filter((event) => event.kind === 'fault' && event.where === 'lane');
      expect(faults).to.deep.equal([]);
      await first.store.close();

      const second = await startChannel({ store: await openStore(url), emulator, clock, adapter: { pace: unpaced } });
      await finished(second, 'gate-B7');
      expect(await second.adapter.publication('gate-B7')).to.include({ subscribers: 100, done: 100 });
      expect(people(100).map((person) => second.heard(person).length)).to.deep.equal(Array(100).fill(1));
      await second.close();
      await second.store.close();
    } finally {
      await first.close();
    }
  });
});

describe('A dead letter of a publication', () => {
  const never = () => expect.fail('It concerns nobody else.');
  const deps = {
    notifications: { asideWrite: never, asideNowWrite: never },
    outbox: { stuckWrite: never },
    holds: { stuckWrite: never },
  };
  const payload = { kind: 'publication', id: 'gate-B7', list: 'l', position: 20 };
  const followedBy = (error: Error, more: object = {}) => {
    const item = { id: 'x', lane: `publications:${business}`, payload: { ...payload, ...more } };
    return aftermath(item, error, deps).items?.map(({ lane, payload }) => ({ lane, payload }));
  };

  it('is followed by another item, up to three times, if something else was to blame', () => {
    const next = { lane: `publications:${business}`, payload: { ...payload, failures: 1 } };
    expect(followedBy(new TurnCrashedError(3))).to.deep.equal([next]);
    expect(followedBy(new TurnTimeoutError(1000))).to.deep.equal([next]);
    expect(followedBy(new TurnCrashedError(3), { failures: 3 })).to.equal(undefined);
  });

  it('is followed by none if it failed by itself', () => {
    expect(followedBy(new TypeError('no'))).to.equal(undefined);
  });
});

describe('parsePublication', () => {
  const body = { topic, text, template: { name: 'ticket_resolved', parameters: { name: 'a' } } };

  it('reads JSON', () => {
    const { template: message, ...rest } = parsePublication({ ...body, from: '+27 11 000 0001', id: 'x' });
    expect(rest).to.deep.equal({ topic, text, from: '27110000001', id: 'x' });
    expect(message?.channelData.clickatell.template.name).to.equal('ticket_resolved');
  });

  const faults: readonly (readonly [field: string, json: unknown])[] = [
    ['publication', null],
    ['publication', 'x'],
    ['publication', [body]],
    ['topic', { text }],
    ['topic', { ...body, topic: 7 }],
    ['to', { ...body, to: thandi }],
    ['text', { topic }],
    ['text', { ...body, text: ' ' }],
    ['whenClosed', { ...body, whenClosed: 'later' }],
    ['template.name', { ...body, template: { name: 7 } }],
    ['at', { ...body, at: 7 }],
    ['id', { ...body, id: 'ü' }],
  ];
  for (const [field, json] of faults) {
    it(`names ${field} in ${JSON.stringify(json)}`, () => {
      expect(() => parsePublication(json))
        .to.throw(InvalidInputError)
        .with.property('field', field);
    });
  }
});

function people(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(Number(thandi) + index));
}

async function signUp({ adapter }: Channel, people: readonly string[], of = topic): Promise<void> {
  await Promise.all(people.map((to) => adapter.consent.change({ to, source: 'a test', topics: { [of]: true } })));
}

async function all(
  { adapter }: Channel,
  id: string,
  state?: PublicationNotification['state'],
): Promise<PublicationNotification[]> {
  const reports: PublicationNotification[] = [];
  for await (const report of adapter.publicationReports(id, { state })) reports.push(report);
  return reports;
}

/** Resolves once all of its notifications have been made, and everything that follows from them has happened. */
async function finished({ adapter, settled }: Channel, id: string): Promise<void> {
  await until(async () => (await adapter.publication(id))?.doneAt !== undefined);
  await settled();
}

async function wrong(rejected: Promise<unknown>): Promise<string> {
  return (await rejection(rejected, InvalidInputError)).field;
}
