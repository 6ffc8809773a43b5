/** How many sequence numbers a block has. */
const blockSize = 256;
/**
 * Values under rising sequence numbers, from 1. One value lists the blocks that are in use, so that opening finds all
 * values without listing keys, which not every Keyv can do. `Note` is what is kept of each value in memory.
 */
export class Series {
    #engine;
    #name;
    #blocksKey;
    /** The notes by block, in rising order. */
    #notes = new Map();
    #next = 1;
    #size = 0;
    constructor(engine, name) {
        this.#engine = engine;
        this.#name = name;
        this.#blocksKey = `${name}/blocks`;
    }
    /** The keys with which a transaction that adds values must be started. */
    get keys() {
        return [this.#blocksKey];
    }
    key(sequence) {
        return `${this.#name}/${sequence}`;
    }
    /** Reads all values, a block at a time. Call it once, before anything else. */
    async open(noteOf) {
        await this.#engine.keep(this.keys);
        const [blocks] = await this.#engine.read(this.keys);
        const list = numbersIn(blocks);
        for (const block of list) {
            const sequences = Array.from({ length: blockSize }, (_, index) => block * blockSize + index);
            const values = await this.#engine.read(sequences.map((sequence) => this.key(sequence)));
            for (const [index, sequence] of sequences.entries()) {
                if (values[index] !== undefined)
                    this.#keep(sequence, noteOf(values[index], sequence));
            }
        }
        // Do not use the last block again: it is not known which of its numbers were used and deleted.
        const last = list.at(-1);
        this.#next = last === undefined ? 1 : (last + 1) * blockSize;
    }
    get size() {
        return this.#size;
    }
    has(sequence) {
        return this.#notes.get(blockOf(sequence))?.has(sequence) ?? false;
    }
    note(sequence) {
        return this.#notes.get(blockOf(sequence))?.get(sequence);
    }
    /** The notes with a higher sequence number, in order. */
    *after(sequence) {
        for (const [block, notes] of this.#notes) {
            if (block < blockOf(sequence))
                continue;
            for (const entry of notes)
                if (entry[0] > sequence)
                    yield entry;
        }
    }
    add(transaction, value, note) {
        const sequence = this.#next;
        this.#next += 1;
        const blocks = numbersIn(transaction.get(this.#blocksKey));
        const block = blockOf(sequence);
        const last = blocks.at(-1);
        if (last !== block)
            transaction.set(this.#blocksKey, [...blocks, block]);
        transaction.set(this.key(sequence), value);
        transaction.onStored(() => {
            this.#keep(sequence, note);
            if (last !== undefined && last !== block)
                this.#forgetIfEmpty(last);
        });
        return sequence;
    }
    remove(transaction, sequence) {
        transaction.set(this.key(sequence), undefined);
        transaction.onStored(() => {
            const block = blockOf(sequence);
            const notes = this.#notes.get(block);
            if (!notes?.delete(sequence))
                return;
            this.#size -= 1;
            if (notes.size === 0)
                this.#notes.delete(block);
            this.#forgetIfEmpty(block);
        });
    }
    /** Forgets the notes. The caller clears the values. */
    reset() {
        this.#notes.clear();
        this.#size = 0;
    }
    #keep(sequence, note) {
        const block = blockOf(sequence);
        const notes = this.#notes.get(block) ?? new Map();
        notes.set(sequence, note);
        this.#notes.set(block, notes);
        this.#size += 1;
    }
    /** Removes a block from the list, unless it is the current one: no sequence number may be used twice. */
    #forgetIfEmpty(block) {
        if (this.#notes.has(block) || block >= blockOf(this.#next))
            return;
        const work = (transaction) => {
            const blocks = numbersIn(transaction.get(this.#blocksKey));
            if (this.#notes.has(block) || blocks.at(-1) === block || !blocks.includes(block))
                return;
            transaction.set(this.#blocksKey, blocks.filter((each) => each !== block));
        };
        // If this fails, the next opening reads an empty block.
        void this.#engine.transact(this.keys, work).catch(() => { });
    }
}
function blockOf(sequence) {
    return Math.floor(sequence / blockSize);
}
function numbersIn(value) {
    return Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
}
