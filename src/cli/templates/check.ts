import { summarize } from '../../portal/check.js';
import { TemplateCatalog } from '../../templates/catalog.js';
import { readArgs } from '../command.js';
import { positionalsOf } from './positionals.js';
import type { Subcommand } from './subcommand.js';

export const check: Subcommand = {
  name: 'check',
  form: '<catalogue>',
  summary: 'whether a catalogue can be loaded, what is in it, and what looks like a mistake',
  async run(args) {
    const { positionals } = readArgs(args, { allowPositionals: true, options: {} });
    const [path = ''] = positionalsOf(positionals, 'catalogue');
    const { names, templates, languages, categories, warnings } = summarize(await TemplateCatalog.load(path));
    const counts = (all: readonly (readonly [string, number])[]) =>
      all.map(([what, count]) => `${what} ${count}`).join(', ');
    const lines = [
      `${path}: ${templates} template(s) with ${names} name(s) can be sent.`,
      `  languages   ${counts(languages)}`,
      `  categories  ${counts(categories)}`,
      ...warnings.map((warning) => `  warning     ${warning}`),
    ];
    return { text: `${lines.join('\n')}\n`, isFine: true };
  },
};
