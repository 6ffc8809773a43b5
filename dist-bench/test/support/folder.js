import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
const folders = [];
/** Creates an empty folder. `removeFolders` deletes all of them: call it in an `after` hook. */
export async function temporaryFolder() {
    const folder = await mkdtemp(join(tmpdir(), 'botbuilder-adapter-clickatell-'));
    folders.push(folder);
    return folder;
}
export async function removeFolders() {
    for (const folder of folders.splice(0))
        await rm(folder, { recursive: true, force: true });
}
/** Runs `use` with an empty folder, which is deleted afterwards. */
export async function withFolder(use) {
    const folder = await mkdtemp(join(tmpdir(), 'botbuilder-adapter-clickatell-'));
    try {
        return await use(folder);
    }
    finally {
        await rm(folder, { recursive: true, force: true });
    }
}
