import type { Write } from '../../core/write.js';
import type { Answer } from './answer.js';
import type { Guess, Guesses } from './guesses.js';
import { parseValue, stringifyValue } from './json.js';

/** Instead of a new text: the key's value is only compared and stays as it is. */
const unchanged = '=';
const nothing: Guess = { raw: '', value: undefined };

/** What a commit does to one key. */
interface Entry {
  readonly key: string;
  /** The value that the first write starts from, if it is a change. A plain value needs none. */
  current: Guess | undefined;
  isGuess: boolean;
  /** The value after the writes that were evaluated so far. */
  value: unknown;
  next: Guess;
  ttlMs: number | undefined;
}

/**
 * The writes of one atomic commit. Changes are evaluated here on the values that the keys are believed to have. Redis
 * writes them only if this is true; otherwise it returns the actual values, and the commit is evaluated and sent again.
 */
export class Commit {
  readonly #guesses: Guesses;
  readonly #entries = new Map<string, Entry>();
  readonly #writes: readonly Write[];
  /** The entry of each write. */
  readonly #places: readonly Entry[];
  readonly #prefix: string;

  constructor(writes: readonly Write[], prefix: string, guesses: Guesses) {
    this.#writes = writes;
    this.#prefix = prefix;
    this.#guesses = guesses;
    this.#places = writes.map((write) => {
      const entry = this.#entries.get(write.key) ?? this.#entryOf(write);
      this.#entries.set(write.key, entry);
      return entry;
    });
  }

  /** The keys that must be read first. Pass their values to `know`. */
  get unread(): string[] {
    const unread: string[] = [];
    for (const { key, current } of this.#entries.values()) {
      if (current && this.#guesses.mustLook(key)) unread.push(key);
    }
    return unread;
  }

  /** Whether the script has anything to do. */
  get isNeeded(): boolean {
    for (const { current, isGuess, next } of this.#entries.values()) {
      if (current === undefined || isGuess || next.raw !== current.raw) return true;
    }
    return false;
  }

  know(key: string, raw: string): void {
    const entry = this.#entries.get(key);
    const known = { raw, value: parseValue(raw) };
    this.#guesses.note(key, known);
    if (!entry) return;
    entry.current = known;
    entry.isGuess = false;
  }

  /**
   * Evaluates the writes in their order, over all keys: a change can go by what an earlier one has found. If one throws on
   * a guessed value, returns its key, so that it is read and evaluated again. If a change throws on an actual value, so
   * does this.
   */
  evaluate(): string | undefined {
    for (const entry of this.#entries.values()) entry.value = entry.current?.value;
    for (const [place, entry] of this.#places.entries()) {
      const write = this.#writes[place];
      if (!write) continue;
      try {
        apply(write, entry);
      } catch (error) {
        if (entry.isGuess) return entry.key;
        throw error;
      }
    }
    for (const entry of this.#entries.values()) entry.next = nextOf(entry);
    return undefined;
  }

  /** The arguments of the scripts: how many entries, and five for each: key, how, ms to keep, expected, next. */
  args(to: string[]): void {
    to.push(String(this.#entries.size));
    for (const { key, current, next, ttlMs } of this.#entries.values()) {
      const isSame = current !== undefined && next.raw === current.raw;
      const how = current === undefined ? 's' : 'c';
      const ms = ttlMs ? String(Math.ceil(ttlMs)) : '';
      to.push(this.#prefix + key, how, ms, current?.raw ?? '', isSame ? unchanged : next.raw);
    }
  }

  /**
   * Reads which keys had other values than expected. Returns whether there were none, which means the commit is done.
   */
  read(answer: Answer): boolean {
    const count = answer.number();
    const keys = count > 0 ? [...this.#entries.keys()] : [];
    for (let index = 0; index < count; index += 1) {
      const key = keys[answer.number()];
      const raw = answer.text();
      if (key !== undefined) this.know(key, raw);
    }
    return count === 0;
  }

  /** Call this once all is written. Calls the writes' hooks, and returns the value under the key of each write. */
  done(): unknown[] {
    for (const { key, current, isGuess, next } of this.#entries.values()) {
      this.#guesses.note(key, next, current !== undefined && isGuess);
    }
    return this.#writes.map(({ key, onStored }) => {
      const stored = this.#entries.get(key)?.next.value;
      onStored?.(stored);
      return stored;
    });
  }

  /** Forgets the guesses, because it is not known whether the commit was done. */
  forget(): void {
    for (const key of this.#entries.keys()) this.#guesses.forget(key);
  }

  #entryOf(write: Write): Entry {
    const isChange = 'change' in write;
    // An unknown key is guessed to have no value. A wrong guess costs no more than reading first.
    const current = isChange ? (this.#guesses.at(write.key) ?? nothing) : undefined;
    return { key: write.key, current, isGuess: isChange, value: undefined, next: nothing, ttlMs: write.ttlMs };
  }
}

function apply(write: Write, entry: Entry): void {
  const next = 'change' in write ? write.change(entry.value) : write.value;
  if (!('change' in write) || next !== entry.value) entry.ttlMs = write.ttlMs;
  entry.value = next;
}

function nextOf({ current, value }: Entry): Guess {
  return current !== undefined && value === current.value ? current : { raw: stringifyValue(value), value };
}
