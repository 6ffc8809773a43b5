import { openLanes } from '../../src/lanes/open.js';
import { openLmdb } from '../../src/store/lmdb/open.js';
import { openMemory } from '../../src/store/memory/open.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWaiting } from './waitingContract.js';

describeWaiting('Turns that wait for other lanes, in memory', async () => {
  const store = openMemory();
  return {
    isDurable: false,
    store: () => store,
    open: (clock, settings) => openLanes(store, clock, settings),
    close: () => store.close(),
  };
});

describe('Lanes in LMDB', () => {
  after(removeFolders);

  describeWaiting('with turns that wait for other lanes', async () => {
    const store = await openLmdb(await temporaryFolder());
    return {
      isDurable: true,
      store: () => store,
      open: (clock, settings) => openLanes(store, clock, settings),
      close: () => store.close(),
    };
  });
});
