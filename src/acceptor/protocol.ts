import type { WebhookSecret } from '../inbound/authenticate.js';
import type { Place } from './segments.js';

/** What the thread needs to know. */
export interface ThreadOptions {
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly folder: string;
  readonly limitBytes: number;
  readonly webhookSecret: WebhookSecret;
}

/** What the thread tells. */
export type Told =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** Envelopes that are stored, one JSON text a line. No more follow until these are taken. */
  | { readonly kind: 'callbacks'; readonly lines: string; readonly end: Place }
  | { readonly kind: 'waiting'; readonly bytes: number }
  | { readonly kind: 'turnedOver' };

/** What the thread is asked. */
export type Asked =
  /** The callbacks before `end` are safe elsewhere. */
  | { readonly kind: 'taken'; readonly end: Place }
  /** To tell `turnedOver` once what is stored now is taken and in no file any more. */
  | { readonly kind: 'turnOver' }
  | { readonly kind: 'close' };
