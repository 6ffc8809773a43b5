import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { Journal } from '../../src/acceptor/journal.js';
import { StoreError } from '../../src/index.js';
import { withFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const roomy = 1024 ** 3;

describe('The journal of callbacks', () => {
  it('gives what was appended, in order, and waits for more', () =>
    withFolder(async (folder) => {
      const journal = await Journal.open(folder, roomy);
      await Promise.all([journal.append('a'), journal.append('b')]);
      expect(await taken(journal)).to.equal('a\nb');
      const next = journal.read();
      await journal.append('c');
      expect((await next)?.lines).to.equal('c');
      await journal.close();
    }));

  it('gives again after a crash what was not taken, and nothing that was', () =>
    withFolder(async (folder) => {
      const crashed = await Journal.open(folder, roomy);
      await crashed.append('a');
      expect(await taken(crashed)).to.equal('a');
      await crashed.append('b');
      expect((await crashed.read())?.lines).to.equal('b');
      await crashed.append('c');
      const journal = await Journal.open(folder, roomy);
      await journal.append('d');
      expect(await taken(journal)).to.equal('b\nc');
      expect(await taken(journal)).to.equal('d');
      expect(journal.waitingBytes).to.equal(0);
      await Promise.all([journal.close(), crashed.close()]);
    }));

  it('passes over half a line that a crash has left, and a place that makes no sense', () =>
    withFolder(async (folder) => {
      const crashed = await Journal.open(folder, roomy);
      await crashed.append('whole');
      await crashed.close();
      await appendFile(join(folder, 'callbacks-000000000001.ndjson'), '{"half');
      await writeFile(join(folder, 'taken'), 'nonsense');
      const journal = await Journal.open(folder, roomy);
      await journal.append('after');
      expect(await taken(journal)).to.equal('whole');
      expect(await taken(journal)).to.equal('after');
      await journal.close();
    }));

  it('can turn over: what was appended before is in no file once it is taken', () =>
    withFolder(async (folder) => {
      const journal = await Journal.open(folder, roomy);
      await journal.append('a');
      expect(await taken(journal)).to.equal('a');
      await journal.append('b');
      let isOver = false;
      const turning = journal.turnOver().then(() => {
        isOver = true;
      });
      await journal.append('c');
      expect(await taken(journal)).to.equal('b');
      const next = await journal.read();
      await turning;
      expect(isOver).to.equal(true);
      expect(next?.lines).to.equal('c');
      const files = (await readdir(folder)).filter((name) => name.startsWith('callbacks-'));
      expect(files).to.have.length(1);
      expect(await readFile(join(folder, files[0] ?? ''), 'utf8')).to.equal('c\n');
      // Nothing has been appended since.
      if (next) await journal.taken(next.end);
      const reading = journal.read();
      await journal.turnOver();
      await journal.turnOver();
      await journal.close();
      expect(await reading).to.equal(undefined);
    }));

  it('deletes its files once everything in them is taken', () =>
    withFolder(async (folder) => {
      const journal = await Journal.open(folder, roomy);
      const long = 'x'.repeat(17 * 1024 * 1024);
      for (const line of [long, 'b']) await journal.append(line);
      expect(await taken(journal)).to.equal(long);
      expect(await taken(journal)).to.equal('b');
      expect((await readdir(folder)).sort()).to.deep.equal(['callbacks-000000000002.ndjson', 'taken']);
      await journal.close();
    }));

  it('refuses more than its limit, and takes again once there is room', () =>
    withFolder(async (folder) => {
      const journal = await Journal.open(folder, 10);
      await journal.append('x'.repeat(20));
      await rejection(journal.append('y'), StoreError);
      await taken(journal);
      await journal.append('y');
      await journal.close();
      await rejection(journal.append('z'), StoreError);
      expect(await journal.read()).to.equal(undefined);
    }));

  it('gives every line once and in order, whatever is appended, taken and restarted', async () => {
    const step = fc.oneof(
      fc.string({ maxLength: 80 }).map((text) => ({ kind: 'append', line: JSON.stringify(text) }) as const),
      fc.constant({ kind: 'take' } as const),
      fc.constant({ kind: 'restart' } as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), (steps) =>
        withFolder(async (folder) => {
          let journal = await Journal.open(folder, roomy);
          const appended: string[] = [];
          const got: string[] = [];
          const take = async () => {
            if (got.length < appended.length) got.push(...((await taken(journal)) ?? '').split('\n'));
          };
          for (const each of steps) {
            if (each.kind === 'append') {
              await journal.append(each.line);
              appended.push(each.line);
            } else if (each.kind === 'take') await take();
            else {
              await journal.close();
              journal = await Journal.open(folder, roomy);
            }
          }
          while (got.length < appended.length) await take();
          await journal.close();
          expect(got).to.deep.equal(appended);
        }),
      ),
      { numRuns: 40 },
    );
  });
});

/** The next page, which is taken. */
async function taken(journal: Journal): Promise<string | undefined> {
  const page = await journal.read();
  if (page) await journal.taken(page.end);
  return page?.lines;
}
