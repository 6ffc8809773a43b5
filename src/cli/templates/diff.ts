import { diffCatalogue, isSame } from '../../portal/diff.js';
import { whyLeftOut } from '../../portal/exported.js';
import { loadExport } from '../../portal/read.js';
import { TemplateCatalog } from '../../templates/catalog.js';
import { readArgs } from '../command.js';
import { positionalsOf } from './positionals.js';
import type { Subcommand } from './subcommand.js';

export const diff: Subcommand = {
  name: 'diff',
  form: '<catalogue> <export>',
  summary: 'how a catalogue differs from an export; the exit code is 1 if it does',
  async run(args) {
    const { positionals } = readArgs(args, { allowPositionals: true, options: {} });
    const [catalogue = '', exported = ''] = positionalsOf(positionals, 'catalogue', 'export');
    const catalog = await TemplateCatalog.load(catalogue);
    const { templates, notes } = await loadExport(exported, catalog.defaultLanguage);
    const result = diffCatalogue([...catalog], templates);
    const { onlyHere, onlyThere, leftOut, differing, same } = result;
    const status = (given: string | undefined) => (given === undefined ? '' : `, ${given}`);
    const lines = [
      ...onlyHere.map(({ name, language }) => `only here   ${name} (${language})`),
      ...onlyThere.map(({ name, language, status: its }) => `only there  ${name} (${language}${status(its)})`),
      ...differing.flatMap(({ name, language, differences }) => [
        `differs     ${name} (${language})`,
        ...differences.map((difference) => `              ${difference.replaceAll('\n', '\n              ')}`),
      ]),
      ...leftOut.map((each) => `left out    ${each.name} (${each.language}): ${whyLeftOut(each)}`),
      `the same    ${same}`,
      ...(differing.length === 0 ? [] : ['[-these words-] are only here, {+these+} only there']),
      ...notes.map((note) => `note        ${note}`),
    ];
    return { text: `${lines.join('\n')}\n`, isFine: isSame(result) };
  },
};
