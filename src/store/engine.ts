import type { Clock } from '../core/clock.js';
import type { Leases } from '../core/leases.js';
import type { Mailbox } from './mailbox.js';
import type { Values } from './values.js';

/** One backend whole: values and lanes that share their commits. */
export type Engine = OwnEngine | SharedEngine;

interface CommonEngine {
  readonly values: Values;
  /** The turns of this store's lanes that run in this process. */
  readonly leases: Leases;
}

/** A store that belongs to one process. */
export interface OwnEngine extends CommonEngine {
  readonly shared: false;
  mailbox(clock: Clock): Mailbox;
}

/** A store of several processes. */
export interface SharedEngine extends CommonEngine {
  readonly shared: true;
}
