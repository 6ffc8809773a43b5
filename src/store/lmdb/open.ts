import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { type Clock, systemClock } from '../../core/clock.js';
import { ConfigurationError, StoreError } from '../../core/errors.js';
import { Leases } from '../../core/leases.js';
import { within } from '../../core/within.js';
import { BackendStore } from '../backendStore.js';
import { claim, holdInProcess, refuseIfOwned, release } from '../owner.js';
import { makePrivate } from '../rights.js';
import type { OwnEngine, Store } from '../store.js';
import { DepartureFile } from './departures.js';
import { refuseForeignData } from './file.js';
import { realFolder, reasonOf } from './folder.js';
import { LmdbMailbox } from './mailbox.js';
import { askForRewrite, isRewriteAsked, rewrite } from './rewrite.js';
import { LmdbValues } from './values.js';
import { LmdbWriter } from './writer.js';

/**
 * A store in a folder, for one process. Once a write resolves, it is visible and survives the end of the process. A
 * moment later it is on the disk and survives a power cut; `await store.environment.flushed` waits for that.
 */
export interface LmdbStore extends Store {
  readonly kind: 'lmdb';
  readonly engine: OwnEngine;
  /** The LMDB environment, for opening more named databases in it. The store closes it. */
  readonly environment: RootDatabase;
}

// With event turn batching, LMDB-js leaves a promise rejection unhandled when the disk is full.
const options = { noSubdir: false, maxDbs: 32, eventTurnBatching: false } as const;

/**
 * Opens the store in a folder, and creates the folder if it is missing. Rejects with StoreError if that is not possible
 * or if a process (including this one) has it open already. By `clock`, values expire.
 */
export async function openLmdb(folder: string, clock: Clock = systemClock): Promise<LmdbStore> {
  if (folder === '') throw new ConfigurationError('The store URL lmdb: must name a folder, as in lmdb:./data.');
  const path = await realFolder(folder);
  const letGo = holdInProcess(path);
  let environment: RootDatabase | undefined;
  try {
    refuseIfOwned(path);
    await refuseForeignData(path);
    await makePrivate(join(path, 'data.mdb'));
    const opened = open({ path, ...options });
    environment = opened;
    claim(path, (step) => opened.transactionSync(step));
    if (await isRewriteAsked(path)) {
      environment = undefined;
      await rewrite(opened, path);
      environment = open({ path, ...options });
    }
    return new FolderStore(path, environment ?? opened, letGo, clock);
  } catch (cause) {
    // After a write that could not be committed, LMDB-js's `close` never resolves.
    if (environment) await within(abandonMs, environment.close()).catch(() => {});
    letGo();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(`The store folder ${path} cannot be opened: ${reasonOf(cause)}.`, { cause });
  }
}

class FolderStore extends BackendStore<'lmdb', OwnEngine> implements LmdbStore {
  readonly environment: RootDatabase;

  constructor(path: string, environment: RootDatabase, letGo: () => void, clock: Clock) {
    const writer = new LmdbWriter(environment);
    const departures = new DepartureFile(path);
    const close = async () => {
      await closed(environment, path);
      departures.close();
      release(path);
      letGo();
    };
    const values = new LmdbValues(environment, writer, `lmdb:${path}`, close, clock, () => askForRewrite(path));
    const mailbox: OwnEngine['mailbox'] = (laneClock) => new LmdbMailbox(environment, writer, values, laneClock);
    super('lmdb', { shared: false, values, mailbox, departures, leases: new Leases() });
    this.environment = environment;
  }
}

const closeMs = 10_000;
const abandonMs = 1000;

/** After a write that could not be committed, LMDB-js's `close` never resolves. */
async function closed(environment: RootDatabase, path: string): Promise<void> {
  try {
    await within(closeMs, environment.close());
  } catch (cause) {
    throw new StoreError(`The store folder ${path} could not be closed: its last writes have failed.`, { cause });
  }
}
