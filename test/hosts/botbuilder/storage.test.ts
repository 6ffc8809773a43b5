import { ActivityTypes, ConversationState, type StoreItems, TestAdapter, UserState } from 'botbuilder';
import { expect } from 'chai';
import { ETagConflictError, InvalidInputError, StoreError } from '../../../src/core/errors.js';
import { KeyvStorage } from '../../../src/hosts/botbuilder/storage.js';
import { openStore, type Store } from '../../../src/store/open.js';
import { describeEveryStore } from '../../store/everyStore.js';
import { rejection } from '../../support/rejection.js';
import { inTurn } from '../../support/turns.js';

describeEveryStore('KeyvStorage', (openFresh) => {
  let store: Store;
  let storage: KeyvStorage;

  before(async () => {
    store = await openFresh();
  });
  beforeEach(async () => {
    await store.clear();
    storage = new KeyvStorage(store.keyv('bot-state'));
  });
  after(() => store.close());

  async function eTagOf(key: string): Promise<string> {
    return (await storage.read([key]))[key].eTag;
  }

  it('reads what was written, and leaves out what is not there', async () => {
    await storage.write({ one: { count: 1 }, two: { count: 2 } });
    const items = await storage.read(['one', 'none', 'two']);
    expect(Object.keys(items)).to.deep.equal(['one', 'two']);
    expect(items.one.count).to.equal(1);
    expect(items.two.count).to.equal(2);
    expect(await storage.read([])).to.deep.equal({});
    await storage.write({});
  });

  it('follows JSON', async () => {
    const item = { at: new Date(0), gone: undefined, nested: { colon: ':abc', none: null } };
    await storage.write({ item });
    item.nested.colon = 'changed';
    const { eTag, ...read } = (await storage.read(['item'])).item;
    expect(read).to.deep.equal({ at: '1970-01-01T00:00:00.000Z', nested: { colon: ':abc', none: null } });
    expect(eTag).to.be.a('string').and.not.equal('');
  });

  it('does not change what it is given', async () => {
    const item = Object.freeze({ count: 1, eTag: '*' });
    await storage.write({ item });
    expect(item).to.deep.equal({ count: 1, eTag: '*' });
  });

  it('deletes', async () => {
    await storage.write({ one: { count: 1 }, two: { count: 2 } });
    await storage.delete(['one', 'none']);
    expect(Object.keys(await storage.read(['one', 'two']))).to.deep.equal(['two']);
    await storage.delete([]);
  });

  it('takes every key for a key', async () => {
    const keys = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'clickatell/conversations/27110000001%3A27820000001/',
      'bot-state:one',
      ':',
      '',
      ' ',
      'größe/😀',
      'line\nbreak\u0000',
      'k'.repeat(1024),
      `${'k'.repeat(1024)}!`,
      'é'.repeat(1024),
    ];
    expect(await storage.read(keys)).to.deep.equal({});
    await storage.write(Object.fromEntries(keys.map((key, index) => [key, { index }])));
    const items = await storage.read(keys);
    expect(Object.keys(items)).to.have.members(keys);
    expect(Object.getPrototypeOf(items)).to.equal(Object.prototype);
    for (const [index, key] of keys.entries()) {
      expect(Object.getOwnPropertyDescriptor(items, key)?.value.index, key).to.equal(index);
    }
    await storage.delete(keys);
    expect(await storage.read(keys)).to.deep.equal({});
  });

  it('keeps a field called __proto__ as a field', async () => {
    const item = JSON.parse('{"__proto__": {"polluted": true}}');
    await storage.write({ item });
    const read = (await storage.read(['item'])).item;
    expect(Object.getOwnPropertyDescriptor(read, '__proto__')?.value).to.deep.equal({ polluted: true });
    expect(read.polluted).to.equal(undefined);
  });

  describe('eTags', () => {
    it('are new at every write', async () => {
      const seen = new Set<string>();
      for (const eTag of [undefined, '*', null]) {
        await storage.write({ item: { eTag } });
        seen.add(await eTagOf('item'));
      }
      await storage.write({ item: { eTag: await eTagOf('item') } });
      seen.add(await eTagOf('item'));
      expect(seen.size).to.equal(4);
      expect(seen).not.to.include('*');
    });

    it('let a write pass that knows the last one', async () => {
      await storage.write({ item: { count: 1 } });
      const { item } = await storage.read(['item']);
      item.count = 2;
      await storage.write({ item });
      expect((await storage.read(['item'])).item.count).to.equal(2);
    });

    it('overwrite where there is none, or *', async () => {
      await storage.write({ item: { count: 1 } });
      await storage.write({ item: { count: 2, eTag: '*' } });
      await storage.write({ item: { count: 3 } });
      expect((await storage.read(['item'])).item.count).to.equal(3);
    });

    it('stop a write that knows an older one, and then nothing is written', async () => {
      await storage.write({ item: { count: 1 }, other: { count: 1 } });
      const old = await eTagOf('item');
      await storage.write({ item: { count: 2 } });
      const changes = { free: { count: 9 }, other: { count: 9, eTag: await eTagOf('other') }, item: { eTag: old } };
      const error = await rejection(storage.write(changes), ETagConflictError);
      expect(error.key).to.equal('item');
      const items = await storage.read(['item', 'other', 'free']);
      expect(items.item.count).to.equal(2);
      expect(items.other.count).to.equal(1);
      expect(items.free).to.equal(undefined);
    });

    it('stop a write of what was deleted since', async () => {
      await storage.write({ item: { count: 1 } });
      const { item } = await storage.read(['item']);
      await storage.delete(['item']);
      await rejection(storage.write({ item }), ETagConflictError);
      expect(await storage.read(['item'])).to.deep.equal({});
    });

    it('let one of two writers win', async () => {
      for (let round = 0; round < 10; round++) {
        await storage.write({ item: { by: 'nobody' } });
        const eTag = await eTagOf('item');
        const other = new KeyvStorage(store.keyv('bot-state'));
        const outcomes = await Promise.allSettled([
          storage.write({ item: { by: 'one', eTag } }),
          other.write({ item: { by: 'two', eTag } }),
        ]);
        const won = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [['one', 'two'][index]] : []));
        expect(won).to.have.length(1);
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).to.be.instanceOf(ETagConflictError);
        }
        expect((await storage.read(['item'])).item.by).to.equal(won[0]);
      }
    });
  });

  const wrong: Record<string, StoreItems> = {
    'an empty eTag': { free: {}, item: { eTag: '' } },
    'an eTag that is a number': { free: {}, item: { eTag: 1 } },
    'an item that is null': { free: {}, item: null },
    'an item that is a string': { free: {}, item: 'text' },
    'an item that is undefined': { free: {}, item: undefined },
  };
  for (const [what, changes] of Object.entries(wrong)) {
    it(`refuses ${what}, and writes nothing`, async () => {
      await rejection(storage.write(changes), InvalidInputError);
      expect(await storage.read(['free', 'item'])).to.deep.equal({});
    });
  }

  for (const nothing of [null, undefined, 'item', [1], [undefined]]) {
    it(`says what is missing where the keys are ${JSON.stringify(nothing)}`, async () => {
      // As a bot in plain JavaScript can call it.
      const read: (keys: never) => Promise<unknown> = (keys) => storage.read(keys);
      const del: (keys: never) => Promise<unknown> = (keys) => storage.delete(keys);
      const isList = Array.isArray(nothing);
      const told = await rejection(Reflect.apply(read, undefined, [nothing]), InvalidInputError);
      expect(told.message).to.include(isList ? 'must be a string' : 'Keys are required when reading.');
      const deleted = await rejection(Reflect.apply(del, undefined, [nothing]), InvalidInputError);
      expect(deleted.message).to.include(isList ? 'must be a string' : 'Keys are required when deleting.');
    });
  }

  for (const nothing of [null, undefined, 'item', 1]) {
    it(`says what is missing where the changes are ${JSON.stringify(nothing)}`, async () => {
      const write: (changes: never) => Promise<unknown> = (changes) => storage.write(changes);
      const told = await rejection(Reflect.apply(write, undefined, [nothing]), InvalidInputError);
      expect(told.message).to.include('Changes are required when writing.');
    });
  }

  const lane = '27110000001:27820000001';
  const stateKeys = [`whatsapp/conversations/${lane}/`, 'whatsapp/users/27820000001/'];
  for (const [how, isTracked, keys] of [
    ['the key of its state', false, stateKeys],
    ['where its code runs', true, [...stateKeys, 'item']],
  ] as const) {
    for (const key of keys) {
      describe(`a turn that runs again, told by ${how}: ${key}`, () => {
        /** Runs a turn as a bot's state does it: what was read is changed in place, and overwrites what is stored. */
        const run = (options: { dies?: boolean }) =>
          inTurn(
            store,
            lane,
            async () => {
              const own = new KeyvStorage(store.keyv('bot-state'));
              const { [key]: item = { count: 0 } } = await own.read([key]);
              const found = item.count;
              item.count += 1;
              item.eTag = '*';
              await own.write({ [key]: item });
              return found;
            },
            { ...options, isTracked },
          );

        it('finds what it found the first time, however often', async () => {
          await run({});
          for (let again = 0; again < 3; again++) expect(await run({ dies: true })).to.equal(1);
          expect(await run({})).to.equal(1);
          expect(await run({})).to.equal(2);
        });

        it('finds what it found the first time, also where it deletes it', async () => {
          const del = (options: { dies?: boolean }) =>
            inTurn(
              store,
              lane,
              async () => {
                const found = (await storage.read([key]))[key]?.count;
                await storage.delete([key]);
                expect(await storage.read([key])).to.deep.equal({});
                return found;
              },
              { ...options, isTracked },
            );
          await run({});
          for (let again = 0; again < 3; again++) expect(await del({ dies: true })).to.equal(1);
          expect(await del({})).to.equal(1);
          expect(await del({})).to.equal(undefined);
        });

        it('finds nothing where it found nothing', async () => {
          for (let again = 0; again < 3; again++) expect(await run({ dies: true })).to.equal(0);
          expect(await storage.read([key])).to.deep.equal({});
        });

        it('finds what it has written itself', async () => {
          await run({});
          await inTurn(
            store,
            lane,
            async () => {
              await storage.write({ [key]: { count: 7 } });
              expect((await storage.read([key]))[key].count).to.equal(7);
              await storage.delete([key]);
              expect(await storage.read([key])).to.deep.equal({});
              await storage.write({ [key]: { count: 8 } });
            },
            { isTracked },
          );
          expect((await storage.read([key]))[key].count).to.equal(8);
        });

        it('looks for conflicts with what it has written itself', async () => {
          await inTurn(
            store,
            lane,
            async () => {
              await storage.write({ [key]: { count: 1 } });
              const first = await eTagOf(key);
              await storage.write({ [key]: { count: 2, eTag: first } });
              await rejection(storage.write({ [key]: { count: 3, eTag: first } }), ETagConflictError);
            },
            { isTracked },
          );
          expect((await storage.read([key]))[key].count).to.equal(2);
        });
      });
    }
  }

  it('is written at once outside of turns, and by the turns of another store', async () => {
    const other = await openStore('memory:');
    await storage.write({ [stateKeys[0] ?? '']: { count: 1 } });
    const run = inTurn(other, lane, () => storage.write({ item: { count: 2 } }), { dies: true });
    await run;
    expect(Object.keys(await storage.read([...stateKeys, 'item']))).to.deep.equal([stateKeys[0], 'item']);
    await other.close();
  });

  it('holds the state of a bot over its turns', async () => {
    const conversation = new ConversationState(storage);
    const user = new UserState(storage);
    const count = conversation.createProperty<number>('count');
    const name = user.createProperty<string>('name');
    const adapter = new TestAdapter(async (context) => {
      const next = (await count.get(context, 0)) + 1;
      await count.set(context, next);
      await context.sendActivity(`${next} ${await name.get(context, 'nobody')}`);
      await name.set(context, context.activity.text);
      await conversation.saveChanges(context);
      await user.saveChanges(context);
    });
    await adapter
      .send({ type: ActivityTypes.Message, text: 'Thandi' })
      .assertReply('1 nobody')
      .send('Sipho')
      .assertReply('2 Thandi')
      .send('')
      .assertReply('3 Sipho')
      .startTest();
  });
});

describe('KeyvStorage over a closed store', () => {
  it('rejects every verb', async () => {
    const store = await openStore('memory:');
    const storage = new KeyvStorage(store.keyv('bot-state'));
    await store.close();
    await rejection(storage.read(['item']), StoreError);
    await rejection(storage.write({ item: {} }), StoreError);
    await rejection(storage.write({ item: { eTag: 'x' } }), StoreError);
    await rejection(storage.delete(['item']), StoreError);
  });
});
