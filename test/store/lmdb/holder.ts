// A process that opens a store and keeps it until it is killed or its input ends. Run by lmdb.test.ts.
import { openStore } from '../../../src/store/open.js';

export const started = main();

async function main(): Promise<void> {
  try {
    const store = await openStore(`lmdb:${process.argv[2]}`);
    await store.keyv<number>('holders').set(String(process.pid), process.pid);
    console.log('open');
    process.stdin.resume().on('end', () => void store.close());
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
}
