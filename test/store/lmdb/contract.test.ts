import { open } from 'lmdb';
import type { MovableClock } from '../../../src/core/clock.js';
import { openLmdb } from '../../../src/store/lmdb/open.js';
import { LmdbValues } from '../../../src/store/lmdb/values.js';
import { LmdbWriter } from '../../../src/store/lmdb/writer.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { describeMailbox, type OpenMailbox } from '../mailboxContract.js';
import { describeValues } from '../valuesContract.js';

describe('LMDB, as every store', () => {
  after(removeFolders);

  describeValues('LMDB', async (clock) => {
    const environment = open({ path: await temporaryFolder(), eventTurnBatching: false, noSync: true });
    const close = () => environment.close();
    const values = new LmdbValues(environment, new LmdbWriter(environment), 'lmdb:test', close, clock);
    return { values, close: () => values.close() };
  });

  describeMailbox('LMDB', async (clock) => openMailbox(await temporaryFolder(), clock));
});

async function openMailbox(folder: string, clock: MovableClock): Promise<OpenMailbox> {
  const store = await openLmdb(folder);
  const close = () => store.close();
  const reopen = async () => {
    await close();
    return openMailbox(folder, clock);
  };
  return { values: store.engine.values, mailbox: store.engine.mailbox(clock), reopen, close };
}
