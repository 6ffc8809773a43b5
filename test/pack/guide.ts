import { readFile } from 'node:fs/promises';

/** The steps of a page for a program in a folder that is empty. */
export interface Guide {
  /** Commands, one after another. */
  readonly setUp: readonly string[];
  /** The program, under the name in its first line. */
  readonly program: { readonly name: string; readonly text: string };
  /** Commands, of which the last runs the program. */
  readonly run: readonly string[];
  /** The command of the emulator, and what `.env` is to hold: on the page that has them. */
  readonly emulator: string;
  readonly env: string;
}

const root = new URL('../../', import.meta.url);

/** The steps under a heading of a page: its first shell block, its program, and its last shell block. */
export async function guideIn(page: string, heading: string): Promise<Guide> {
  const text = await readFile(new URL(page, root), 'utf8');
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const shell = blocksOf(section, 'sh');
  const [program = ''] = blocksOf(section, '[tj]s');
  const name = /^\/\/ (\S+)\n/.exec(program)?.[1];
  const [setUp, run] = [shell[0], shell.at(-1)];
  if (name === undefined || setUp === undefined || run === undefined || shell.length < 2) {
    throw new Error(`${page}: “${heading}” has no steps for a program.`);
  }
  return {
    setUp: linesOf(setUp),
    program: { name, text: program },
    run: linesOf(run),
    emulator: shell.find((each) => each.includes(' emulator '))?.trim() ?? '',
    env: blocksOf(section, 'ini')[0] ?? '',
  };
}

/** The first catalogue of templates that a page shows. */
export async function catalogueIn(page: string): Promise<string> {
  return blocksOf(await readFile(new URL(page, root), 'utf8'), 'json')[0] ?? '';
}

function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
}

function linesOf(block: string): string[] {
  return block.split('\n').filter(Boolean);
}
