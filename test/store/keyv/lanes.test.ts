import { Keyv } from 'keyv';
import { openLanes } from '../../../src/lanes/open.js';
import { openKeyvStore } from '../../../src/store/keyv/store.js';
import { describeLanes, type Place } from '../../lanes/contract.js';
import { describeWaiting } from '../../lanes/waitingContract.js';
import { describeWithPostgres } from '../../support/postgres.js';
import { closeSqlite, freshSqlite } from '../../support/sqlite.js';

/** Nobody else opens these stores at the same time. */
const settleMs = 0;

function describeKeyvLanes(title: string, freshKeyv: () => Promise<Keyv>): void {
  const openPlace = async (): Promise<Place> => {
    const keyv = await freshKeyv();
    let store = await openKeyvStore(keyv, { settleMs });
    return {
      isDurable: true,
      store: () => store,
      open: (clock, settings) => openLanes(store, clock, settings),
      async reopen() {
        await store.close();
        store = await openKeyvStore(keyv, { settleMs });
      },
      close: () => store.close(),
    };
  };
  describeLanes(title, openPlace);
  describeWaiting(`${title}, with turns that wait for other lanes`, openPlace);
}

describeKeyvLanes('Lanes in a Keyv over a Map', async () => new Keyv(new Map()));

describe('Lanes in a Keyv over SQLite', () => {
  after(closeSqlite);
  describeKeyvLanes('with SQLite', freshSqlite);
});

describeWithPostgres('Lanes in a Keyv over PostgreSQL', (freshKeyv) => describeKeyvLanes('opened', freshKeyv));
