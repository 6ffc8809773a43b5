import { systemClock } from '../../core/clock.js';
import { Leases } from '../../core/leases.js';
import { BackendStore } from '../backendStore.js';
import { MemoryMailbox } from './mailbox.js';
import { MemoryValues } from './values.js';
/** A store that ends with the process, for tests and for trying things out. By `clock`, values expire. */
export function openMemory(clock = systemClock) {
    const values = new MemoryValues(clock);
    const mailbox = (laneClock) => new MemoryMailbox(values, laneClock);
    return new BackendStore('memory', { shared: false, values, mailbox, leases: new Leases() });
}
