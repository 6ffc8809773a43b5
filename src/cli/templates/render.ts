import { readFile } from 'node:fs/promises';
import { ConfigurationError, InvalidInputError } from '../../core/errors.js';
import { fill, setsFrom, type Values, valuesFrom } from '../../portal/values.js';
import { renderTemplate } from '../../render/template.js';
import { type Template, TemplateCatalog } from '../../templates/catalog.js';
import { readArgs } from '../command.js';
import { versionsOf } from './chosen.js';
import { positionalsOf } from './positionals.js';
import type { Subcommand } from './subcommand.js';

const options = {
  language: { type: 'string' },
  set: { type: 'string', multiple: true },
  values: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const render: Subcommand = {
  name: 'render',
  form: '<catalogue> <name> [options]',
  summary:
    'what a template says for some values, or for each of a list of them; the exit code is 1 if a set does not fit',
  options: `  --language <code>    the version in this language; without it, that of the default language
  --set <slot>=<value> a value, once for each; it counts more than one of --values
  --values <file.json> an object of slots and values, or a list of them; - is the standard input
  --json               prints for each set what a request would carry, one a line
`,
  async run(args, stdin) {
    const { values, positionals } = readArgs(args, { allowPositionals: true, options });
    const [path = '', name = ''] = positionalsOf(positionals, 'catalogue', 'name');
    const catalog = await TemplateCatalog.load(path);
    const [first] = versionsOf(catalog, name, values.language);
    const template = (values.language === undefined ? catalog.find(name) : first) ?? first;
    if (!template) throw new ConfigurationError(`There is no template "${name}".`);
    const own = valuesFrom(values.set ?? []);
    const sets = values.values === undefined ? [{}] : setsFrom(await textOf(values.values, stdin));
    const filled = sets.map((set) => renderSet(template, { ...set, ...own }, values.json));
    return {
      text: filled.map(({ text }) => `${text}\n`).join(values.json ? '' : '\n'),
      ...(values.json && {
        aside: filled.flatMap(({ notes }, index) => notes.map((note) => `set ${index + 1}: ${note}\n`)).join(''),
      }),
      isFine: filled.every(({ isFine }) => isFine),
    };
  },
};

function renderSet(
  template: Template,
  values: Values,
  isJson: boolean,
): { text: string; notes: readonly string[]; isFine: boolean } {
  const filled = fill(template, values);
  if (filled.kind === 'wrong') {
    const text = isJson
      ? JSON.stringify({ problems: filled.problems })
      : filled.problems.map((each) => `! ${each}`).join('\n');
    return { text, notes: [], isFine: false };
  }
  const { bound, notes } = filled;
  if (isJson) return { text: JSON.stringify(renderTemplate(bound)), notes, isFine: true };
  const { footer } = template;
  const parts = [bound.headerText, bound.text, footer].filter((part) => part !== undefined);
  return { text: [parts.join('\n\n'), ...notes.map((note) => `* ${note}`)].join('\n'), notes, isFine: true };
}

async function textOf(path: string, stdin: AsyncIterable<unknown>): Promise<string> {
  if (path !== '-') {
    return readFile(path, 'utf8').catch((error: Error) => {
      throw new InvalidInputError('--values', `the file cannot be read: ${error.message}`);
    });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks).toString('utf8');
}
