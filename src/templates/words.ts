import type { z } from 'zod';
import { meantIn } from '../core/meant.js';

/** All fields that a template and its parts can have. */
const fields = [
  ...['name', 'language', 'portalName', 'category', 'header', 'body', 'slots', 'footer', 'buttons', 'fallback'],
  ...['type', 'text', 'slot', 'title', 'url', 'phone'],
];

const kinds: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'an object' };

/** What is wrong with a field, in a sentence each that begins with the field and has no full stop. */
export function inWords(issue: z.core.$ZodIssue, value: unknown): string[] {
  const field = fieldOf(issue.path);
  const say = (problem: string) => [field === '' ? `it ${problem}` : `${field} ${problem}`];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `${fieldOf([...issue.path, key])} is no field of it${meantIn(key, fields)}`);
    case 'invalid_type':
      return say(
        valueAt(value, issue.path) === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`,
      );
    case 'invalid_value':
      return say(`must be ${oneOf(issue.values)}`);
    case 'invalid_union':
      return say(
        'options' in issue && Array.isArray(issue.options)
          ? `must be ${oneOf(issue.options)}`
          : 'is not of a known kind',
      );
    case 'too_small':
      return say('is empty');
    default:
      return say('is not what belongs there');
  }
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((so, key) => {
    if (typeof key === 'number') return `${so}[${key}]`;
    return so === '' ? String(key) : `${so}.${String(key)}`;
  }, '');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (so, key) => (typeof so === 'object' && so !== null ? Reflect.get(so, key) : undefined),
    value,
  );
}

/** `"a", "b" or "c"`. */
function oneOf(values: readonly unknown[]): string {
  const quoted = values.map((each) => JSON.stringify(each));
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
