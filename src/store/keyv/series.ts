import type { Transaction } from './draft.js';
import type { KeyvEngine } from './engine.js';

/** So many sequence numbers stand together in a block. */
const blockSize = 256;

/**
 * Values under rising sequence numbers, from 1 on. The blocks in which there are any stand in one value, so that opening finds all
 * values without listing keys, which not every Keyv can. `Note` is what is kept of each value in memory.
 */
export class Series<Note> {
  readonly #engine: KeyvEngine;
  readonly #name: string;
  readonly #blocksKey: string;
  /** By block, in rising order. */
  readonly #notes = new Map<number, Map<number, Note>>();
  #next = 1;
  #size = 0;

  constructor(engine: KeyvEngine, name: string) {
    this.#engine = engine;
    this.#name = name;
    this.#blocksKey = `${name}/blocks`;
  }

  /** The keys that a transaction which adds has to be begun with. */
  get keys(): readonly string[] {
    return [this.#blocksKey];
  }

  key(sequence: number): string {
    return `${this.#name}/${sequence}`;
  }

  /** Reads what is there, a block at a time. Call it once, before anything else. */
  async open(noteOf: (value: unknown, sequence: number) => Note): Promise<void> {
    await this.#engine.keep(this.keys);
    const [blocks] = await this.#engine.read(this.keys);
    const list = numbersIn(blocks);
    for (const block of list) {
      const sequences = Array.from({ length: blockSize }, (_, index) => block * blockSize + index);
      const values = await this.#engine.read(sequences.map((sequence) => this.key(sequence)));
      for (const [index, sequence] of sequences.entries()) {
        if (values[index] !== undefined) this.#keep(sequence, noteOf(values[index], sequence));
      }
    }
    // The last block is not used again: what of it was taken and is gone is not known.
    const last = list.at(-1);
    this.#next = last === undefined ? 1 : (last + 1) * blockSize;
  }

  get size(): number {
    return this.#size;
  }

  has(sequence: number): boolean {
    return this.#notes.get(blockOf(sequence))?.has(sequence) ?? false;
  }

  /** The notes after a sequence number, in order. */
  *after(sequence: number): Generator<readonly [sequence: number, note: Note]> {
    for (const [block, notes] of this.#notes) {
      if (block < blockOf(sequence)) continue;
      for (const entry of notes) if (entry[0] > sequence) yield entry;
    }
  }

  add(transaction: Transaction, value: unknown, note: Note): number {
    const sequence = this.#next;
    this.#next += 1;
    const blocks = numbersIn(transaction.get(this.#blocksKey));
    const block = blockOf(sequence);
    const last = blocks.at(-1);
    if (last !== block) transaction.set(this.#blocksKey, [...blocks, block]);
    transaction.set(this.key(sequence), value);
    transaction.onStored(() => {
      this.#keep(sequence, note);
      if (last !== undefined && last !== block) this.#forgetIfEmpty(last);
    });
    return sequence;
  }

  remove(transaction: Transaction, sequence: number): void {
    transaction.set(this.key(sequence), undefined);
    transaction.onStored(() => {
      const block = blockOf(sequence);
      const notes = this.#notes.get(block);
      if (!notes?.delete(sequence)) return;
      this.#size -= 1;
      if (notes.size === 0) this.#notes.delete(block);
      this.#forgetIfEmpty(block);
    });
  }

  /** Forgets the notes; the values are the caller's to clear. */
  reset(): void {
    this.#notes.clear();
    this.#size = 0;
  }

  #keep(sequence: number, note: Note): void {
    const block = blockOf(sequence);
    const notes = this.#notes.get(block) ?? new Map<number, Note>();
    notes.set(sequence, note);
    this.#notes.set(block, notes);
    this.#size += 1;
  }

  /** Takes a block out of the list, unless it is the one that is added to: no sequence number is given twice. */
  #forgetIfEmpty(block: number): void {
    if (this.#notes.has(block) || block >= blockOf(this.#next)) return;
    const work = (transaction: Transaction) => {
      const blocks = numbersIn(transaction.get(this.#blocksKey));
      if (this.#notes.has(block) || blocks.at(-1) === block || !blocks.includes(block)) return;
      transaction.set(
        this.#blocksKey,
        blocks.filter((each) => each !== block),
      );
    };
    // If it fails, an empty block is read at the next opening.
    void this.#engine.transact(this.keys, work).catch(() => {});
  }
}

function blockOf(sequence: number): number {
  return Math.floor(sequence / blockSize);
}

function numbersIn(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}
