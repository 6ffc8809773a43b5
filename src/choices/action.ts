import { createHash } from 'node:crypto';

/** One thing that a person can choose. It survives JSON, because it is stored until the person answers. */
export interface Choice {
  /** What the person reads, on one line. */
  readonly title: string;
  /** What the bot gets: the action's value, or its title if it has no value. */
  readonly value: unknown;
  /** The card action's type, such as `imBack` or `postBack`; `submit` for an adaptive card's. */
  readonly type: string;
  /** The text of the answer, if a `messageBack` gives one. */
  readonly text?: string;
}

/** What the id of a button or a row contains: an action, or the id under which we keep one. */
export type DecodedAction =
  | { readonly type: string; readonly value: unknown; readonly text?: string }
  | { readonly kept: string };

const jsonTypes = ['postBack', 'messageBack', 'submit'];
const keptPrefix = 'kept:';
/** 22 digits of base64 are 132 bits, so two choices never share an id. */
const keptDigits = 22;

/**
 * The id of a button or a row. If the action fits into `limit` UTF-16 units, the id contains it, as in `imBack:balance`
 * or `postBack:{"step":2}`, so that a tap can be read years later. Otherwise the caller has to keep the choice, `kept`,
 * under the `id` until it is tapped.
 *
 * @param limit at least 32.
 * @param index tells choices of one message apart that mean the same (`imBack#1:balance`).
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

/** Reads an id that `encodeAction` made; `undefined` for any other. */
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

/** A provider may trim an id, and UTF-8 has no lone surrogates. Text that would not come back unchanged is kept. */
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
