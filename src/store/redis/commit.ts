import type { Write } from '../../core/write.js';
import type { Answer } from './answer.js';
import type { Guess, Guesses } from './guesses.js';
import { parseValue, stringifyValue } from './json.js';

/** In place of a text: what stands under the key is only compared, and stays. */
const unchanged = '=';
const nothing: Guess = { raw: '', value: undefined };

/** What all writes of one key come to. */
interface Entry {
  readonly key: string;
  readonly writes: Write[];
  /** What the first write is given, if it is a change; a plain value needs none. */
  current: Guess | undefined;
  isGuess: boolean;
  next: Guess;
  ttlMs: number | undefined;
}

/**
 * The writes of one atomic commit: a change is evaluated here, on what is believed to stand under its key, and is written
 * only if that is what stands there. Otherwise Redis answers what does, and the commit is evaluated and sent again.
 */
export class Commit {
  readonly #guesses: Guesses;
  readonly #entries = new Map<string, Entry>();
  readonly #writes: readonly Write[];
  readonly #prefix: string;

  constructor(writes: readonly Write[], prefix: string, guesses: Guesses) {
    this.#writes = writes;
    this.#prefix = prefix;
    this.#guesses = guesses;
    for (const write of writes) {
      const entry = this.#entries.get(write.key);
      if (entry) entry.writes.push(write);
      else this.#entries.set(write.key, this.#entryOf(write));
    }
  }

  /** The keys that have to be read first; `know` is told what stands there. */
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
   * Evaluates the changes. Answers the key of one that threw on a mere guess: to be read, and evaluated again. Throws
   * what a change throws on what does stand there.
   */
  evaluate(): string | undefined {
    for (const entry of this.#entries.values()) {
      try {
        evaluate(entry);
      } catch (error) {
        if (entry.isGuess) return entry.key;
        throw error;
      }
    }
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

  /** Reads what stands in the way of the commit. Answers whether nothing did, and so it is done. */
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

  /** Called once all is written: tells everybody, and answers what stands under the key of each write. */
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

  /** It is not known whether the commit was done: what was believed is worth nothing. */
  forget(): void {
    for (const key of this.#entries.keys()) this.#guesses.forget(key);
  }

  #entryOf(write: Write): Entry {
    const isChange = 'change' in write;
    // Nothing known is taken for nothing there: if that is wrong, it has cost no more than to read first.
    const current = isChange ? (this.#guesses.at(write.key) ?? nothing) : undefined;
    return { key: write.key, writes: [write], current, isGuess: isChange, next: nothing, ttlMs: write.ttlMs };
  }
}

function evaluate(entry: Entry): void {
  let value = entry.current?.value;
  for (const write of entry.writes) {
    const next = 'change' in write ? write.change(value) : write.value;
    if (!('change' in write) || next !== value) entry.ttlMs = write.ttlMs;
    value = next;
  }
  const isSame = entry.current !== undefined && value === entry.current.value;
  entry.next = isSame && entry.current ? entry.current : { raw: stringifyValue(value), value };
}
