import { readFile } from 'node:fs/promises';
import { TemplateExportError } from '../core/errors.js';
import type { PortalExport } from './exported.js';
import { readGraph } from './graph.js';
import { readTable } from './table.js';

/**
 * Reads an export of templates: JSON in the form of Meta's Graph API, also one page a line, or a table (CSV). `language` is
 * that of a table that does not tell any.
 *
 * @throws TemplateExportError if it cannot be read, or no template is in it.
 */
export function parseExport(given: string, language?: string): PortalExport {
  const text = given.replace(/^\uFEFF/, '');
  const read = /^\s*[[{]/.test(text) ? readGraph(jsonOf(text)) : readTable(text, language);
  if (read.templates.length > 0) return read;
  const why = read.notes.length === 0 ? '' : ` ${read.notes.join(' ')}`;
  throw new TemplateExportError(`There is no template in the export.${why}`);
}

/** As `parseExport`, from a file. */
export async function loadExport(path: string, language?: string): Promise<PortalExport> {
  const text = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new TemplateExportError(`The file ${path} cannot be read: ${cause.message}`, { cause });
  });
  return parseExport(text, language);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line): unknown => JSON.parse(line));
    } catch {
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new TemplateExportError(`The export is not JSON, although it begins like that: ${problem}`, { cause });
    }
  }
}
