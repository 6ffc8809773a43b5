import type { Authenticate } from './authenticate.js';
import type { ReadResult } from './body.js';
import { hasTooMany } from './parse.js';

/** A callback's HTTP request, whatever server it came to. */
export interface CallbackSource {
  /** What `authenticate` looks at. */
  readonly request: Parameters<Authenticate>[0];
  /** Reads the body. Never rejects. */
  readonly read: () => Promise<ReadResult>;
}

/** A callback's envelope, or the HTTP status and the reason for which the request is refused. */
export type Received = ReadResult | { readonly ok: false; readonly status: 401; readonly reason: string };

/** Authenticates and reads a callback. The body is not read before the secret was checked. */
export async function receive({ request, read }: CallbackSource, authenticate: Authenticate): Promise<Received> {
  if (!authenticate(request)) {
    const reason = 'The callback must carry the webhook secret: as ?key=… in its URL, or as HTTP Basic password.';
    return { ok: false, status: 401, reason };
  }
  const received = await read();
  if (received.ok && hasTooMany(received.value)) {
    return { ok: false, status: 400, reason: 'The callback has more than 1000 entries.' };
  }
  return received;
}
