/** What the provider can answer to a whole request. Nothing of it is accepted, unless it says so. */
export const requestFaults = {
  'no key': { http: 401, code: 1 },
  'account inactive': { http: 400, code: 2 },
  'integration inactive': { http: 400, code: 3 },
  'address not approved': { http: 401, code: 7 },
  'internal error': { http: 500, code: 18 },
  'internal error, retry': { http: 503, code: 19 },
  'no balance': { http: 402, code: 20 },
  'rate limit': { http: 400, code: 43 },
  'a proxy’s 429': { http: 429 },
  'a proxy’s 402': { http: 402 },
  /** It leaves open whether the provider behind the proxy took the messages. Here it did not. */
  'a proxy’s 502': { http: 502 },
  /** Here it did. */
  'a proxy’s 504, and accepted': { http: 504, accepts: true },
  'lost before it is read': { http: 0 },
  'the answer lost': { http: 0, accepts: true },
} as const satisfies Record<string, RequestFault>;

export interface RequestFault {
  /** 0: the connection ends without an answer. */
  readonly http: number;
  readonly code?: number;
  readonly accepts?: boolean;
}

/** What the provider can answer for one message. */
export const refusals = {
  'opted out': { code: 26, about: 'message' },
  'not on the channel': { code: 27, about: 'message' },
  'a wrong parameter': { code: 23, about: 'message' },
  /** Only for a free-form message. */
  'outside the window': { code: 131, about: 'window' },
} as const satisfies Record<string, { code: number; about: About }>;

/** What a failure is about: the message itself, the window, its template, or nothing of it, so that it may leave later. */
export type About = 'message' | 'window' | 'template' | 'nothing of it';

export interface Fate {
  readonly status: string;
  readonly statusCode?: number;
  readonly about: About;
}

/** The statuses with which a message that was accepted fails, in the spellings that were seen. */
export const fates = {
  25: { status: 'INSUFFICIENT_ACCOUNT_BALANCE', statusCode: 25, about: 'nothing of it' },
  26: { status: 'VOLUME_LIMIT', statusCode: 26, about: 'nothing of it' },
  27: { status: 'Volume limit daily', statusCode: 27, about: 'nothing of it' },
  28: { status: 'VOLUME_LIMIT_MONTHLY', about: 'nothing of it' },
  130: { status: 'WHATSAPP_ACCOUNT_PAYMENT_ISSUE', statusCode: 130, about: 'nothing of it' },
  132: { status: 'WHATSAPP_SPAM_RATE_LIMIT_REACHED', statusCode: 132, about: 'nothing of it' },
  133: { status: 'WHATSAPP_SERVER_RATE_LIMIT', statusCode: 133, about: 'nothing of it' },
  131: { status: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED', statusCode: 131, about: 'window' },
  '131 in words': { status: 'Re-engagement required', about: 'window' },
  131047: { status: 'FAILED', statusCode: 131047, about: 'window' },
  20: { status: 'EXPIRED', statusCode: 20, about: 'message' },
  23: { status: 'DELIVERY_FAILURE', statusCode: 23, about: 'message' },
  21: { status: 'STOPPED_BY_USER', statusCode: 21, about: 'message' },
  STOP_MARKETING: { status: 'STOP_MARKETING_MESSAGES', about: 'message' },
  29: { status: 'RECIPIENT_DOES_NOT_EXIST', statusCode: 29, about: 'message' },
  /** Of templates alone: one that is paused, and one with a value that does not fit. */
  paused: { status: 'WHATSAPP_HSM_NOT_AVAILABLE', about: 'template' },
  'wrong value': { status: 'WHATSAPP_PARAMETER_INVALID', about: 'template' },
} as const satisfies Record<string, Fate>;

export type RequestFaultName = keyof typeof requestFaults;
export type RefusalName = keyof typeof refusals;
export type FateName = `${keyof typeof fates}`;

/** What a failure tells of the person's consent. */
export function optOutOf({ status }: Fate): 'stopped' | 'marketing-stopped' | undefined {
  if (status === fates[21].status) return 'stopped';
  return status === fates.STOP_MARKETING.status ? 'marketing-stopped' : undefined;
}

/** How the provider tells what became of a message. */
export const waysToTell = [
  'promptly',
  'before the answer',
  'twice',
  'backwards',
  'without our id',
  'later',
  /** Only where it is told that the window was closed. */
  'after the person has written',
] as const;
export type WayToTell = (typeof waysToTell)[number];

export function namesOf<T extends object>(table: T): `${keyof T & (string | number)}`[] {
  return Object.keys(table) as `${keyof T & (string | number)}`[];
}
