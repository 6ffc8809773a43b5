import { expect } from 'chai';
import fc from 'fast-check';
import { Tickets } from '../../../bots/support/tickets.js';
import { MovableClock } from '../../../src/index.js';
import { memoryStore, startOfTime } from './desk.js';

function setUp() {
  const clock = new MovableClock({ now: () => startOfTime });
  const store = memoryStore();
  return { clock, store, tickets: new Tickets(store, clock) };
}

const wish = (key: string, person = 'thandi') => ({
  person,
  business: '27110000001',
  name: 'Thandi',
  subject: 'No internet',
  description: 'The light is off.',
  key,
});

const pictureOf = (name: string) => ({
  contentType: 'image/png',
  name,
  contentUrl: `https://media.example/${name}`,
});

describe('Tickets', () => {
  it('opens a ticket with a short number and reads it back', async () => {
    const { tickets } = setUp();
    const opened = await tickets.open({ ...wish('a'), photos: [pictureOf('1'), pictureOf('2')] });
    expect(opened).to.deep.equal({
      id: 'T-1',
      person: 'thandi',
      business: '27110000001',
      name: 'Thandi',
      subject: 'No internet',
      description: 'The light is off.',
      photo: pictureOf('1'),
      notes: [{ at: startOfTime, by: 'customer', text: '', photo: pictureOf('2'), key: 'a/0' }],
      state: 'open',
      wantsHuman: false,
      openedAt: startOfTime,
      reopenedCount: 0,
    });
    expect(await tickets.get('T-1')).to.deep.equal(opened);
  });

  it('opens one ticket for one key, at the same time and later', async () => {
    const { tickets } = setUp();
    const opened = await Promise.all([tickets.open(wish('a')), tickets.open(wish('a')), tickets.open(wish('a'))]);
    const [first] = opened;
    await tickets.addNote(first?.id ?? '', { by: 'customer', text: 'more', key: 'n' });
    expect((await tickets.open(wish('a'))).notes).to.have.length(1);
    expect(new Set(opened.map(({ id }) => id))).to.have.property('size', 1);
    expect(await tickets.list()).to.have.length(1);
    expect(await tickets.of('thandi')).to.have.length(1);
  });

  it('completes an opening that broke off after any of its steps', async () => {
    for (let steps = 0; steps < 4; steps += 1) {
      const { clock, store, tickets } = setUp();
      let left = steps;
      const failing = {
        get: store.get,
        update: async (key: string, change: (current: unknown) => unknown) => {
          if (left === 0) throw new Error('the process died');
          left -= 1;
          return store.update(key, change);
        },
      };
      const outcome = await new Tickets(failing, clock).open(wish('a')).catch((error: Error) => error.message);
      expect(outcome).to.equal('the process died');
      const opened = await tickets.open(wish('a'));
      expect(await tickets.of('thandi')).to.deep.equal([opened]);
      expect(await tickets.list()).to.deep.equal([opened]);
    }
  });

  it('gives concurrent openings different numbers, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('thandi', 'sipho', 'anna'), { minLength: 1, maxLength: 12 }),
        async (people) => {
          const { store, clock } = setUp();
          const opened = await Promise.all(
            // Each of them through an object of its own, as on several instances.
            people.map((person, index) => new Tickets(store, clock).open(wish(`key ${index}`, person))),
          );
          const ids = opened.map(({ id }) => id);
          const tickets = new Tickets(store, clock);
          expect(new Set(ids).size).to.equal(people.length);
          expect((await tickets.list()).map(({ id }) => id)).to.have.members(ids);
          for (const person of new Set(people)) {
            const own = opened.filter((ticket) => ticket.person === person).map(({ id }) => id);
            expect((await tickets.of(person)).map(({ id }) => id)).to.have.members(own);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("lists a person's tickets newest first, and all by state", async () => {
    const { tickets } = setUp();
    for (const key of ['a', 'b', 'c']) await tickets.open(wish(key));
    await tickets.open(wish('d', 'sipho'));
    await tickets.resolve('T-2', 'fixed');
    expect((await tickets.of('thandi')).map(({ id }) => id)).to.deep.equal(['T-3', 'T-2', 'T-1']);
    expect((await tickets.list({ state: 'resolved' })).map(({ id }) => id)).to.deep.equal(['T-2']);
    expect((await tickets.list({ state: 'open' })).map(({ id }) => id)).to.deep.equal(['T-4', 'T-3', 'T-1']);
    expect(await tickets.of('nobody')).to.deep.equal([]);
  });

  it('keeps every note of many writers, and each once', async () => {
    const { tickets } = setUp();
    await tickets.open(wish('a'));
    const keys = ['1', '2', '3', '1', '2', '3'];
    await Promise.all(keys.map((key) => tickets.addNote('T-1', { by: 'agent', text: key, key })));
    expect((await tickets.get('T-1'))?.notes.map(({ text }) => text)).to.deep.equal(['1', '2', '3']);
  });

  it('goes from open to resolved to open to resolved to closed', async () => {
    const { tickets, clock } = setUp();
    await tickets.open(wish('a'));
    await tickets.askForHuman('T-1');
    clock.advance(1000);
    expect(await tickets.resolve('T-1', 'new cable')).to.include({
      state: 'resolved',
      resolution: 'new cable',
      resolvedAt: startOfTime + 1000,
      wantsHuman: false,
    });
    expect(await tickets.resolve('T-1', 'other words')).to.include({ resolution: 'new cable' });
    expect(await tickets.reopen('T-1', 'turn')).to.include({ state: 'open', reopenedCount: 1 });
    expect(await tickets.reopen('T-1', 'turn')).to.include({ state: 'open', reopenedCount: 1 });
    await tickets.resolve('T-1', 'new router');
    expect(await tickets.close('T-1', 'turn')).to.include({ state: 'closed', resolution: 'new router' });
    expect(await tickets.resolve('T-1', 'again')).to.include({ state: 'closed' });
    expect(await tickets.reopen('T-1', 'turn')).to.include({ state: 'open', reopenedCount: 2 });
  });

  it('go with a person who turns out to have another id, as often as it is said', async () => {
    const { tickets } = setUp();
    const [first] = [await tickets.open({ ...wish('a'), person: 'ZA.1' })];
    await tickets.open({ ...wish('b'), person: '27820000001' });
    await tickets.open({ ...wish('c'), person: 'ZA.1' });
    for (let times = 0; times < 2; times += 1) {
      await tickets.follow('27820000001', 'ZA.1');
      expect((await tickets.of('27820000001')).map(({ id }) => id)).to.deep.equal(['T-3', 'T-2', 'T-1']);
      expect(await tickets.of('ZA.1')).to.deep.equal([]);
    }
    expect(await tickets.get('T-1')).to.deep.equal({ ...first, person: '27820000001' });
  });

  it('answers undefined for what is no ticket', async () => {
    const { tickets } = setUp();
    for (const id of ['T-9', 'last', '', '../last', 'T-0', 'constructor', 'T-1e3']) {
      expect(await tickets.get(id)).to.equal(undefined);
      expect(await tickets.resolve(id, 'x')).to.equal(undefined);
    }
  });
});
