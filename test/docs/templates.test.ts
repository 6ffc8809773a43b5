import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { runTemplates } from '../../src/cli/templates.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const page = new URL('../../docs/templates.md', import.meta.url);
const command = 'npx botbuilder-adapter-clickatell templates ';

interface Block {
  readonly kind: string;
  readonly text: string;
  /** The file that the block is, if it is one. */
  readonly file: string | undefined;
}

async function blocks(): Promise<Block[]> {
  const text = await readFile(page, 'utf8');
  const found = text.matchAll(/(?:<!-- file: (\S+) -->\n\n)?^```(\w+)\n(.*?)^```$/gms);
  return Array.from(found, ([, file, kind = '', inside = '']) => ({ kind, text: inside, file }));
}

/** The words of a command line, as a shell takes them apart. */
function wordsOf(line: string): string[] {
  return Array.from(line.trim().matchAll(/(?:"[^"]*"|[^\s"])+/g), ([word]) => word.replaceAll('"', ''));
}

async function* nothing(): AsyncGenerator<Buffer> {}

describe('docs/templates.md', () => {
  after(removeFolders);

  it('has commands that say what they say there', async () => {
    const folder = await temporaryFolder();
    const all = await blocks();
    let commands = 0;
    for (const [index, { kind, text, file }] of all.entries()) {
      if (file !== undefined) await writeFile(join(folder, file), text);
      if (kind !== 'sh') continue;
      expect(text.startsWith(command), text).to.equal(true);
      const args = wordsOf(text.slice(command.length)).map((word) =>
        /^\w+\.\w+$/.test(word) ? join(folder, word) : word,
      );
      const outcome = await runTemplates(args, nothing());
      const said = (outcome.text + (outcome.aside ?? '')).replaceAll(join(folder, '/'), '');
      expect(said, text).to.equal(all[index + 1]?.text);
      commands += 1;
    }
    expect(commands).to.equal(8);
  });

  it('names every command, and what the import guesses and leaves out', async () => {
    const text = await readFile(page, 'utf8');
    const { text: usage } = await runTemplates([], nothing());
    const names = Array.from(usage.matchAll(/^ {2}(\w+) /gm), ([, name]) => name);
    expect(names).to.have.length(5);
    for (const name of names) expect(text).to.include(`\`templates ${name} <`);
    expect(text).to.match(/left out {2}spring_sale/);
  });
});
