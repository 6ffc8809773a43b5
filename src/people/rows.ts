import { isNumber, isUserId, personIdOf } from '../core/person.js';
import type { Row } from '../store/values.js';
import type { Mentions } from './mentions.js';

/** What a stored value has to do with a person: it is theirs, or somebody else's and mentions them. */
export type Bearing = 'theirs' | 'mentions';

/** The namespaces whose rows are about many people, or about none, whatever their keys look like. */
const shared = new Set([
  'subscribers',
  'subscriber-groups',
  'publications',
  'publication-lists',
  'handoff-lists',
  'costs',
  'natives-off',
  'templates-aside',
]);

/** The fields by which a value says whose it is. */
const owners = ['person', 'to', 'conversation', 'lane', 'customer', 'reference', 'user'] as const;
/** Fields that can name the person as well as one of our numbers. */
const either = ['from', 'recipient'] as const;

/** The namespace of a row's key. */
export function namespaceOf({ key }: Pick<Row, 'key'>): string {
  const end = key.indexOf(':');
  try {
    return decodeURIComponent(end < 0 ? key : key.slice(0, end));
  } catch {
    return key.slice(0, Math.max(0, end));
  }
}

/** What a row has to do with the person; `undefined` for nothing. */
export function bearingOf(row: Pick<Row, 'key' | 'json'>, mentions: Mentions): Bearing | undefined {
  const isInKey = mentions.areInKey(row.key);
  if (!isInKey && !mentions.areIn(row.json)) return undefined;
  const namespace = namespaceOf(row);
  if (shared.has(namespace)) return 'mentions';
  const value: unknown = JSON.parse(row.json);
  if (isTheirs(value, mentions)) return 'theirs';
  return isInKey && !isAnothers(value) ? 'theirs' : 'mentions';
}

/** Whether a value says that it is the person's. */
export function isTheirs(value: unknown, mentions: Mentions): boolean {
  if (mentions.areWhole(value)) return true;
  if (!isObject(value)) return false;
  if ([...owners, ...either].some((field) => mentions.areWhole(idIn(value[field])))) return true;
  // Another field that is their number alone says the same, unless the value is somebody else's.
  return !isAnothers(value) && Object.values(value).some((each) => mentions.areWhole(each));
}

/** A value without what is about the person. `undefined` if nothing is left of it. */
export function without(value: unknown, mentions: Mentions): unknown {
  if (mentions.areWhole(value)) return undefined;
  if (typeof value === 'string') return mentions.struckFrom(value);
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown) => {
      const rest = isTheirs(each, mentions) ? undefined : without(each, mentions);
      return rest === undefined ? [] : [rest];
    });
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    const rest = mentions.areInKey(name) ? undefined : without(each, mentions);
    return rest === undefined ? [] : [[name, rest]];
  });
  return Object.fromEntries(entries);
}

function isAnothers(value: unknown): boolean {
  return isObject(value) && owners.some((field) => namesSomebody(idIn(value[field])));
}

/** Our own ids of conversations name somebody, and so do numbers and user ids. */
function namesSomebody(id: unknown): boolean {
  if (typeof id !== 'string') return false;
  const person = personIdOf(id.slice(id.indexOf(':') + 1));
  return isNumber(person) || isUserId(person);
}

/** The id in a field, which may be an account, a conversation or a reference of Bot Framework's. */
function idIn(field: unknown): unknown {
  if (!isObject(field)) return field;
  return 'id' in field ? field.id : idIn(field.conversation ?? field.user);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
