import { Keyv } from 'keyv';
import { openStore, type Store } from '../../src/store/open.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithPostgres } from '../support/postgres.js';
import { describeWithRedis } from '../support/redis.js';
import { closeSqlite, freshSqlite } from '../support/sqlite.js';

/**
 * `openFresh` opens an unused store. `openAgain` opens the last one once more, which must be closed by then. It is
 * absent for a store that ends with its process.
 */
type Suite = (openFresh: () => Promise<Store>, openAgain?: () => Promise<Store>) => void;

/** Runs one suite on every kind of store, and on a Keyv of every kind. */
export function describeEveryStore(title: string, suite: Suite): void {
  describeEveryBackend(title, suite);
  describeKeyv(`${title}, a Keyv over a Map`, async () => new Keyv(new Map()), suite);
  describe(`${title}, a Keyv over SQLite`, () => {
    after(closeSqlite);
    describeKeyv('with SQLite', freshSqlite, suite);
  });
  describeWithPostgres(`${title}, a Keyv over PostgreSQL`, (freshKeyv) => describeKeyv('opened', freshKeyv, suite));
}

/** Runs one suite on the stores of our own and on one Keyv: for what does not depend on the kind of a Keyv. */
export function describeEveryEngine(title: string, suite: Suite): void {
  describeEveryBackend(title, suite);
  describeKeyv(`${title}, a Keyv`, async () => new Keyv(new Map()), suite);
}

/** Runs one suite on the stores of our own: for what no Keyv does in another way. */
export function describeEveryBackend(title: string, suite: Suite): void {
  describe(`${title}, memory`, () => {
    suite(() => openStore('memory:'));
  });
  describe(`${title}, lmdb`, () => {
    after(removeFolders);
    const [openFresh, openAgain] = openersOf(
      async () => `lmdb:${await temporaryFolder()}`,
      (url) => openStore(url),
    );
    suite(openFresh, openAgain);
  });
  describeWithRedis(`${title}, redis`, (freshUrl) => {
    const [openFresh, openAgain] = openersOf(
      async () => freshUrl(),
      (url) => openStore(url),
    );
    suite(openFresh, openAgain);
  });
}

function describeKeyv(title: string, freshKeyv: () => Promise<Keyv>, suite: Suite): void {
  describe(title, () => {
    const [openFresh, openAgain] = openersOf(freshKeyv, (keyv) => openStore(keyv));
    suite(openFresh, openAgain);
  });
}

function openersOf<Place>(freshPlace: () => Promise<Place>, open: (place: Place) => Promise<Store>) {
  let place: Place | undefined;
  const openFresh = async () => {
    place = await freshPlace();
    return open(place);
  };
  const openAgain = async () => {
    if (place === undefined) throw new Error('No store was opened yet.');
    return open(place);
  };
  return [openFresh, openAgain] as const;
}
