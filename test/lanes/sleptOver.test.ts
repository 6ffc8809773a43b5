import { expect } from 'chai';
import { MovableClock, openStore, template } from '../../src/index.js';
import { Natives } from '../../src/sending/natives.js';
import { business, type Channel, noon, startChannel, thandi } from '../support/channel.js';
import { eventually } from '../support/eventually.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const hour = 60 * 60 * 1000;
const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

describe('A kind of message that was switched off', () => {
  it('is tried again after a day, also if the clock was ahead when it was refused, and has been set since', async () => {
    const store = await openStore('memory:');
    const clock = new MovableClock({ now: () => noon });
    const natives = new Natives(store, clock);
    clock.advance(9 * hour);
    await natives.refused('buttons', business);
    expect(await natives.switchedOff([business])).to.have.length(1);
    clock.advance(-9 * hour);
    expect(await natives.switchedOff([business])).to.deep.equal([]);
    expect(await natives.takes('buttons', business)).to.equal(true);
    await natives.refused('buttons', business);
    clock.advance(23 * hour);
    expect(await natives.takes('buttons', business)).to.equal(false);
    clock.advance(hour);
    expect(await natives.takes('buttons', business)).to.equal(true);
    await store.close();
  });
});

describe('A follow-up that falls due while the machine sleeps', () => {
  after(removeFolders);

  for (const url of ['memory:', 'lmdb:']) {
    it(`is said soon after it wakes, on ${url}`, async () => {
      const store = await openStore(url === 'lmdb:' ? `lmdb:${await temporaryFolder()}` : url);
      // Timers know nothing of what this clock does, as with a machine that sleeps and with a clock that is set.
      let now = noon;
      let channel: Channel | undefined;
      try {
        channel = await startChannel({ store, adapter: { clock: { now: () => now } } });
        const { adapter, heard } = channel;
        await adapter.schedule({ key: 'well', in: 8 * hour, to: thandi, template: resolved });
        await adapter.schedule({ key: 'later', in: 40 * 24 * hour, to: thandi, template: resolved });
        expect(heard()).to.have.length(0);
        now += 9 * hour;
        await eventually(() => expect(heard()).to.have.length(1), 10_000);
        // A clock that was ahead, and is put right: nothing is said early, or twice.
        now -= 9 * hour;
        await adapter.schedule({ key: 'soon', in: hour, to: thandi, template: resolved });
        now += hour;
        await eventually(() => expect(heard()).to.have.length(2), 10_000);
      } finally {
        await channel?.close();
        await store.close();
      }
    });
  }
});
