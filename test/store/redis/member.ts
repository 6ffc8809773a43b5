// A process that runs lanes in Redis: it prints "begin <id>" and "end <id>" for each turn. A turn whose item's payload
// says so waits for the line "go". The line "stop" stops it. Run by lanes.test.ts with a store URL and takeOverMs.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { systemClock } from '../../../src/core/clock.js';
import { openLanes } from '../../../src/lanes/open.js';
import type { LaneItem } from '../../../src/store/lanes.js';
import { openStore } from '../../../src/store/open.js';

export const started = main();

async function main(): Promise<void> {
  const [, , url = ''] = process.argv;
  const takeOverMs = Number(process.argv[3]);
  const store = await openStore(url);
  const lanes = openLanes(store, systemClock, { takeOverMs });
  const lines = createInterface(process.stdin);
  lines.on('line', async (line) => {
    if (line !== 'stop') return;
    lines.close();
    process.stdin.destroy();
    const began = performance.now();
    await lanes.stop(1000);
    console.log(`stopped ${Math.round(performance.now() - began)}`);
    await store.close();
  });

  await lanes.start(async ({ id, payload }: LaneItem) => {
    console.log(`begin ${id}`);
    if (payload === 'wait') await once(lines, 'line');
    console.log(`end ${id}`);
  });
  console.log('started');
}
