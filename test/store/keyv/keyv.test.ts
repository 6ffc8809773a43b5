import { Keyv } from 'keyv';
import type { MovableClock } from '../../../src/core/clock.js';
import { openKeyv } from '../../../src/store/keyv/open.js';
import { describeWithPostgres } from '../../support/postgres.js';
import { closeSqlite, freshSqlite } from '../../support/sqlite.js';
import { describeMailbox, type OpenMailbox } from '../mailboxContract.js';
import { describeValues } from '../valuesContract.js';

/** Nobody else opens these stores at the same time. */
const settleMs = 0;

function describeKeyv(title: string, freshKeyv: () => Promise<Keyv>): void {
  describeValues(title, async (clock) => {
    const { values, close } = await openKeyv(await freshKeyv(), { clock, settleMs });
    return { values, close };
  });
  describeMailbox(title, async (clock) => openMailbox(await freshKeyv(), clock));
}

async function openMailbox(keyv: Keyv, clock: MovableClock): Promise<OpenMailbox> {
  const { values, mailbox, close } = await openKeyv(keyv, { settleMs });
  const reopen = async () => {
    await close();
    return openMailbox(keyv, clock);
  };
  return { values, mailbox: mailbox(clock), reopen, close };
}

describeKeyv('a Keyv over a Map', async () => new Keyv());

describe('a Keyv over SQLite', () => {
  after(closeSqlite);
  describeKeyv('SQLite', freshSqlite);
});

describeWithPostgres('a Keyv over PostgreSQL', (freshKeyv) => describeKeyv('PostgreSQL', freshKeyv));
