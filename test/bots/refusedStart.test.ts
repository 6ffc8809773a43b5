import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../../bots/config.js';
import { createLog } from '../../bots/log.js';
import { run } from '../../bots/run.js';
import { ClickatellAdapterError, openStore } from '../../src/index.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';
import { Child } from './child.js';

/** How long a program may take to say that it cannot start. A machine that is busy with other tests gets more time. */
const soonMs = 5000;

let loadMs = 0;

describe('A program that cannot use its store', function () {
  this.timeout(60_000);
  let folder = '';
  let silent: Server;
  before(async () => {
    const began = performance.now();
    await new Child({ PORT: 'none' }).exited;
    loadMs = performance.now() - began;
    silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  after(async () => {
    silent.close();
    await removeFolders();
  });

  /** The one sentence that a program of its own ends with. */
  const lastWords = async (settings: Record<string, string>, limits: { fileBlocks?: number } = {}) => {
    const began = performance.now();
    const child = new Child(settings, limits);
    try {
      expect(await child.exited).to.deep.equal({ code: 1, signal: null });
    } finally {
      await child.kill();
    }
    expect(performance.now() - began).to.be.lessThan(soonMs + 2 * loadMs);
    const [title, line = '', ...more] = child.errors.trimEnd().split('\n');
    expect([title, ...more]).to.deep.equal(['The bots cannot start.']);
    return told(line);
  };

  /** The same sentence, of a program in this process. */
  const sentence = async (STORE_URL: string) => {
    const starting = run(readConfig({ PORT: '0', EMULATOR_PORT: '0', STORE_URL }), createLog('silent'));
    return told((await rejection(starting, ClickatellAdapterError)).message);
  };

  const told = (line: string) => {
    expect(line).to.match(/^STORE_URL: .+\.\)?$/);
    return line;
  };

  it('says that a file is in the way of the folder', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await sentence(`lmdb:${folder}/file`)).to.include('a file is in its place');
    expect(await sentence(`lmdb:${folder}/file/data`)).to.include('above it is a file');
  });

  it('says that a link leads nowhere', async () => {
    await symlink(join(folder, 'nowhere'), join(folder, 'link'));
    expect(await sentence(`lmdb:${folder}/link`)).to.include('cannot be made');
  });

  it('says so where no folder can be made, instead of trying for ever', async function () {
    if (!hasProc()) return this.skip();
    expect(await sentence('lmdb:/proc/data')).to.include('cannot be made');
  });

  it('says so where nothing can be written', async function () {
    if (!hasProc()) return this.skip();
    expect(await sentence('lmdb:/proc')).to.include('cannot be written');
  });

  // 0: not a byte fits. 16 and 64: LMDB finds room for its first pages and for nothing else.
  for (const fileBlocks of [0, 16, 64]) {
    it(`says so on a disk with ${fileBlocks} blocks left, and is not ended by the system`, async () => {
      expect(await lastWords({ STORE_URL: `lmdb:${folder}` }, { fileBlocks })).to.include('cannot be written');
    });
  }

  it('says so on a full disk that has a store already', async () => {
    await (await openStore(`lmdb:${folder}`)).close();
    expect(await lastWords({ STORE_URL: `lmdb:${folder}` }, { fileBlocks: 0 })).to.include('cannot be written');
  });

  it('names the process that has the store', async () => {
    const store = await openStore(`lmdb:${folder}`);
    try {
      expect(await lastWords({ STORE_URL: `lmdb:${folder}` })).to.include(`in use by process ${process.pid}`);
    } finally {
      await store.close();
    }
  });

  it('says so where the folder has the data of another program', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'data.mdb'), 'x'.repeat(10_000));
    expect(await sentence(`lmdb:${folder}/data`)).to.include('not a file of LMDB');
  });

  it('does not wait for a Redis that takes the connection and says nothing', async () => {
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    expect(await sentence(`redis://127.0.0.1:${port}/0`)).to.include('cannot be reached');
  });

  it('says so where Redis refuses', async () => {
    expect(await sentence('redis://127.0.0.1:1/0')).to.include('cannot be reached');
  });
});

/**
 * Whether there is a /proc, a folder in which nobody can write, not even root. If there is none, it says so; with
 * REQUIRE_ALL=1 it throws.
 */
function hasProc(): boolean {
  if (existsSync('/proc/self')) return true;
  const problem = 'This machine has no /proc';
  if (process.env.REQUIRE_ALL === '1') throw new Error(`${problem}, and REQUIRE_ALL=1 asks for it.`);
  console.warn(`\n*** ${problem}: TESTS OF A FOLDER THAT NOBODY CAN WRITE TO ARE SKIPPED. ***\n`);
  return false;
}
