import { ConfigurationError } from '../../core/errors.js';
import type { Answer } from '../http.js';

/** The program behind the numbers, if it has an API for notifications. The page has a form for it. */
export interface Program {
  /** What the page calls it. */
  readonly name: string;
  /** Where its API answers, without the `/api`. */
  readonly apiUrl: string;
  /** Bearer token of the API. The page shows it only on request. */
  readonly token: string;
  /** Whether it has `GET /api/tickets` and `POST /api/tickets/:id/resolve`. */
  readonly tickets?: boolean;
  /** Whether it has `GET /api/decisions?to=…&from=…`, JSON lines that each have a `sentence`. */
  readonly decisions?: boolean;
  /** Whether it has `GET /api/costs?by=…`. */
  readonly costs?: boolean;
  /**
   * Whether it has `GET /api/flights` and `POST /api/flights/:id/status`, which tells everybody who has signed up, and
   * `GET /api/publications/:id/notifications`, JSON lines of what became of each.
   */
  readonly flights?: boolean;
  /** Whether it has `POST /api/parcels/:id/status`, and the same of publications. */
  readonly parcels?: boolean;
  /** Whether it has `GET` and `PUT /api/people/:person/consent`. */
  readonly consent?: boolean;
  /** Whether it has `GET /api/conversations` and what belongs to it, for conversations that are handed to a human. */
  readonly desk?: boolean;
}

const longestMs = 15_000;
/** All that the page may call of the program. */
const calls = new RegExp(
  `^(?:${[
    'POST notifications',
    'GET notifications/[^/]+',
    'GET tickets',
    'POST tickets/[^/]+/resolve',
    'GET decisions',
    'GET costs',
    'GET flights',
    'POST (?:flights|parcels)/[^/]+/status',
    'GET publications/[^/]+/notifications',
    '(?:GET|PUT) people/[^/]+/consent',
    'GET conversations',
    'GET conversations/[^/]+/messages',
    'POST conversations/[^/]+/(?:reply|open|close)',
  ].join('|')})$`,
);

export function checkProgram({ apiUrl }: Program): void {
  if (URL.canParse(apiUrl) && /^https?:/.test(apiUrl)) return;
  throw new ConfigurationError('The apiUrl of the program that the emulator shows must be an http:// address.');
}

/** Calls the program's API for the page, because a browser may not. `path` is what follows `/_emulator/program/`. */
export async function callProgram(
  program: Program | undefined,
  method: string,
  path: string,
  search: string,
  body: Buffer,
): Promise<Answer> {
  if (!program) return { status: 404, json: { error: 'No program with an API has registered with the emulator.' } };
  if (method === 'GET' && path === 'token') return { status: 200, json: { token: program.token } };
  if (!calls.test(`${method} ${path}`)) return { status: 404, json: { error: 'The page calls no such path.' } };
  try {
    const answer = await fetch(`${program.apiUrl.replace(/\/$/, '')}/api/${path}${search}`, {
      method,
      headers: { authorization: `Bearer ${program.token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(longestMs),
      redirect: 'error',
      ...(method !== 'GET' && { body: new Uint8Array(body) }),
    });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return { status: 502, json: { error: `${program.name} does not answer at ${program.apiUrl}.` } };
  }
}
