import { writeFile } from 'node:fs/promises';
import { TemplateCatalogError } from '../../core/errors.js';
import { formatCatalogue } from '../../portal/format.js';
import { type Import, type Imported, importTemplates } from '../../portal/import.js';
import { loadExport } from '../../portal/read.js';
import { readCatalogueJson } from '../../templates/readJson.js';
import { readArgs } from '../command.js';
import { positionalsOf } from './positionals.js';
import type { Subcommand } from './subcommand.js';

const options = {
  into: { type: 'string' },
  'default-language': { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

export const importExport: Subcommand = {
  name: 'import',
  form: '<export> [--into <catalogue>] [options]',
  summary: 'takes the templates of an export (Graph API JSON or CSV) into a catalogue',
  options: `  --into <file>              the catalogue to add to, made if it is not there; without it, the catalogue is printed
  --default-language <code>  of the catalogue, as en or pt_BR; and of a table without a column for it
  --dry-run                  tells what would happen, and writes nothing
`,
  async run(args) {
    const { values, positionals } = readArgs(args, { allowPositionals: true, options });
    const [path = ''] = positionalsOf(positionals, 'export');
    const { into } = values;
    const before = into === undefined ? undefined : await existing(into);
    const language = values['default-language'];
    const result = importTemplates(await loadExport(path, language), before, language);
    const text = formatCatalogue(result.catalogue);
    const report = `${reportOf(result).join('\n')}\n`;
    if (values['dry-run']) return { text: `${report}Nothing was written.\n`, isFine: true };
    if (into === undefined) return { text, aside: report, isFine: true };
    await writeFile(into, text);
    return { text: `${report}${into} was written.\n`, isFine: true };
  },
};

/** The JSON of a catalogue's file; `undefined` if there is none yet. */
async function existing(path: string): Promise<unknown> {
  try {
    return await readCatalogueJson(path);
  } catch (error) {
    const { cause } = error instanceof TemplateCatalogError ? error : { cause: undefined };
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw error;
  }
}

function reportOf({ imported, leftOut, kept, notes }: Import): string[] {
  const same = imported.filter(({ outcome }) => outcome === 'same').length;
  return [
    ...imported.filter(({ outcome }) => outcome !== 'same').flatMap(linesOf),
    ...(same > 0 ? [`the same  ${same}`] : []),
    ...kept.map(({ name, language }) => `kept      ${name} (${language}), which the export does not have`),
    ...leftOut.map(({ name, language, why, isInCatalogue }) => {
      return `left out  ${name} (${language}): ${why}${isInCatalogue ? '; the catalogue has it as it was' : ''}`;
    }),
    ...notes.map((note) => `note      ${note}`),
  ];
}

function linesOf({ template, outcome, fields, examples }: Imported): string[] {
  const { name, language, portalName, slots } = template;
  const portal = portalName === undefined ? '' : `, in the portal ${portalName}`;
  const changed = fields.length === 0 ? '' : `: ${fields.join(', ')}`;
  return [
    `${outcome.padEnd(9)} ${name} (${language})${portal}${changed}`,
    ...slots.map((slot, index) => {
      const example = examples[slot];
      return `            {{${index + 1}}} ${slot}${example === undefined ? '' : `, as ${JSON.stringify(example)}`}`;
    }),
  ];
}
