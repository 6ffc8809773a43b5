import { open } from 'lmdb';
import { systemClock } from '../../core/clock.js';
import { ConfigurationError, StoreError } from '../../core/errors.js';
import { Leases } from '../../core/leases.js';
import { within } from '../../core/within.js';
import { BackendStore } from '../backendStore.js';
import { claim, holdInProcess, refuseIfOwned, release } from '../owner.js';
import { DepartureFile } from './departures.js';
import { refuseForeignData } from './file.js';
import { realFolder, reasonOf } from './folder.js';
import { LmdbMailbox } from './mailbox.js';
import { LmdbValues } from './values.js';
import { LmdbWriter } from './writer.js';
/**
 * Opens the store in a folder, and creates the folder if it is missing. Rejects with StoreError if that is not possible
 * or if a process (including this one) has it open already. By `clock`, values expire.
 */
export async function openLmdb(folder, clock = systemClock) {
    if (folder === '')
        throw new ConfigurationError('The store URL lmdb: must name a folder, as in lmdb:./data.');
    const path = await realFolder(folder);
    const letGo = holdInProcess(path);
    let environment;
    try {
        refuseIfOwned(path);
        await refuseForeignData(path);
        // With event turn batching, LMDB-js leaves a promise rejection unhandled when the disk is full.
        const opened = open({ path, noSubdir: false, maxDbs: 32, eventTurnBatching: false });
        environment = opened;
        claim(path, (step) => opened.transactionSync(step));
        return new FolderStore(path, environment, letGo, clock);
    }
    catch (cause) {
        // After a write that could not be committed, LMDB-js's `close` never resolves.
        if (environment)
            await within(abandonMs, environment.close()).catch(() => { });
        letGo();
        if (cause instanceof StoreError)
            throw cause;
        throw new StoreError(`The store folder ${path} cannot be opened: ${reasonOf(cause)}.`, { cause });
    }
}
class FolderStore extends BackendStore {
    environment;
    constructor(path, environment, letGo, clock) {
        const writer = new LmdbWriter(environment);
        const departures = new DepartureFile(path);
        const close = async () => {
            await closed(environment, path);
            departures.close();
            release(path);
            letGo();
        };
        const values = new LmdbValues(environment, writer, `lmdb:${path}`, close, clock);
        const mailbox = (laneClock) => new LmdbMailbox(environment, writer, values, laneClock);
        super('lmdb', { shared: false, values, mailbox, departures, leases: new Leases() });
        this.environment = environment;
    }
}
const closeMs = 10_000;
const abandonMs = 1000;
/** After a write that could not be committed, LMDB-js's `close` never resolves. */
async function closed(environment, path) {
    try {
        await within(closeMs, environment.close());
    }
    catch (cause) {
        throw new StoreError(`The store folder ${path} could not be closed: its last writes have failed.`, { cause });
    }
}
