import { isUtf8 } from 'node:buffer';
import { isRecord } from './fields.js';

/** The JSON object of a request's body, or the HTTP status that answers it. `reason` quotes nothing of the body. */
export type ReadResult =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; status: 400 | 408 | 413; reason: string };

/** JSON.stringify recurses: a value that is nested much deeper can be parsed, but not stored. */
const maxDepth = 64;

const byteOrderMark = 0xfeff;

/** `body`: bytes, text, or what a body parser made of them. */
export function parseBody(body: unknown): ReadResult {
  let value: unknown = body;
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    if (body.length === 0) return refused(400, 'The body is empty.');
    if (typeof body !== 'string' && !isUtf8(body)) return refused(400, 'The body is not UTF-8.');
    try {
      const text = body.toString();
      value = JSON.parse(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text);
    } catch {
      return refused(400, 'The body is not JSON.');
    }
  }
  if (!isRecord(value)) return refused(400, 'The body is not a JSON object.');
  if (isDeep(value)) return refused(400, `The body is nested deeper than ${maxDepth} levels.`);
  return { ok: true, value };
}

/** Level by level, because a recursive walk would overflow the stack on the very values it looks for. */
function isDeep(value: object): boolean {
  let level: object[] = [value];
  for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
    const next: object[] = [];
    for (const parent of level) {
      for (const child of Object.values(parent)) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return level.length > 0;
}

export const brokenOff = refused(400, 'The connection ended before the body did.');

export function tooLarge(limitBytes: number): ReadResult {
  return refused(413, `The body is longer than ${limitBytes} bytes.`);
}

export function refused(status: 400 | 408 | 413, reason: string): ReadResult {
  return { ok: false, status, reason };
}
