import { Leases } from '../../core/leases.js';
import { BackendStore } from '../backendStore.js';
import type { OwnEngine, Store } from '../store.js';
import { MemoryMailbox } from './mailbox.js';
import { MemoryValues } from './values.js';

/** A store that ends with the process, for tests and for trying things out. */
export function openMemory(): Store {
  const values = new MemoryValues();
  const mailbox: OwnEngine['mailbox'] = (clock) => new MemoryMailbox(values, clock);
  return new BackendStore('memory', { shared: false, values, mailbox, leases: new Leases() });
}
