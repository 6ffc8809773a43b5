import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { StoreError } from '../../../src/core/errors.js';
import { openLmdb } from '../../../src/store/lmdb/open.js';
import { askForRewrite } from '../../../src/store/lmdb/rewrite.js';
import { bundle } from '../../support/bundle.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';
import { rejection } from '../../support/rejection.js';

describe('an LMDB store', () => {
  after(removeFolders);

  it('is found again when the folder is opened again', async () => {
    const folder = join(await temporaryFolder(), 'made', 'when.missing');
    const first = await openLmdb(folder);
    await first.keyv<string>('names').set('a', 'x');
    await first.keyv<string>('names').update('b', () => 'y');
    await first.close();
    const second = await openLmdb(folder);
    expect(await second.keyv<string>('names').getMany(['a', 'b'])).to.deep.equal(['x', 'y']);
    await second.close();
  });

  it('can be read by nobody but its owner, and in a folder that was there by nobody but owner and group', async () => {
    const rightsOf = async (...path: string[]) => ((await stat(join(...path))).mode & 0o777).toString(8);
    const folder = join(await temporaryFolder(), 'made');
    const store = await openLmdb(folder);
    await askForRewrite(folder);
    await store.close();
    await (await openLmdb(folder)).close();
    expect([await rightsOf(folder), await rightsOf(folder, 'data.mdb')]).to.deep.equal(['700', '600']);
    const there = await temporaryFolder();
    await chmod(there, 0o755);
    await writeFile(join(there, 'data.mdb'), '', { mode: 0o644 });
    await (await openLmdb(there)).close();
    expect([await rightsOf(there), await rightsOf(there, 'data.mdb')]).to.deep.equal(['755', '640']);
  });

  it('shares its environment, and clears its own values only', async () => {
    const store = await openLmdb(await temporaryFolder());
    const beside = store.environment.openDB<string, string>({ name: 'beside' });
    await beside.put('key', 'kept');
    await store.keyv<string>('names').set('key', 'gone');
    await store.clear();
    expect(await store.keyv<string>('names').get('key')).to.equal(undefined);
    expect(beside.get('key')).to.equal('kept');
    await store.close();
  });

  it('says so where the folder cannot be made', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    for (const folder of [file, join(file, 'below')]) {
      const error = await rejection(openLmdb(folder), StoreError);
      expect(error.message).to.contain(`The store folder ${folder} cannot be made: `);
    }
  });

  it('says so where the folder holds something else', async () => {
    const folder = await temporaryFolder();
    for (const content of ['x', 'not a database'.repeat(1000)]) {
      await writeFile(join(folder, 'data.mdb'), content);
      const error = await rejection(openLmdb(folder), StoreError);
      expect(error.message).to.contain(`The store folder ${folder} cannot be opened: `);
    }
    await writeFile(join(folder, 'data.mdb'), '');
    await (await openLmdb(folder)).close();
  });

  it('says so where its data are cut off', async () => {
    const folder = await temporaryFolder();
    await (await openLmdb(folder)).close();
    await truncate(join(folder, 'data.mdb'), 4096);
    await rejection(openLmdb(folder), StoreError);
  });
});

describe('an LMDB store on a full disk', () => {
  after(removeFolders);

  it('rejects writes with StoreError, and still reads', async () => {
    const script = fileURLToPath(new URL('./fullDisk.ts', import.meta.url));
    // Files may grow to 2000 blocks of 512 bytes (POSIX) or 1 KiB.
    const command = `ulimit -f 2000 && exec "${process.execPath}" --import tsx "${script}" "${await temporaryFolder()}"`;
    const child = spawn('sh', ['-c', command]);
    const exited = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) lines.push(line);
    expect(lines).to.deep.equal([
      'StoreError: The store could not be written: LMDB could not commit. Is the disk full?',
      'first: kept',
    ]);
    expect((await exited)[0]).to.equal(0);
  });
});

