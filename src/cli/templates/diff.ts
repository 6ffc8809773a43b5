import { diffCatalogue, isSame } from '../../portal/diff.js';
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
    const { templates, notes } = await loadExport(exported);
    const result = diffCatalogue([...(await TemplateCatalog.load(catalogue))], templates);
    const { onlyHere, onlyThere, inactiveThere, differing, same } = result;
    const status = (given: string | undefined) => (given === undefined ? '' : `, ${given}`);
    const lines = [
      ...onlyHere.map(({ name, language }) => `only here   ${name} (${language})`),
      ...onlyThere.map(({ name, language, status: its }) => `only there  ${name} (${language}${status(its)})`),
      ...differing.flatMap(({ name, language, differences }) => [
        `differs     ${name} (${language})`,
        ...differences.map((difference) => `              ${difference.replaceAll('\n', '\n              ')}`),
      ]),
      ...inactiveThere.map(
        ({ name, language, status: its }) =>
          `not active  ${name} (${language}${status(its)}), and not in the catalogue`,
      ),
      `the same    ${same}`,
      ...(isSame(result) ? [] : ['[-these words-] are only here, {+these+} only there']),
      ...notes.map((note) => `note        ${note}`),
    ];
    return { text: `${lines.join('\n')}\n`, isFine: isSame(result) };
  },
};
