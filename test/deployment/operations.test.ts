import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { faultPlaces } from '../../src/index.js';
import { type Program, startProgram } from '../bots/program.js';

const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })),
});

describe('docs/operations.md', () => {
  let page: string;
  let program: Program;
  /** The figures, with their labels as far as there is a series. */
  let figures: Map<string, Set<string>>;

  before(async () => {
    page = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8');
    program = await startProgram();
    const { text } = await program.call('/metrics');
    figures = new Map(
      [...text.matchAll(/^# TYPE (whatsapp_\w+)/gm)].map(([, name = '']) => {
        const series = [...text.matchAll(new RegExp(`^${name}(?:_count)?\\{([^}]*)\\}`, 'gm'))];
        return [
          name,
          new Set(series.flatMap(([, labels = '']) => [...labels.matchAll(/(\w+)=/g)].map(([, one = '']) => one))),
        ];
      }),
    );
  });
  after(() => program.stop());

  it('has every figure of the program in its table, and no other', () => {
    const listed = [...page.matchAll(/^\| `(whatsapp_\w+)(?:\{([^}]*)\})?` \| (?:store|process) \|/gm)];
    expect(listed.map(([, name]) => name).sort()).to.deep.equal([...figures.keys()].sort());
    for (const [, name = '', labels = ''] of listed) {
      const known = figures.get(name) ?? new Set();
      expect(labels.split(', '), name).to.include.members([...known]);
    }
  });

  it('names no figure that is not there, in its alerts and elsewhere', () => {
    for (const [name] of page.matchAll(/whatsapp_\w+/g)) expect(figures.has(name), name).to.equal(true);
    const [, block = ''] = /```yaml\n(groups:[\s\S]*?)```/.exec(page) ?? [];
    const { groups } = rules.parse(parse(block));
    for (const { alert, expr } of groups.flatMap((group) => group.rules)) {
      expect(expr, alert).to.match(/\bwhatsapp_\w+|^up\{/);
    }
  });

  it('has every place of a fault in its table', () => {
    const [, section = ''] = /^## Faults\n([\s\S]*?)^## /m.exec(page) ?? [];
    const named = [...section.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, place]) => place),
    );
    expect(named.sort()).to.deep.equal([...faultPlaces].sort());
  });

  it('has commands that the program knows', async () => {
    const paths = [...page.matchAll(/127\.0\.0\.1:3978(\/\S+)/g)].map(([, path = '']) => path);
    expect(paths).not.to.have.length(0);
    for (const path of paths) {
      const method = path.endsWith('/repeat') ? 'POST' : 'GET';
      const { status, json } = await program.api(path.replace('<id>', 'unknown'), { method });
      expect(status, path).to.equal(method === 'GET' ? 200 : 404);
      if (method === 'POST') expect(json.error).to.match(/no dead letter/);
    }
  });
});
