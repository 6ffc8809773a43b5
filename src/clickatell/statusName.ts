import { statuses, unnumberedStatuses } from './wire.js';

/**
 * A status's name as it is compared: upper case, its words joined by underscores, whatever the spelling it came in. A
 * name of Clickatell's table is returned as it stands there, with or without its `WHATSAPP`; any other name keeps its
 * own words. `undefined` if there are no words.
 */
export function statusName(given: string): string | undefined {
  if (known.has(given)) return given;
  const words = given
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/^WHATS_APP(?=_)/, 'WHATSAPP');
  return words === '' ? undefined : (bySpelling.get(spelling(words)) ?? words);
}

const known: ReadonlySet<string> = new Set([...Object.keys(statuses), ...unnumberedStatuses]);

/** The same for all ways to separate the words. */
function spelling(name: string): string {
  return name.replace(/^WHATSAPP_?/, '').replaceAll('_', '');
}

const bySpelling: ReadonlyMap<string, string> = new Map([...known].map((name) => [spelling(name), name]));
