import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { MovableClock } from '../../../src/core/clock.js';
import { openLmdb } from '../../../src/store/lmdb/open.js';
import { bytesIn } from '../../people/rawStore.js';
import { removeFolders, temporaryFolder } from '../../support/folder.js';

const clock = new MovableClock({ now: () => Date.UTC(2026, 4, 1, 12) });

/** A store with values and items of which every second has a secret. */
async function filled(folder: string) {
  const store = await openLmdb(folder, clock);
  const { values } = store.engine;
  const mailbox = store.engine.mailbox(clock);
  const kept: string[] = [];
  const writing: Promise<unknown>[] = [];
  for (let index = 0; index < 600; index += 1) {
    const isSecret = index % 2 === 0;
    const text = `${isSecret ? 'secret' : 'harmless'} ${index} ${'x'.repeat(index % 7 === 0 ? 9000 : 90)}`;
    const key = `key ${index} ${index % 50 === 1 ? 'k'.repeat(1500) : ''}`;
    writing.push(values.commit([{ key, value: text, ...(index % 3 === 0 && { ttlMs: 1_000_000 }) }]));
    if (!isSecret) kept.push(key);
    writing.push(mailbox.append([{ id: `item ${index}`, lane: 'a', payload: { text } }], []));
  }
  await Promise.all(writing);
  await mailbox.schedule({ id: 'due', lane: 'a', payload: 'later', key: 'due key', dueAt: clock.now() + 5 });
  return { store, values, mailbox, kept };
}

async function erase({ store, values, mailbox }: Awaited<ReturnType<typeof filled>>): Promise<void> {
  const secrets = Array.from({ length: 300 }, (_, index) => `key ${2 * index} `);
  await values.delete(secrets);
  const items = await mailbox.page(0, 1000);
  await mailbox.drop(
    items.filter(({ item }) => JSON.stringify(item).includes('secret')).map(({ sequence }) => sequence),
    [],
  );
  await values.scrub(() => true);
  await store.close();
}

describe('A folder in which data was erased', () => {
  after(removeFolders);

  it('has it no more after the next start, and everything else', async () => {
    const folder = await temporaryFolder();
    const store = await filled(folder);
    const before = await store.values.getMany(store.kept);
    await erase(store);
    expect(await bytesIn(folder)).to.include('secret');

    const again = await openLmdb(folder, clock);
    expect(await bytesIn(folder)).not.to.include('secret');
    expect(await readdir(folder)).to.have.members(['data.mdb', 'lock.mdb', 'departures', 'owner.json']);
    const { values } = again.engine;
    const mailbox = again.engine.mailbox(clock);
    expect(await values.getMany(store.kept)).to.deep.equal(before);
    expect(before.filter((value) => value !== undefined)).to.have.length(300);
    expect(await values.leftMs('key 3 ')).to.equal(1_000_000);
    expect(await values.leftMs('key 5 ')).to.equal(undefined);
    const items = await mailbox.page(0, 1000);
    expect(items.map(({ item }) => item.id)).to.deep.equal(before.map((_, index) => `item ${2 * index + 1}`));
    expect(await mailbox.append([{ id: 'item 0', lane: 'a', payload: 1 }], [])).to.deep.equal([undefined]);
    clock.advance(10);
    expect((await mailbox.takeDue(5)).map((stored) => stored?.item.payload)).to.deep.equal(['later']);
    await values.commit([{ key: 'new', value: 1 }]);
    await again.close();

    const third = await openLmdb(folder, clock);
    expect(await third.engine.values.getMany(['new'])).to.deep.equal([1]);
    await third.close();
  });

  it('is written anew after a crash in the middle of that, too', async () => {
    const folder = await temporaryFolder();
    await erase(await filled(folder));
    // What a process leaves that ends while it copies, or before it tidies up.
    const first = await openLmdb(folder, clock);
    await first.close();
    await writeFile(join(folder, 'rewrite-asked'), '');
    await writeFile(join(folder, 'fresh'), 'half of it');
    const again = await openLmdb(folder, clock);
    expect(await readdir(folder)).not.to.include.members(['fresh', 'rewrite-asked']);
    expect((await again.engine.values.getMany(['key 3 ']))[0]).to.match(/^harmless 3 /);
    await again.close();
  });

  it('keeps the databases that the program has in it', async () => {
    const folder = await temporaryFolder();
    const store = await filled(folder);
    const own = store.store.environment.openDB<string, string>({ name: 'own', dupSort: true, encoding: 'string' });
    await own.put('a', 'one');
    await own.put('a', 'two');
    await erase(store);
    const again = await openLmdb(folder, clock);
    const found = again.environment.openDB<string, string>({ name: 'own', dupSort: true, encoding: 'string' });
    expect([...found.getValues('a')]).to.deep.equal(['one', 'two']);
    expect((await again.engine.values.getMany(['key 3 ']))[0]).to.match(/^harmless 3 /);
    await again.close();
  });
});
