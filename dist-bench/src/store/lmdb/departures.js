import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../../core/errors.js';
import { bootId } from '../owner.js';
/** How many requests are remembered: far more than leave while a part of unknown outcome waits for its status. */
const slots = 8192;
const slotBytes = 8;
const runBytes = 6;
const headerBytes = 64;
/**
 * A small file beside LMDB's, a ring with the numbers of the requests that were handed over. One write of eight bytes a
 * request, without a flush: what the kernel has survives a kill. After a restart of the machine it counts for nothing.
 */
export class DepartureFile {
    #file;
    #earlier;
    #run = randomBytes(runBytes).toString('hex');
    #slot = Buffer.alloc(slotBytes);
    #count = 0;
    constructor(folder) {
        const path = join(folder, 'departures');
        this.#earlier = read(path);
        this.#file = openSync(path, 'w');
        const whole = Buffer.alloc(headerBytes + slots * slotBytes);
        whole.write(`${this.#run} ${bootId() ?? ''}`);
        writeSync(this.#file, whole);
    }
    next() {
        this.#count += 1;
        return `${this.#run}-${this.#count}`;
    }
    handOver(id) {
        const number = numberOf(id, this.#run);
        if (number === undefined)
            return;
        this.#slot.writeDoubleLE(number);
        try {
            writeSync(this.#file, this.#slot, 0, slotBytes, headerBytes + (number % slots) * slotBytes);
        }
        catch (cause) {
            throw new StoreError('The store could not be written: it cannot record what leaves. Is the disk full?', {
                cause,
            });
        }
    }
    wasHandedOver(id) {
        if (!this.#earlier)
            return undefined;
        const { run, numbers, last } = this.#earlier;
        const number = numberOf(id, run);
        // What the ring has written over is not known any more.
        if (number === undefined || number <= last - slots)
            return undefined;
        return numbers.has(number);
    }
    close() {
        closeSync(this.#file);
    }
}
function numberOf(id, run) {
    return id.startsWith(`${run}-`) ? Number(id.slice(run.length + 1)) : undefined;
}
function read(path) {
    try {
        const bytes = readFileSync(path);
        const [run = '', boot = ''] = bytes.toString('latin1', 0, headerBytes).replaceAll('\0', '').split(' ');
        // Without the machine's word that it has run through since then, the kernel may have lost what it was given.
        if (boot === '' || boot !== bootId() || bytes.length !== headerBytes + slots * slotBytes)
            return undefined;
        const numbers = new Set();
        for (let at = headerBytes; at < bytes.length; at += slotBytes)
            numbers.add(bytes.readDoubleLE(at));
        numbers.delete(0);
        return { run, numbers, last: Math.max(0, ...numbers) };
    }
    catch {
        return undefined;
    }
}
