import type { Lease } from '../core/lease.js';
import type { Slots } from './waits.js';

/** How many lanes one process runs of those that several share, and how many more it can take. */
export class Room implements Slots {
  readonly #concurrency: number;
  readonly #onRoom: () => void;
  /** The leases of turns that have a slot. Work that is not an item needs none. */
  readonly #withSlot = new WeakSet<Lease>();
  #isOpen = false;
  /** How many lanes this process runs, and how many more the requests under way may give it. */
  #running = 0;
  #asked = 0;
  /** How many of the turns that run wait for another lane. */
  #paused = 0;

  /** `onRoom` is called when this process can take more lanes than the turns that end make room for. */
  constructor(concurrency: number, onRoom: () => void) {
    this.#concurrency = concurrency;
    this.#onRoom = onRoom;
  }

  get running(): number {
    return this.#running;
  }

  /** How many more lanes this process can run. */
  get left(): number {
    const left = this.#concurrency - this.#running + this.#paused - this.#asked;
    return this.#isOpen ? Math.max(0, left) : 0;
  }

  /** Whether more turns go on than there are slots: those that had waited for other lanes have come back. */
  get isCrowded(): boolean {
    return this.#running - this.#paused > this.#concurrency;
  }

  /** From now on, lanes are taken. */
  open(): void {
    this.#isOpen = true;
  }

  /** No more lanes are taken. */
  close(): void {
    this.#isOpen = false;
  }

  /** Makes a request that may give this process up to `most` lanes. `take` begins with these. */
  async asking<T>(most: number, ask: (room: number) => Promise<T>, take: (answer: T) => void): Promise<T> {
    const room = Math.min(this.left, most);
    this.#asked += room;
    try {
      const answer = await ask(room);
      take(answer);
      return answer;
    } finally {
      this.#asked -= room;
    }
  }

  /** A lane runs in this process. */
  begin(): void {
    this.#running += 1;
  }

  /** It runs no more. */
  end(): void {
    const wasFull = this.left === 0;
    this.#running -= 1;
    if (wasFull && this.left > 0) this.#onRoom();
  }

  /** The lease is that of a turn with a slot. */
  giveSlot(lease: Lease): void {
    this.#withSlot.add(lease);
  }

  giveBack(lease: Lease | undefined): void {
    if (!this.#hasSlot(lease)) return;
    this.#paused += 1;
    if (this.left > 0) this.#onRoom();
  }

  takeBack(lease: Lease | undefined): void {
    if (this.#hasSlot(lease)) this.#paused -= 1;
  }

  #hasSlot(lease: Lease | undefined): boolean {
    return lease === undefined || this.#withSlot.has(lease);
  }
}
