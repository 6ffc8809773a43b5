import { expect } from 'chai';
import { Lease } from '../../src/core/lease.js';
import { Leases } from '../../src/core/leases.js';
import { currentScope, inScope } from '../../src/core/turn.js';
import { type QueuedWork, runInline } from '../../src/lanes/inline.js';
import { Waits } from '../../src/lanes/waits.js';
import { gate } from './contract.js';

describe('runInline', () => {
  let leases: Leases;
  let waits: Waits;
  let queued: number;
  let withdrawn: number;
  const work = async (lease: Lease) => lease;
  /** A queue in which the work waits until `begins`; then it has a lease of its own. */
  const queue =
    (begins: Promise<void>, mayWithdraw = true) =>
    (): QueuedWork<Lease> => {
      queued += 1;
      const done = begins.then(() => work(new Lease({ lane: 'a', token: 'queued' })));
      return {
        done,
        withdraw: () => {
          withdrawn += mayWithdraw ? 1 : 0;
          return mayWithdraw;
        },
      };
    };
  const never = new Promise<void>(() => {});

  // On Node before 24, turns are tracked from the first question on.
  before(() => void currentScope());
  beforeEach(() => {
    leases = new Leases();
    waits = new Waits(leases, { giveBack: () => {}, takeBack: () => {} });
    [queued, withdrawn] = [0, 0];
  });

  it('queues what no turn of the lane can wait for', async () => {
    expect(await runInline(waits, 'a', work, queue(Promise.resolve()))).to.include({ token: 'queued' });
    const other = new Lease({ lane: 'b' });
    leases.begin(other);
    const found = await inScope({ lease: other }, () => runInline(waits, 'a', work, queue(Promise.resolve())));
    expect(found.token).to.equal('queued');
    expect([queued, withdrawn]).to.deep.equal([2, 0]);
  });

  it('runs at once inside the turn of the lane that asks for it', async () => {
    const lease = new Lease({ lane: 'a' });
    leases.begin(lease);
    expect(await inScope({ lease }, () => runInline(waits, 'a', work, queue(never)))).to.equal(lease);
    expect(queued).to.equal(0);
  });

  it('waits behind a tracked turn of the lane that does not ask for it, however long', async () => {
    const { opened, open } = gate();
    const lease = new Lease({ lane: 'a', isTracked: true });
    leases.begin(lease);
    const running = runInline(waits, 'a', work, queue(opened));
    await new Promise((resolve) => setImmediate(resolve));
    open();
    expect((await running).token).to.equal('queued');
  });

  it('runs inside an untracked turn that does not end, which may be waiting for it', async () => {
    const lease = new Lease({ lane: 'a', isTracked: false });
    leases.begin(lease);
    expect(await runInline(waits, 'a', work, queue(never))).to.equal(lease);
    expect([queued, withdrawn]).to.deep.equal([1, 1]);
  });

  it('has its turn behind an untracked one that ends', async () => {
    const { opened, open } = gate();
    const lease = new Lease({ lane: 'a', isTracked: false });
    leases.begin(lease);
    const running = runInline(waits, 'a', work, queue(opened));
    await lease.end();
    leases.end(lease);
    open();
    expect((await running).token).to.equal('queued');
    expect(withdrawn).to.equal(0);
  });

  it('runs once if it has begun in the very moment in which the waiting is over', async () => {
    const { opened, open } = gate();
    const lease = new Lease({ lane: 'a', isTracked: false });
    leases.begin(lease);
    const begun = queue(opened, false);
    const running = runInline(waits, 'a', work, () => {
      const { done, withdraw } = begun();
      return {
        done,
        withdraw: () => {
          open();
          return withdraw();
        },
      };
    });
    expect((await running).token).to.equal('queued');
  });
});
