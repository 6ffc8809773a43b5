import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { DepartureFile } from '../../../src/store/lmdb/departures.js';
import { bootId } from '../../../src/store/owner.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';

describe('DepartureFile', () => {
  after(removeFolders);

  // Only Linux says whether the machine has run through: elsewhere nothing is ever known.
  const known = bootId() === undefined ? undefined : true;

  it('tells the next process which requests were handed over', async () => {
    const folder = await temporaryFolder();
    const first = new DepartureFile(folder);
    const [left, stayed] = [first.next(), first.next()];
    first.handOver(left);
    expect([first.wasHandedOver(left), first.wasHandedOver(stayed)]).to.deep.equal([undefined, undefined]);
    // It is not closed: its process was killed.
    const second = new DepartureFile(folder);
    expect(second.wasHandedOver(left)).to.equal(known);
    expect(second.wasHandedOver(stayed)).to.equal(known && false);
    expect(second.wasHandedOver('another-1')).to.equal(undefined);
    expect(second.wasHandedOver('')).to.equal(undefined);
    second.close();
    const third = new DepartureFile(folder);
    expect(third.wasHandedOver(left), 'from two processes ago').to.equal(undefined);
    third.close();
    first.close();
  });

  it('knows nothing of what it has written over', async () => {
    const folder = await temporaryFolder();
    const first = new DepartureFile(folder);
    const ids = Array.from({ length: 10_000 }, () => first.next());
    for (const id of ids.slice(0, -1)) first.handOver(id);
    first.close();
    const second = new DepartureFile(folder);
    expect(second.wasHandedOver(ids[0] ?? '')).to.equal(undefined);
    expect(second.wasHandedOver(ids.at(-2) ?? '')).to.equal(known);
    expect(second.wasHandedOver(ids.at(-1) ?? '')).to.equal(known && false);
    second.close();
  });

  it('knows nothing after the machine was started again, nor from a file that is not whole', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'departures');
    const first = new DepartureFile(folder);
    const id = first.next();
    first.handOver(id);
    first.close();
    const whole = await readFile(path);
    const boots = [
      whole.subarray(0, 100),
      Buffer.from(whole.toString('latin1').replace(bootId() ?? ' ', 'x'), 'latin1'),
    ];
    for (const bytes of boots) {
      await writeFile(path, bytes);
      const later = new DepartureFile(folder);
      expect(later.wasHandedOver(id)).to.equal(undefined);
      later.close();
    }
  });
});
