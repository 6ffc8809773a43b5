// A process that fills a store until it can grow no more. Run by lmdb.test.ts, with a limit on the size of files.
import { openStore } from '../../../src/store/open.js';

process.on('SIGXFSZ', () => {});
const store = await openStore(`lmdb:${process.argv[2]}`);
const keyv = store.keyv<string>('texts');
await keyv.set('first', 'kept');
try {
  for (let index = 0; index < 100; index++) await keyv.set(`text ${index}`, 'x'.repeat(100_000));
} catch (error) {
  console.log(String(error));
}
console.log(`first: ${await keyv.get('first')}`);
