import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireError } from '../clickatell/wire.js';

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of answering, ends the connection or keeps it open forever. */
  readonly instead?: 'destroy' | 'hang';
  /** Runs after the answer was written, or after what was done instead. */
  readonly after?: () => void;
}

/** The answer to a request that fails as a whole. */
export function wireFailure(error: { code: number; http: number; description: string }, status = error.http): Answer {
  const { code, description } = error;
  return { status, json: { error: { code, description } satisfies WireError } };
}

export function write(res: ServerResponse, answer: Answer): void {
  // The client is gone, or is never to be answered.
  if (res.destroyed || answer.instead === 'hang') {
    answer.after?.();
    return;
  }
  if (answer.after) res.once('close', answer.after);
  if (answer.instead === 'destroy') {
    res.destroy();
    return;
  }
  const body = answer.bytes ?? JSON.stringify(answer.json ?? {});
  res.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...answer.headers,
  });
  res.end(body);
}

/** The request's body; `undefined` if it is longer than the limit. The rest is then read and discarded. */
export function readBody(req: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    req.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(undefined);
      }
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
  });
}

/** The body as JSON; `undefined` if it is not JSON. */
export function jsonOf(body: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return parsed;
  } catch {
    return undefined;
  }
}

/** Percent-encoded text, decoded; returned as it is if it is not well-formed. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
