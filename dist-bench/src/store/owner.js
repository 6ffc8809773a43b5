import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StoreError } from '../core/errors.js';
/** `started` tells a process from a later one with the same id, if the system provides it (Linux). */
const owner = z.object({ pid: z.number().int().positive(), started: z.string().optional() });
/** The folders that this process has open. The owner file alone could also be left over from a crash. */
const held = new Set();
/**
 * Makes this process the folder's only owner, or throws a StoreError that names the process that owns it. A folder
 * whose owner has ended is taken over. The owner file is read and written in one step of `exclusively`, which should
 * keep other processes out meanwhile, as a write transaction does: then two that open the folder at once cannot both win.
 *
 * It only sees processes of the same machine or container.
 */
export function claim(folder, exclusively) {
    const file = join(folder, 'owner.json');
    exclusively(() => {
        refuseIfOwned(folder);
        writeFileSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
    });
}
/**
 * Throws a StoreError that names the folder's owner, if another process owns it. Ask before the environment is opened,
 * too: an owner that hangs inside of a transaction would let this process wait for ever.
 */
export function refuseIfOwned(folder) {
    const file = join(folder, 'owner.json');
    const current = read(file);
    if (!current || current.pid === process.pid || !isAlive(current))
        return;
    throw new StoreError(`The store folder ${folder} is in use by process ${current.pid}: stop that process, or use another folder. ` +
        `(If process ${current.pid} is another program, delete ${file}.)`);
}
export function release(folder) {
    rmSync(join(folder, 'owner.json'), { force: true });
}
/** Reserves the folder inside this process; throws if it is open already. Returns a function that releases it. */
export function holdInProcess(folder) {
    if (held.has(folder)) {
        throw new StoreError(`The store folder ${folder} is open already in this process (${process.pid}): open it once.`);
    }
    held.add(folder);
    return () => held.delete(folder);
}
function read(file) {
    try {
        return owner.parse(JSON.parse(readFileSync(file, 'utf8')));
    }
    catch {
        // There is no file, or a crash left it half-written, or (outside of the transaction) it is being written.
        return undefined;
    }
}
function isAlive({ pid, started }) {
    try {
        process.kill(pid, 0);
    }
    catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EPERM'))
            return false;
    }
    const start = startOf(pid);
    return started === undefined || start === undefined || start === started;
}
/** When a process started, as the boot's id and the ticks since then; `undefined` if there is no /proc. */
function startOf(pid) {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        // proc(5): field 22 is starttime. The fields after the name, which may contain spaces, begin with the third.
        const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
        const boot = bootId();
        return boot === undefined ? undefined : `${boot}/${ticks}`;
    }
    catch {
        return undefined;
    }
}
/** Distinguishes this run of the machine from all others; `undefined` if there is no /proc. */
export function bootId() {
    try {
        return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    }
    catch {
        return undefined;
    }
}