describe('the folder of an LMDB store', () => {
  const children: ChildProcessWithoutNullStreams[] = [];
  let program = '';

  before(async () => {
    program = await bundle('test/store/lmdb/holder.ts');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
  });
  after(removeFolders);

  /** Starts a process that opens the folder; resolves with its first line. */
  async function holder(folder: string): Promise<{ child: ChildProcessWithoutNullStreams; says: string }> {
    const child = spawn(process.execPath, [program, folder]);
    children.push(child);
    for await (const says of createInterface(child.stdout)) return { child, says };
    return expect.fail(`The process said nothing: ${child.stderr.read()}`);
  }

  it('is refused a second time in one process, under any name', async () => {
    const folder = await temporaryFolder();
    const link = join(await temporaryFolder(), 'link');
    await symlink(folder, link);
    const store = await openLmdb(folder);
    for (const name of [folder, `${folder}/../${folder.split('/').at(-1)}`, link]) {
      const error = await rejection(openLmdb(name), StoreError);
      expect(error.message).to.contain(`open already in this process (${process.pid})`);
    }
    await store.ping();
    await store.close();
    await (await openLmdb(link)).close();
  });

  it('is refused to two openers at the same moment in one process', async () => {
    const folder = await temporaryFolder();
    const outcomes = await Promise.allSettled([openLmdb(folder), openLmdb(folder), openLmdb(folder)]);
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected', 'rejected']);
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.close();
  });

  it('is refused while another process has it, and taken over when that one was killed', async () => {
    const folder = await temporaryFolder();
    const { child, says } = await holder(folder);
    expect(says).to.equal('open');
    const error = await rejection(openLmdb(folder), StoreError);
    expect(error.message).to.contain(`The store folder ${folder} is in use by process ${child.pid}: stop that process`);
    await kill(child);
    const store = await openLmdb(folder);
    expect(await store.keyv<number>('holders').get(String(child.pid))).to.equal(child.pid);
    await store.close();
  });

  it('goes to one of several processes that find what a dead one left behind', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'owner.json'), JSON.stringify({ pid: await deadPid() }));
    const holders = await Promise.all([holder(folder), holder(folder), holder(folder)]);
    const winners = holders.filter(({ says }) => says === 'open');
    expect(winners).to.have.length(1);
    for (const { says } of holders) {
      if (says !== 'open') expect(says).to.contain(`in use by process ${winners[0]?.child.pid}`);
    }
  });

  it('is free again when its process has ended in order', async () => {
    const folder = await temporaryFolder();
    const { child } = await holder(folder);
    const exited = once(child, 'exit');
    child.stdin.end();
    await exited;
    await rejection(readFile(join(folder, 'owner.json')), Error);
    await (await openLmdb(folder)).close();
  });

  const leftovers: Record<string, () => Promise<string>> = {
    'a process that has ended': async () => JSON.stringify({ pid: await deadPid() }),
    'an earlier process with the id of this one': async () => JSON.stringify({ pid: process.pid, started: 'long ago' }),
    'a crash in the middle of writing': async () => '{"pid":',
    nobody: async () => '',
  };
  if (process.platform === 'linux') {
    leftovers['an earlier process whose id another has now'] = async () =>
      JSON.stringify({ pid: process.ppid, started: 'long ago' });
  }
  for (const [whose, content] of Object.entries(leftovers)) {
    it(`is taken over from ${whose}`, async () => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'owner.json'), await content());
      const store = await openLmdb(folder);
      expect(JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8')).pid).to.equal(process.pid);
      await store.close();
    });
  }

  it('is not taken from a living process, and can be opened once that is over', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'owner.json');
    await writeFile(file, JSON.stringify({ pid: process.ppid }));
    const error = await rejection(openLmdb(folder), StoreError);
    expect(error.message).to.contain(`in use by process ${process.ppid}`).and.to.contain(`delete ${file}`);
    await writeFile(file, '');
    await (await openLmdb(folder)).close();
  });
});

async function kill(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version']);
  await once(child, 'exit');
  return child.pid ?? expect.fail('The process did not start.');
}
