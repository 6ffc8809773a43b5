import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
export function pathOf(folder, segment) {
    return join(folder, `callbacks-${String(segment).padStart(12, '0')}.ndjson`);
}
/** The numbers of the files in a folder, oldest first. */
export async function segmentsIn(folder) {
    const names = await readdir(folder);
    const numbers = names.map((name) => Number(/^callbacks-(\d{12})\.ndjson$/.exec(name)?.[1] ?? Number.NaN));
    return numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b);
}
/** Creates an empty file. Its name survives a power cut, too. */
export async function createSegment(folder, segment) {
    const file = await open(pathOf(folder, segment), 'w');
    const names = await open(folder, 'r');
    await names.sync().finally(() => names.close());
    return file;
}
export async function deleteSegment(folder, segment) {
    await rm(pathOf(folder, segment), { force: true });
}
