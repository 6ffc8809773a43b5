import { readFile } from 'node:fs/promises';
import { TemplateCatalogError } from '../core/errors.js';

/** The JSON of a catalogue's file, not checked yet. @throws TemplateCatalogError if it cannot be read or is not JSON. */
export async function readCatalogueJson(path: string): Promise<unknown> {
  try {
    const text = await readFile(path, 'utf8');
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new TemplateCatalogError([`The file ${path} ${what}: ${problem}`], { cause: error });
  }
}
