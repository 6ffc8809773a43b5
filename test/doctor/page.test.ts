import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { usage } from '../../src/cli/doctor.js';
import { shapeNames } from '../../src/doctor/shape.js';
import { numberFindings } from '../../src/findings/shape.js';

const page = await readFile(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
const section = (title: string) => page.split(/^## /m).find((each) => each.startsWith(title)) ?? '';
/** The names in the first column of a section's table. */
const rows = (title: string) => {
  const first = [...section(title).matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => cell);
  return first.flatMap((cell) => cell.replaceAll('`', '').split(', '));
};

describe('docs/doctor.md', () => {
  it('lists every step', () => {
    const others = ['key', 'base URL', 'clock', 'costs', 'batch size', 'webhook', 'number', 'phone', 'statuses'];
    expect(rows('What it does').slice(1)).to.have.members([...others, ...shapeNames]);
  });

  it('lists every field of the findings', () => {
    expect(rows('What the adapter does').slice(1)).to.have.members(Object.keys(numberFindings.shape));
  });

  it('names only options that the command has', () => {
    const named = [...page.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = '']) => name);
    // The emulator's.
    const own = named.filter((name) => name !== 'key' && name !== 'callback');
    for (const name of own) expect(usage).to.include(`--${name}`);
    expect(own).not.to.have.length(0);
  });
});
