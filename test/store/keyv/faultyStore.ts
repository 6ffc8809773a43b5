/** When the writes of a store fail, counted from 0: before or after the row was written. */
export interface Faults {
  /** This write and all after it fail, and reads too: the process has been cut off. */
  readonly cutAt?: number;
  readonly failAt?: ReadonlySet<number>;
  /** Whether a write that fails was carried out all the same, as when only its answer is lost. */
  readonly isCarriedOut?: boolean;
}

/** A Keyv store adapter over a Map that writes one row at a time and fails on request. */
export class FaultyStore {
  readonly rows: Map<string, unknown>;
  faults: Faults;
  writes = 0;
  /** How many times it was called. */
  calls = 0;
  /** Swallows its errors, as some adapters do, and answers as if nothing were there. */
  swallows = false;
  namespace: string | undefined;
  readonly #listeners: ((error: unknown) => void)[] = [];

  constructor(rows = new Map<string, unknown>(), faults: Faults = {}) {
    this.rows = rows;
    this.faults = faults;
  }

  on(_event: 'error', listener: (error: unknown) => void): void {
    this.#listeners.push(listener);
  }

  async get(key: string): Promise<unknown> {
    this.calls += 1;
    return this.#isCut ? this.#fail() : this.rows.get(key);
  }

  async set(key: string, value: unknown): Promise<unknown> {
    this.calls += 1;
    return this.#write(() => this.rows.set(key, value));
  }

  async delete(key: string): Promise<unknown> {
    this.calls += 1;
    return this.#write(() => this.rows.delete(key));
  }

  async clear(): Promise<void> {
    this.rows.clear();
  }

  get #isCut(): boolean {
    return this.faults.cutAt !== undefined && this.writes > this.faults.cutAt;
  }

  #write(work: () => void): unknown {
    const { cutAt, failAt, isCarriedOut } = this.faults;
    const wasCut = this.#isCut;
    const fails = wasCut || this.writes === cutAt || failAt?.has(this.writes);
    this.writes += 1;
    if (!fails || (isCarriedOut && !wasCut)) work();
    return fails ? this.#fail() : true;
  }

  #fail(): unknown {
    const error = new Error('connection lost');
    if (!this.swallows) throw error;
    for (const listener of this.#listeners) listener(error);
    return undefined;
  }
}

/** Like FaultyStore, with calls for several rows at once, which are not atomic. */
export class FaultyBulkStore extends FaultyStore {
  async getMany(keys: string[]): Promise<unknown[]> {
    const before = this.calls;
    const values = await Promise.all(keys.map((key) => this.get(key)));
    this.calls = before + 1;
    return values;
  }

  async setMany(rows: { key: string; value: unknown }[]): Promise<void> {
    const before = this.calls;
    for (const { key, value } of rows) await this.set(key, value);
    this.calls = before + 1;
  }

  async deleteMany(keys: string[]): Promise<boolean> {
    const before = this.calls;
    for (const key of keys) await this.delete(key);
    this.calls = before + 1;
    return true;
  }
}
