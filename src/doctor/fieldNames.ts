import { isRecord } from '../inbound/fields.js';

const mostNames = 40;

/**
 * The names of an entry's fields and of the fields in them, as `selectedItem.title`; `files[].contentType` for those in
 * a list. No values, and no name that could be one.
 */
export function fieldNames(entry: unknown): string[] {
  return namesIn(entry, 2)
    .filter((name) => /^[A-Za-z_[\].]{1,60}$/.test(name))
    .slice(0, mostNames);
}

function namesIn(value: unknown, depth: number): string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const [first]: unknown[] = Array.isArray(inner) ? inner : [];
    const own = Array.isArray(inner) ? `${name}[]` : name;
    const within = depth > 1 ? namesIn(Array.isArray(inner) ? first : inner, depth - 1) : [];
    return within.length === 0 ? [own] : within.map((each) => `${own}.${each}`);
  });
}
