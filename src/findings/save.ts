import { rename, writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../core/errors.js';
import { noFindings, readFindings } from './findings.js';
import type { NumberFindings } from './shape.js';

/**
 * Writes what was found out about a number. What the file says of other numbers stays, and so does what it says of this
 * one and was not found out this time, unless that was at another provider.
 *
 * @throws ConfigurationError if the file is there and cannot be used, or cannot be written.
 */
export async function saveFindings(path: string, number: string, found: NumberFindings): Promise<void> {
  const file = (await readFindings(path)) ?? noFindings();
  const before = file.numbers[number];
  const isSame = before !== undefined && before.baseUrl === found.baseUrl;
  const numbers = { ...file.numbers, [number]: isSame ? together(before, found) : found };
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, `${JSON.stringify({ ...file, numbers }, null, 2)}\n`);
    // In one step, so that a program that starts now reads a whole file.
    await rename(draft, path);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`--out: the findings cannot be written to ${path}: ${problem}`);
  }
}

function together(before: NumberFindings, found: NumberFindings): NumberFindings {
  const { kinds, templates, webhook } = found;
  return {
    ...before,
    ...found,
    kinds: { ...before.kinds, ...kinds },
    ...(before.templates && { templates: { ...before.templates, ...templates } }),
    ...(before.webhook && {
      webhook: { ...before.webhook, ...webhook, events: { ...before.webhook.events, ...webhook?.events } },
    }),
  };
}
