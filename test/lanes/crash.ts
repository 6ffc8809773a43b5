// A process that accepts items in an LMDB folder, prints the id of each once it is safe, and never runs any: it is
// killed. Run by lanes.test.ts.
import { systemClock } from '../../src/core/clock.js';
import { openLanes } from '../../src/lanes/open.js';
import { openStore } from '../../src/store/open.js';

export const started = main();

async function main(): Promise<void> {
  const store = await openStore(`lmdb:${process.argv[2]}`);
  const lanes = openLanes(store, systemClock);
  for (let count = 1; ; count += 1) {
    await lanes.accept([{ id: `item ${count}`, lane: `lane ${count % 3}`, payload: { count } }]);
    console.log(count);
  }
}
