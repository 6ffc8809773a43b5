import { expect } from 'chai';
import { type Database, open, type RootDatabase } from 'lmdb';
import { StoreError } from '../../../src/core/errors.js';
import { LmdbWriter } from '../../../src/store/lmdb/writer.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { rejection } from '../../support/rejection.js';

describe('LmdbWriter', () => {
  let environment: RootDatabase;
  let database: Database<number, string>;
  let writer: LmdbWriter;
  let transactions: number;

  beforeEach(async () => {
    environment = open({ path: await temporaryFolder(), eventTurnBatching: false });
    database = environment.openDB<number, string>({ name: 'numbers' });
    transactions = 0;
    writer = new LmdbWriter(environment);
    environment.on('aftercommit', () => {
      transactions += 1;
    });
  });
  afterEach(() => environment.close());
  after(removeFolders);

  it('resolves once what was put can be read', async () => {
    await writer.write(() => void database.put('a', 1));
    expect(database.get('a')).to.equal(1);
    await writer.writeFlushed(() => void database.put('b', 2));
    expect(database.get('b')).to.equal(2);
  });

  it('puts together what is written while a transaction is under way, in order', async () => {
    const order: number[] = [];
    const writes = Array.from({ length: 100 }, (_, index) => {
      const put = () => {
        order.push(index);
        void database.put('key', index);
      };
      return index % 2 === 0 ? writer.write(put) : writer.writeFlushed(put);
    });
    await Promise.all(writes);
    expect(order).to.deep.equal(order.map((_, index) => index));
    expect(database.get('key')).to.equal(99);
    expect(transactions).to.be.lessThan(10);
  });

  it('rejects all of a transaction whose puts throw, and goes on with the next', async () => {
    const failing = writer.write(() => {
      throw new RangeError('no');
    });
    const beside = writer.write(() => void database.put('beside', 1));
    const outcomes = await Promise.allSettled([failing, beside]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    await writer.write(() => void database.put('next', 1));
    expect(database.get('next')).to.equal(1);
  });

  it('rejects with StoreError what a transaction on the main thread throws', async () => {
    const failing = writer.transaction(() => {
      throw new RangeError('no');
    });
    expect((await rejection(failing, StoreError)).cause).to.be.instanceOf(RangeError);
    expect(await writer.transactionFlushed(() => 7)).to.equal(7);
  });
});
