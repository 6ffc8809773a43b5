import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { TemplateExportError } from '../core/errors.js';
import { type ButtonColumn, type Column, columnNames, columnOf, partNames } from './columns.js';
import {
  type ExportedButton,
  type ExportedHeader,
  type ExportedTemplate,
  numbered,
  type PortalExport,
} from './exported.js';
import { buttonOf } from './graph.js';
import { languageCode } from './languageCode.js';

const rowsShape = z.array(z.array(z.string()));
const mediaHeaders = ['image', 'document', 'video'] as const;

/** The cells of a row, by what their columns are about. */
interface Row {
  readonly cell: (column: Column) => string;
  readonly buttons: ReadonlyMap<number, Partial<Record<ButtonColumn['part'], string>>>;
}

/**
 * Reads templates from a table as text, with commas, semicolons or tabs between the cells. Its columns are found by their
 * headings, and the notes tell which was taken for what. `language` is that of all rows, if no column tells it.
 *
 * @throws TemplateExportError if it is no such table, or has no column for the name, the language or the body.
 */
export function readTable(text: string, language?: string): PortalExport {
  const [headings = [], ...rows] = rowsOf(text);
  const columns = headings.map((heading) => columnOf(heading));
  const has = (column: Column) => columns.includes(column);
  const needed = (['name', 'language', 'body'] as const).filter(
    (each) => each !== 'language' || language === undefined,
  );
  const missing = needed.filter((column) => !has(column));
  if (missing.length > 0) {
    const all = headings.map((heading) => `"${heading}"`).join(', ');
    throw new TemplateExportError(
      `The table has no column for the ${missing.join(' and the ')} of a template; its columns are ${all}. ` +
        'Rename them to name, language, category, status, header, body, footer, buttons.',
    );
  }
  const notes = columns.map((column, index) => {
    const heading = `Column "${headings[index]}"`;
    if (column === undefined) return `${heading} was not used.`;
    if (typeof column === 'object') return `${heading} is the ${partNames[column.part]} of button ${column.button}.`;
    // Of two, the first counts.
    return `${heading} ${columns.indexOf(column) === index ? `is the ${columnNames[column]}` : 'was not used'}.`;
  });
  const templates: ExportedTemplate[] = [];
  for (const [index, cells] of rows.entries()) {
    const row = rowOf(columns, cells);
    const spoken = has('language') ? languageCode(row.cell('language')) : language;
    if (row.cell('name') !== '' && spoken !== undefined) templates.push(templateOf(row, spoken));
    else {
      const what =
        row.cell('name') === '' ? 'has no name' : `has the language "${row.cell('language')}", which is not known`;
      notes.push(`Row ${index + 2} ${what}. It was passed over.`);
    }
  }
  return { templates, notes };
}

function rowsOf(text: string): string[][] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (mark: string) => first.split(mark).length;
  const delimiter = [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  try {
    const options = { delimiter, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true };
    return rowsShape.parse(parse(text, options));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new TemplateExportError(`The export is neither JSON nor a table (CSV): ${problem}`, { cause: error });
  }
}

function rowOf(columns: readonly (Column | ButtonColumn | undefined)[], cells: readonly string[]): Row {
  const buttons = new Map<number, Partial<Record<ButtonColumn['part'], string>>>();
  for (const [index, column] of columns.entries()) {
    if (typeof column !== 'object' || !cells[index]) continue;
    buttons.set(column.button, { ...buttons.get(column.button), [column.part]: cells[index] });
  }
  return { cell: (column) => cells[columns.indexOf(column)] ?? '', buttons };
}

function templateOf(row: Row, language: string): ExportedTemplate {
  const { cell } = row;
  const [status, category, footer] = [cell('status'), cell('category'), cell('footer')];
  const header = headerOf(row);
  const all = [...listed(cell('buttons')), ...[...row.buttons].sort(([one], [other]) => one - other).map(inColumns)];
  return {
    name: cell('name'),
    language,
    ...(status !== '' && { status }),
    ...(category !== '' && { category }),
    ...(typeof header === 'object' && { header }),
    body: numbered(cell('body'), examplesIn(cell('examples'))),
    ...(footer !== '' && { footer }),
    buttons: all.filter((each) => typeof each === 'object'),
    unknown: [header, ...all].filter((each) => typeof each === 'string'),
  };
}

function headerOf({ cell }: Row): ExportedHeader | string | undefined {
  const [type, text] = [cell('headerType').toLowerCase(), cell('header')];
  const media = mediaHeaders.find((each) => each === type || (type === '' && each === text.toLowerCase()));
  if (media) return { type: media };
  if (type !== '' && type !== 'text' && type !== 'none') return `a header of the kind ${type}`;
  return text === '' ? undefined : { type: 'text', text: numbered(text) };
}

/** One cell with all buttons: in Meta's JSON, or the titles of quick replies with `|`, `;` or a line break between. */
function listed(cell: string): (ExportedButton | string)[] {
  if (cell === '') return [];
  if (cell.startsWith('[')) {
    const buttons = z.array(z.unknown()).safeParse(jsonOf(cell));
    return buttons.success ? buttons.data.map(buttonOf) : ['buttons that cannot be read'];
  }
  const titles = cell.split(/[|;\n]/).map((title) => title.trim());
  return titles.filter((title) => title !== '').map((title) => ({ type: 'quickReply', title }));
}

function inColumns([number, { title = '', type = '', value = '' }]: [
  number,
  Partial<Record<ButtonColumn['part'], string>>,
]): ExportedButton | string {
  const kind = type.toLowerCase().replace(/[^a-z]/g, '');
  if (title === '') return `button ${number}, which has no title`;
  if (kind.startsWith('quickreply') || (kind === '' && value === '')) return { type: 'quickReply', title };
  if (/url|website|link/.test(kind) || (kind === '' && /^https?:/i.test(value))) {
    return { type: 'url', title, url: numbered(value) };
  }
  if (/phone|call/.test(kind) || (kind === '' && /^\+?[\d\s().-]+$/.test(value))) {
    return { type: 'phone', title, phone: value.replace(/[\s().-]/g, '') };
  }
  return `a ${type || value} button`;
}

/** By number: a JSON list, or values with `|` or a line break between. */
function examplesIn(cell: string): Record<string, string> {
  const list = cell.startsWith('[') ? z.array(z.string()).safeParse(jsonOf(cell)).data : undefined;
  const values = list ?? cell.split(/[|\n]/).map((value) => value.trim());
  return Object.fromEntries(values.flatMap((value, index) => (value === '' ? [] : [[String(index + 1), value]])));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
