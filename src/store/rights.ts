import { chmod, stat, writeFile } from 'node:fs/promises';

// The files of a store hold what people write, in plain text. Windows does not know these rights, and ignores them.

/** For a folder that is made: its owner's alone. */
export const folderMode = 0o700;
/** For a file that is made. */
export const fileMode = 0o600;

/**
 * Makes an empty file, or takes the rights of everybody but owner and group from the file that is there. The group keeps
 * its own, because a backup may read by it. A file of another owner stays as it is.
 */
export async function makePrivate(file: string): Promise<void> {
  await writeFile(file, '', { flag: 'ax', mode: fileMode }).catch(() => {});
  const { mode } = await stat(file);
  if ((mode & 0o007) !== 0) await chmod(file, mode & 0o770).catch(() => {});
}

/** Gives a file the rights of another one. */
export async function copyRights(from: string, to: string): Promise<void> {
  const { mode } = await stat(from);
  await chmod(to, mode & 0o777);
}
