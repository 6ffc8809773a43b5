import type { Clock } from '../core/clock.js';
import type { Leases } from '../core/leases.js';
import type { Mailbox } from './mailbox.js';
import type { Pacing } from './pacing.js';
import type { SharedMailbox } from './sharedMailbox.js';
import type { Values } from './values.js';

/** One backend whole: values and lanes that share their commits. */
export type Engine = OwnEngine | SharedEngine;

/** What values need of a backend. */
export interface ValuesEngine {
  readonly values: Values;
  /** The turns of this store's lanes that run in this process. */
  readonly leases: Leases;
}

/** A store that belongs to one process. */
export interface OwnEngine extends ValuesEngine {
  readonly shared: false;
  mailbox(clock: Clock): Mailbox;
}

/** A store of several processes. */
export interface SharedEngine extends ValuesEngine {
  readonly shared: true;
  /** `takeOverMs`: after how long the lanes of a process that died go to others. */
  mailbox(clock: Clock, takeOverMs: number): SharedMailbox;
  readonly pacing: Pacing;
}
