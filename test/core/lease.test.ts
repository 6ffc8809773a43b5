import { expect } from 'chai';
import { Lease } from '../../src/core/lease.js';
import { Leases } from '../../src/core/leases.js';
import { gate } from '../lanes/contract.js';

const add = (key: string) => ({ key, change: (count: unknown) => (typeof count === 'number' ? count : 0) + 1 });

describe('Lease', () => {
  it('finds what it has staged over what is stored', () => {
    const lease = new Lease({ lane: 'a' });
    expect(lease.over('key', 'stored')).to.equal('stored');
    expect(lease.has('key')).to.equal(false);
    lease.stage({ key: 'key', value: 1 });
    expect(lease.over('key', 'stored')).to.equal(1);
    expect(lease.has('key')).to.equal(true);
    lease.stage({ key: 'key', value: undefined });
    expect(lease.over('key', 'stored')).to.equal(undefined);
    expect(lease.has('key')).to.equal(true);
    expect(lease.over('other', 'stored')).to.equal('stored');
  });

  it('applies changes to what is stored, or to the value that it has staged before', () => {
    const lease = new Lease({ lane: 'a' });
    lease.stage(add('key'));
    expect(lease.has('key')).to.equal(false);
    expect(lease.over('key', 10)).to.equal(11);
    lease.stage(add('key'));
    expect(lease.over('key', 10)).to.equal(12);
    lease.stage({ key: 'key', value: 5 });
    lease.stage(add('key'));
    expect(lease.has('key')).to.equal(true);
    expect(lease.over('key', 10)).to.equal(6);
  });

  it('hands over its writes once, in order, a value in the place of all before it', () => {
    const lease = new Lease({ lane: 'a' });
    const [first, second, third] = [add('one'), { key: 'two', value: 2 }, { key: 'one', value: 3 }];
    for (const write of [first, second, third]) lease.stage(write);
    expect(lease.take()).to.have.members([third, second]).and.to.have.length(2);
    expect(lease.take()).to.deep.equal([]);
    expect(lease.over('one', 'stored')).to.equal('stored');
  });

  it('hands over the writes of a key after what was staged before the last of them', () => {
    const lease = new Lease({ lane: 'a' });
    for (const key of ['list', 'count', 'other list', 'count']) lease.stage(add(key));
    expect(lease.take().map(({ key }) => key)).to.deep.equal(['list', 'other list', 'count', 'count']);
  });

  it('hands over some of its writes alone, and each of them once', () => {
    const lease = new Lease({ lane: 'a' });
    const [part, index, choices] = [add('part'), { key: 'index', value: 1 }, { key: 'choices', value: 2 }];
    for (const write of [part, index, choices, add('part')]) lease.stage(write);
    expect(lease.takeOf([part, index])).to.deep.equal([part, index]);
    expect(lease.takeOf([part, index])).to.deep.equal([]);
    expect(lease.over('part', 10)).to.equal(11);
    expect(lease.take().map(({ key }) => key)).to.have.members(['part', 'choices']);
  });

  it('forgets what is staged if its turn runs again', () => {
    const lease = new Lease({ lane: 'a' });
    lease.stage({ key: 'key', value: 1 });
    lease.discard();
    expect(lease.over('key', 'stored')).to.equal('stored');
    expect(lease.isOver).to.equal(false);
  });

  it('is over at its end, and waits before that for what was begun inside it', async () => {
    const lease = new Lease({ lane: 'a' });
    const first = gate();
    const second = gate();
    const seen: string[] = [];
    void lease.inline(async () => {
      await first.opened;
      void lease.inline(async () => {
        await second.opened;
        lease.stage({ key: 'key', value: 'late' });
      });
    });
    const failing = lease.inline(() => Promise.reject(new RangeError('no')));
    await failing.catch((error: Error) => seen.push(error.name));
    const ending = lease.end().then(() => seen.push('ended'));
    first.open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).to.deep.equal(['RangeError']);
    expect(lease.isOver).to.equal(false);
    second.open();
    await ending;
    expect(lease.isOver).to.equal(true);
    expect(lease.isLost).to.equal(false);
    expect(lease.take().map(({ key }) => key)).to.deep.equal(['key']);
  });

  it('writes nothing once its lane is lost', () => {
    const lease = new Lease({ lane: 'a' });
    lease.stage({ key: 'before', value: 1 });
    lease.lose();
    lease.stage({ key: 'after', value: 2 });
    expect([lease.isLost, lease.isOver]).to.deep.equal([true, true]);
    expect(lease.take()).to.deep.equal([]);
    expect(lease.has('after')).to.equal(false);
  });
});

describe('Leases', () => {
  it('tell which lease runs in a lane', () => {
    const leases = new Leases();
    const [a, b, next] = ['a', 'b', 'a'].map((lane) => new Lease({ lane }));
    if (!a || !b || !next) return expect.fail();
    leases.begin(a);
    leases.begin(b);
    expect([...leases]).to.deep.equal([a, b]);
    leases.begin(next);
    // The one that ends is not the one that runs.
    leases.end(a);
    expect(leases.of('a')).to.equal(next);
    leases.end(next);
    expect(leases.of('a')).to.equal(undefined);
    expect([...leases]).to.deep.equal([b]);
  });
});
