import { isNumber, isUserId, personIdOf } from '../core/person.js';
import type { Row } from '../store/values.js';
import { type Mentions, struckOut } from './mentions.js';

/** What a stored value has to do with a person: it is theirs, or somebody else's and mentions them. */
export type Bearing = 'theirs' | 'mentions';

/** The namespaces whose rows are about many people, or about none, whatever their keys look like. */
const shared = new Set([
  'subscribers',
  'subscriber-groups',
  'publications',
  'publication-lists',
  'handoff-lists',
  'waiting',
  'costs',
  'natives-off',
  'templates-aside',
]);

/** The fields by which a value says whose it is. */
const owners = ['person', 'conversation', 'lane', 'reference'] as const;
/** Fields that do so unless the key names somebody else, who may have sent or paid it to the person. */
const receivers = ['to', 'customer', 'user'] as const;
const parties = [...receivers, 'from', 'recipient'] as const;

/** A number or a user id in a key. What begins with 1 and has other than eleven digits is a time. */
const someId = /(?<!\w)(?:1\d{10}|[2-9]\d{6,14})(?!\w)|(?<!\w)[A-Z]{2}\.(?:ENT\.)?\d{6}/;

/** The namespace of a row's key. */
export function namespaceOf({ key }: Pick<Row, 'key'>): string {
  const end = key.indexOf(':');
  return decoded(end < 0 ? key : key.slice(0, end));
}

/** What a row has to do with the person; `undefined` for nothing. */
export function bearingOf(row: Pick<Row, 'key' | 'json'>, mentions: Mentions): Bearing | undefined {
  const isInKey = mentions.areInKey(row.key);
  if (!isInKey && !mentions.areIn(row.json)) return undefined;
  const namespace = namespaceOf(row);
  if (shared.has(namespace)) return 'mentions';
  const value: unknown = JSON.parse(row.json);
  if (says(value, owners, mentions)) return 'theirs';
  if (saysAnothers(value, mentions)) return 'mentions';
  if (isInKey) return 'theirs';
  return !namesSomebodyIn(row.key) && isTheirs(value, mentions) ? 'theirs' : 'mentions';
}

/** Whether a row that mentions the person is one other person's, and not about many. */
export function isAnothers({ key, json }: Pick<Row, 'key' | 'json'>, mentions: Mentions): boolean {
  return !shared.has(namespaceOf({ key })) && (namesSomebodyIn(key) || saysAnothers(JSON.parse(json), mentions));
}

/** Whether one of these fields names the person. */
function says(value: unknown, fields: readonly string[], mentions: Mentions): boolean {
  return isObject(value) && fields.some((field) => mentions.areWhole(idIn(value[field])));
}

/** Whether a value, or any of its fields, is the person's id, if no field says that it is somebody else's. */
function isTheirs(value: unknown, mentions: Mentions): boolean {
  if (mentions.areWhole(value) || says(value, [...owners, ...parties], mentions)) return true;
  return (
    isObject(value) && !saysAnothers(value, mentions) && Object.values(value).some((each) => mentions.areWhole(each))
  );
}

/** A value of somebody else's with the person's ids struck out. Everything else stays, and so does its form. */
export function struckOutOf(value: unknown, mentions: Mentions): unknown {
  if (typeof value === 'number') return mentions.areWhole(value) ? null : value;
  if (typeof value === 'string') return mentions.areWhole(value) ? struckOut : mentions.struckFrom(value);
  if (Array.isArray(value)) return value.map((each: unknown) => struckOutOf(each, mentions));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]): [string, unknown] => [
    mentions.struckFrom(name),
    struckOutOf(each, mentions),
  ]);
  return Object.fromEntries(entries);
}

/** A value about many without what is about the person. `undefined` if nothing is left of it. */
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

/** Whether a field says that a value is somebody else's. */
function saysAnothers(value: unknown, mentions: Mentions): boolean {
  if (!isObject(value)) return false;
  const ids = [...owners, ...receivers].map((field) => idIn(value[field]));
  return ids.some((id) => namesSomebody(id) && !mentions.areWhole(id));
}

/** Our own ids of conversations name somebody, and so do numbers and user ids. */
function namesSomebody(id: unknown): boolean {
  if (typeof id !== 'string') return false;
  const person = personIdOf(id.slice(id.indexOf(':') + 1));
  return isNumber(person) || isUserId(person);
}

/** Whether a key has an id of a person, or something that looks like one. */
function namesSomebodyIn(key: string): boolean {
  return someId.test(decoded(key));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The id in a field, which may be an account, a conversation or a reference of Bot Framework's. */
function idIn(field: unknown): unknown {
  if (!isObject(field)) return field;
  return 'id' in field ? field.id : idIn(field.conversation ?? field.user);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
