import { createHash } from 'node:crypto';

/** One thing that a person can choose. Survives JSON: what was offered is stored until the person answers. */
export interface Choice {
  /** What the person reads, on one line. */
  readonly title: string;
  /** What the bot gets: the action's value, or the title where it has none. */
  readonly value: unknown;
  /** The card action's type, such as `imBack` or `postBack`; `submit` for an adaptive card's. */
  readonly type: string;
  /** What a `messageBack` wants to be the text of the answer. */
  readonly text?: string;
}

/** What a button's or a row's id says: an action, or under which id we kept one. */
export type DecodedAction =
  | { readonly type: string; readonly value: unknown; readonly text?: string }
  | { readonly kept: string };

const jsonTypes = ['postBack', 'messageBack', 'submit'];
const keptPrefix = 'kept:';
/** 22 digits of base64 are 132 bits: no two choices meet. */
const keptDigits = 22;

/**
 * The id of a button or a row. It is the action itself where that fits into `limit` UTF-16 units, as in
 * `imBack:balance` or `postBack:{"step":2}`, so that a tap can be read years later; else it is the short name of a
 * choice that has to be kept on our side until it is tapped: `kept`, under `id`.
 *
 * @param limit at least 32.
 * @param index tells apart choices of one message that mean the same (`imBack#1:balance`).
 */
export function encodeAction(choice: Choice, limit: number, index?: number): { id: string; kept?: Choice } {
  const own = encoded(choice);
  const id = own && (index === undefined ? own : own.replace(':', `#${index}:`));
  if (id !== undefined && id.length <= limit) return { id };
  const { title, type, value, text } = choice;
  const facts = JSON.stringify([type, value, text ?? null, title, index ?? null]);
  const digest = createHash('sha256').update(facts).digest('base64url').slice(0, keptDigits);
  return { id: `${keptPrefix}${digest}`, kept: choice };
}

/** What an id says that `encodeAction` made; `undefined` for one that it did not make. */
export function decodeAction(id: string): DecodedAction | undefined {
  if (new RegExp(`^${keptPrefix}[\\w-]{${keptDigits}}$`).test(id)) return { kept: id };
  const [, type, content] = /^(\w+)(?:#\d+)?:([\s\S]*)$/.exec(id) ?? [];
  if (type === undefined || content === undefined) return undefined;
  if (type === 'imBack') return { type, value: content };
  if (!jsonTypes.includes(type)) return undefined;
  const parsed = parse(content);
  if (!parsed || type !== 'messageBack') return parsed && { type, value: parsed.json };
  const { json } = parsed;
  if (!Array.isArray(json)) return undefined;
  const [value, text]: unknown[] = json;
  return { type, value, ...(typeof text === 'string' && { text }) };
}

/** A provider may trim an id, and UTF-8 has no lone surrogates: text that would not come back as it was is kept. */
function encoded({ type, value, text }: Choice): string | undefined {
  if (type === 'imBack') {
    const isSafe = typeof value === 'string' && value === value.trim() && !/[\p{Cc}\p{Surrogate}]/u.test(value);
    return isSafe ? `imBack:${value}` : undefined;
  }
  if (!jsonTypes.includes(type)) return undefined;
  const content = type === 'messageBack' ? [value, ...(text === undefined ? [] : [text])] : value;
  return `${type}:${JSON.stringify(content ?? null)}`;
}

function parse(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
