/** How many lanes one process runs of those that several share, and how many more it can take. */
export class Room {
    #concurrency;
    #onRoom;
    /** The leases of turns that have a slot. Work that is not an item needs none. */
    #withSlot = new WeakSet();
    #isOpen = false;
    /** How many lanes this process runs, and how many more the requests under way may give it. */
    #running = 0;
    #asked = 0;
    /** How many of the turns that run wait for another lane. */
    #paused = 0;
    /** `onRoom` is called when this process can take more lanes than the turns that end make room for. */
    constructor(concurrency, onRoom) {
        this.#concurrency = concurrency;
        this.#onRoom = onRoom;
    }
    get running() {
        return this.#running;
    }
    /** How many more lanes this process can run. */
    get left() {
        const left = this.#concurrency - this.#running + this.#paused - this.#asked;
        return this.#isOpen ? Math.max(0, left) : 0;
    }
    /** Whether more turns go on than there are slots: those that had waited for other lanes have come back. */
    get isCrowded() {
        return this.#running - this.#paused > this.#concurrency;
    }
    /** From now on, lanes are taken. */
    open() {
        this.#isOpen = true;
    }
    /** No more lanes are taken. */
    close() {
        this.#isOpen = false;
    }
    /** Makes a request that may give this process up to `most` lanes. `take` begins with these. */
    async asking(most, ask, take) {
        const room = Math.min(this.left, most);
        this.#asked += room;
        try {
            const answer = await ask(room);
            take(answer);
            return answer;
        }
        finally {
            this.#asked -= room;
        }
    }
    /** A lane runs in this process. */
    begin() {
        this.#running += 1;
    }
    /** It runs no more. */
    end() {
        const wasFull = this.left === 0;
        this.#running -= 1;
        if (wasFull && this.left > 0)
            this.#onRoom();
    }
    /** The lease is that of a turn with a slot. */
    giveSlot(lease) {
        this.#withSlot.add(lease);
    }
    giveBack(lease) {
        if (!this.#hasSlot(lease))
            return;
        this.#paused += 1;
        if (this.left > 0)
            this.#onRoom();
    }
    takeBack(lease) {
        if (this.#hasSlot(lease))
            this.#paused -= 1;
    }
    #hasSlot(lease) {
        return lease === undefined || this.#withSlot.has(lease);
    }
}
