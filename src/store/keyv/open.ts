import type { Keyv } from 'keyv';
import { type Clock, systemClock } from '../../core/clock.js';
import type { Mailbox } from '../mailbox.js';
import type { Values } from '../values.js';
import { KeyvEngine } from './engine.js';
import { Expiries } from './expiries.js';
import { KeyvMailbox, MailboxIndex } from './mailbox.js';
import { Ownership, type OwnershipOptions } from './ownership.js';
import { Rows } from './rows.js';
import { KeyvValues } from './values.js';

/** Times go by the machine's clock, unless a clock is given. */
export type KeyvStoreOptions = Partial<OwnershipOptions>;

/** A user's Keyv that this process has open as a store. */
export interface OpenKeyv {
  readonly kind: 'keyv';
  /** Names the store in errors, without its address or password. */
  readonly place: string;
  readonly values: Values;
  mailbox(clock: Clock): Mailbox;
  /** Deletes expired values. This also happens by itself. */
  sweep(): Promise<number>;
  /** Finishes what is under way and gives up the lease. The Keyv stays connected: its creator disconnects it. */
  close(): Promise<void>;
}

/**
 * Opens a user's own Keyv as a store for one process. The keys of its rows start with `bac/`, so the Keyv can hold
 * other values too. Rejects with StoreError if another process has it open or if the store does not answer.
 *
 * ```ts
 * const store = await openKeyv(new Keyv(new KeyvPostgres(uri), { namespace: 'bot' }));
 * ```
 */
export async function openKeyv(keyv: Keyv, options: KeyvStoreOptions = {}): Promise<OpenKeyv> {
  const clock = options.clock ?? systemClock;
  const rows = new Rows(keyv);
  const owner = await Ownership.take(rows, { ...options, clock });
  try {
    return await openOwned(rows, owner, clock);
  } catch (error) {
    await owner.release().catch(() => {});
    throw error;
  }
}

async function openOwned(rows: Rows, owner: Ownership, clock: Clock): Promise<OpenKeyv> {
  const noted: [string, number][] = [];
  let expiries: Expiries | undefined;
  const engine = await KeyvEngine.open(rows, owner, clock, {
    onExpiring: (key, expires) => {
      if (expiries) expiries.note(key, expires);
      else noted.push([key, expires]);
    },
    onRecord: () => expiries?.onRecord(),
  });
  expiries = new Expiries(engine, clock);
  const index = new MailboxIndex(engine);
  const close = async () => {
    await expiries.close();
    await engine.close();
  };
  try {
    await expiries.open();
    await index.open();
  } catch (error) {
    await close();
    throw error;
  }
  for (const [key, expires] of noted) expiries.note(key, expires);
  return {
    kind: 'keyv',
    place: rows.place,
    values: new KeyvValues(engine, expiries),
    mailbox: (itemClock) => new KeyvMailbox(index, itemClock),
    sweep: () => expiries.sweep(),
    close,
  };
}
