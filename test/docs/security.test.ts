import { access, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { z } from 'zod';
import { createEmulator, MovableClock, openStore } from '../../src/index.js';
import { noon, startChannel, thandi, until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8');

const packages = z.record(
  z.string(),
  z.object({ dev: z.boolean().optional(), peer: z.boolean().optional(), license: z.string().optional() }).loose(),
);
const lockFile = z.object({ packages });
const manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()) });

/** What is installed with the package, by its path in `node_modules`. */
async function installed() {
  const { packages: all } = lockFile.parse(JSON.parse(await read('package-lock.json')));
  return Object.entries(all).filter(([path, { dev, peer }]) => path !== '' && !dev && !peer);
}

describe('docs/security.md', () => {
  after(removeFolders);

  it('names tests that there are', async () => {
    const named = [...(await read('docs/security.md')).matchAll(/`(test\/[\w./]+\.ts)`/g)].map(([, path = '']) => path);
    expect(named).to.have.length.greaterThan(20);
    for (const path of new Set(named)) await access(new URL(path, root));
  });

  it('is right that what was refused with a revoked key leaves with the new one, after a restart', async () => {
    const clock = new MovableClock({ now: () => noon });
    const store = await openStore(`lmdb:${await temporaryFolder()}`);
    const emulator = await createEmulator({ clock });
    const revoked = await startChannel({ store, emulator, clock, client: { apiKey: 'revoked' } });
    await emulator.say({ from: thandi, text: 'Hello' });
    await until(() => revoked.adapter.paused.length === 1);
    expect(revoked.heard()).to.deep.equal([]);
    await revoked.close();
    const renewed = await startChannel({ store, emulator, clock });
    clock.advance(120_000);
    await until(() => renewed.heard().length === 1);
    expect(renewed.heard()).to.deep.equal(['You said: Hello']);
    await renewed.close();
    await emulator.close();
    await store.close();
  });

  it('names the licences of all packages', async () => {
    const licences = new Set((await installed()).map(([, { license }]) => license));
    expect([...licences].filter((name) => !/^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0)$/.test(name ?? ''))).to.deep.equal(
      [],
    );
  });

  it('is right that no install script is needed', async () => {
    const { allowScripts } = manifest.parse(JSON.parse(await read('package.json')));
    const scripted = (await installed()).filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = scripted.map(([path]) => path.split('node_modules/').at(-1) ?? '');
    expect(names).to.have.members(['lmdb', 'msgpackr-extract']);
    for (const name of names) expect(allowScripts[name], name).to.equal(false);
  });
});
