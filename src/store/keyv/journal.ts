import { DamagedValueError } from '../../core/errors.js';
import { isReadable, type Rows } from './rows.js';

/** The content of a value's row; `undefined` for a deleted key. */
export interface Stored {
  readonly value: unknown;
  /** Counts the store's writes. A clearing applies to all values with a lower stamp. */
  readonly stamp: number;
  /** Epoch ms; 0 for never. */
  readonly expires: number;
}

/** The text of a row: the value's JSON, its stamp, its expiry, and its key if it is stored under a hash of that. */
export function encodeRow(key: string, { stamp, expires }: Stored, json: string): string {
  return `[${stamp},${expires},${json}${isReadable(key) ? '' : `,${JSON.stringify(key)}`}]`;
}

/** The key in a row's text. Rows of earlier versions have none. */
export function keyInRow(text: string): string | undefined {
  const row = parse(text);
  const key: unknown = Array.isArray(row) ? row[3] : undefined;
  return typeof key === 'string' ? key : undefined;
}

export function decodeRow(text: string, place: string): Stored {
  return toStored(parse(text), place);
}

/** How many records can wait to be applied. */
export const slots = 32;

/** All gathered commits as one row, because every store writes a single row completely or not at all. */
export interface JournalRecord {
  readonly number: number;
  readonly stamp: number;
  readonly writes: readonly (readonly [key: string, stored: Stored | undefined])[];
}

/**
 * The journal. A commit is first written here as one row, and then to its own rows. The journal has a fixed number of
 * slots that are used in turn: a slot is overwritten once its record has been applied, so nothing has to be deleted.
 * Opening the store applies all slots once more, in order, which changes nothing if they were applied before.
 */
export class Journal {
  readonly #rows: Rows;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** Writes a record. `writes` are pairs of a key and its row's text, as JSON. */
  async write(number: number, stamp: number, writes: Iterable<readonly [string, string | undefined]>): Promise<void> {
    const parts = Array.from(writes, ([key, row]) => `[${JSON.stringify(key)}${row === undefined ? '' : `,${row}`}]`);
    await this.#rows.set(slotKey(number), `[${number},${stamp},[${parts.join(',')}]]`);
  }

  /** The records in the slots, oldest first. */
  async read(): Promise<JournalRecord[]> {
    const texts = await this.#rows.getMany(Array.from({ length: slots }, (_, slot) => slotKey(slot)));
    const records = texts.flatMap((text) => (text === undefined ? [] : [this.#decode(text)]));
    const last = records.reduce((highest, { number }) => Math.max(highest, number), 0);
    // Older records have been applied: otherwise their slots would not have been used again.
    return records.filter(({ number }) => number > last - slots).sort((a, b) => a.number - b.number);
  }

  #decode(text: string): JournalRecord {
    const record = parse(text);
    if (!Array.isArray(record)) throw damaged(this.#rows.place);
    const [number, stamp, writes]: unknown[] = record;
    if (typeof number !== 'number' || typeof stamp !== 'number' || !Array.isArray(writes)) {
      throw damaged(this.#rows.place);
    }
    return { number, stamp, writes: writes.map((write: unknown) => this.#decodeWrite(write)) };
  }

  #decodeWrite(write: unknown): readonly [string, Stored | undefined] {
    if (!Array.isArray(write)) throw damaged(this.#rows.place);
    const [key, row]: unknown[] = write;
    if (typeof key !== 'string') throw damaged(this.#rows.place);
    return [key, row === undefined ? undefined : toStored(row, this.#rows.place)];
  }
}

function slotKey(number: number): string {
  return `journal/${number % slots}`;
}

function toStored(row: unknown, place: string): Stored {
  if (!Array.isArray(row)) throw damaged(place);
  const [stamp, expires, value]: unknown[] = row;
  if (typeof stamp !== 'number' || typeof expires !== 'number' || value === undefined) throw damaged(place);
  return { value, stamp, expires };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller reports it as damaged. The parser's message is dropped, because it may contain part of the text.
    return undefined;
  }
}

function damaged(place: string): DamagedValueError {
  return new DamagedValueError(`The store ${place} has a row that this program did not write, or a damaged one.`);
}
