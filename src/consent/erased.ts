import { createHmac, randomBytes } from 'node:crypto';
import { type Conversation, conversationId } from '../core/conversation.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { type ConsentRecord, together } from './record.js';

/**
 * What outlives the erasure of a person, for one of our numbers: no number, no name and no words. Times in epoch ms.
 */
export interface ErasedRecord {
  /** When the data was erased. */
  readonly at: number;
  /** The last message that was taken before: what was said until then is not taken once more. */
  readonly heardAt?: number;
  /** When the STOP in force was said, to everything and to marketing. */
  readonly stopped?: number;
  readonly marketingStopped?: number;
  /** When the person signed off from a subscription last, by a keyed hash of its name. */
  readonly signedOff?: Readonly<Record<string, number>>;
}

/** What the reasons say of a STOP whose own words are erased. */
const source = 'before their data was erased';
const keyBytes = 32;
/** How long a record without a STOP is kept: no callback is repeated after that. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * The people whose data was erased, each under a keyed hash of the conversation. Nobody can list them, but whoever has
 * the store, and so the key, can test whether a number is among them.
 *
 * Nothing is read for a store in which nobody was erased, if it belongs to one process. `ready` must have been called
 * once, and awaited if it gives a promise, before anything else.
 */
export class Erasures {
  readonly #records: Table<ErasedRecord>;
  readonly #keys: Table<string>;
  readonly #isShared: boolean;
  #key: string | undefined;
  #isReady = false;

  constructor(store: Store) {
    this.#records = new Table(store, 'erased');
    this.#keys = new Table(store, 'erased-key');
    this.#isShared = store.engine.shared;
  }

  /** Not a promise once it is done, nor if the store is in this process. */
  ready(): undefined | Promise<void> {
    if (this.#isReady) return undefined;
    // Another process may erase somebody at any time, so all have to know the key.
    if (this.#isShared) return this.prepare();
    const reading = this.#keys.read('key');
    if (reading instanceof Promise) return reading.then((key) => this.#known(key));
    this.#known(reading);
    return undefined;
  }

  /** Makes the key, if there is none. */
  async prepare(): Promise<void> {
    const made = this.#key ?? randomBytes(keyBytes).toString('base64url');
    this.#known(await this.#keys.update('key', (current) => current ?? made));
  }

  /** Not a promise if the store is in this process. */
  read(conversation: Conversation): ErasedRecord | undefined | Promise<ErasedRecord | undefined> {
    const row = this.#rowOf(conversation);
    return row === undefined ? undefined : this.#records.read(row);
  }

  /** Calls back with the record when the write is evaluated. Changes nothing; none if nobody was ever erased. */
  lookWrites(conversation: Conversation, onRead: (record: ErasedRecord | undefined) => void): Write[] {
    return this.changeWrites(conversation, (current) => {
      onRead(current);
      return current;
    });
  }

  changeWrites(
    conversation: Conversation,
    change: (current: ErasedRecord | undefined) => ErasedRecord | undefined,
  ): Write[] {
    const row = this.#rowOf(conversation);
    return row === undefined ? [] : [this.#records.change(row, change)];
  }

  /**
   * The person's data is erased. `found` tells, when the write is evaluated, what was known of them. Nothing is kept of
   * somebody of whom nothing has to be known.
   */
  erasedWrites(conversation: Conversation, found: () => ErasedRecord): Write[] {
    const row = this.#rowOf(conversation);
    if (row === undefined) return [];
    const write = this.#records.change(row, (current) => {
      const next = merged(current, found());
      return hasStop(next) || next.heardAt !== undefined ? next : undefined;
    });
    // The last write that changes a value says how long it is kept.
    const keep = this.#records.change(row, (current) => (current && hasStop(current) ? { ...current } : current));
    return [{ ...write, ttlMs: keptMs }, keep];
  }

  /**
   * The writes of what a person said at a time (epoch ms, on the clock of the window's record), of which none is done if it
   * was taken before their data was erased: a callback that comes again brings nothing back.
   */
  unlessErased(conversation: Conversation, at: number | undefined, writes: readonly Write[]): Write[] {
    if (at === undefined || writes.length === 0) return [...writes];
    let isErased = false;
    const look = this.lookWrites(conversation, (record) => {
      isErased = isBefore(record, at);
    });
    if (look.length === 0) return [...writes];
    const guarded = writes.map((write): Write => {
      if (!('change' in write)) return write;
      return { ...write, change: (current) => (isErased ? current : write.change(current)) };
    });
    return [...look, ...guarded];
  }

  /** A keyed hash of a subscription's name, different for each person. */
  topicHash(conversation: Conversation, topic: string): string {
    return this.#hashOf(`${conversationId(conversation)} ${topic}`);
  }

  #known(key: string | undefined): void {
    this.#key = key;
    this.#isReady = true;
  }

  #rowOf(conversation: Conversation): string | undefined {
    return this.#key === undefined ? undefined : this.#hashOf(conversationId(conversation));
  }

  #hashOf(text: string): string {
    return createHmac('sha256', this.#key ?? '')
      .update(text)
      .digest('base64url');
  }
}

/** Whether what was said at a time was taken before the erasure. */
export function isBefore(record: ErasedRecord | undefined, at: number): boolean {
  return record?.heardAt !== undefined && at <= record.heardAt;
}

/** What a person allows, with the STOP that has outlived the erasure of what was known of them. */
export function withErased(record: ConsentRecord | undefined, erased: ErasedRecord | undefined, now: number) {
  if (erased?.stopped === undefined && erased?.marketingStopped === undefined) return record;
  const { stopped, marketingStopped } = erased;
  const kept: ConsentRecord = {
    ...(stopped !== undefined && { stopped: { at: stopped, source } }),
    ...(marketingStopped !== undefined && { marketingStopped: { at: marketingStopped, source } }),
    history: [],
  };
  return record ? together(record, kept, now) : kept;
}

function hasStop({ stopped, marketingStopped, signedOff }: ErasedRecord): boolean {
  return stopped !== undefined || marketingStopped !== undefined || signedOff !== undefined;
}

function merged(one: ErasedRecord | undefined, other: ErasedRecord): ErasedRecord {
  const heardAt = latest(one?.heardAt, other.heardAt);
  const stopped = latest(one?.stopped, other.stopped);
  const marketingStopped = latest(one?.marketingStopped, other.marketingStopped);
  const signedOff = { ...one?.signedOff, ...other.signedOff };
  return {
    at: other.at,
    ...(heardAt !== undefined && { heardAt }),
    ...(stopped !== undefined && { stopped }),
    ...(marketingStopped !== undefined && { marketingStopped }),
    ...(Object.keys(signedOff).length > 0 && { signedOff }),
  };
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}
