import { z } from 'zod';

/** What the provider says about a message that it accepted. */
export interface MessageStatus {
  apiMessageId: string;
  /** The channel that the message went out on: `whatsapp`, or `sms`. */
  channel: 'whatsapp' | 'sms';
  /** Clickatell's name of the status, as `DEVICE_ACK`. It has precedence over the number. */
  status: string | undefined;
  /** The answers that are known have the name alone. */
  statusCode: number | undefined;
  /** When the message came to this status, by the provider's clock, in epoch ms. */
  at: number | undefined;
}

/** A number that may come as a string. A field of another type counts as absent. */
const number = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined);

const entry = z.object({ status: z.string().optional().catch(undefined), statusCode: number, timestamp: number });

/**
 * `{"whatsapp":{"status":"DEVICE_ACK","timestamp":1506607698000}}`. The answer about an id that is not known has no
 * channel, so fields beside the channels are not read: they could be that answer's own.
 */
const statusAnswer = z.object({ whatsapp: entry.optional(), sms: entry.optional() });

/**
 * Reads the answer to `GET /v1/message/{apiMessageId}`: `unknown` for an id that the provider does not know, and
 * `undefined` for what is no answer about a status.
 */
export function parseStatus(apiMessageId: string, body: unknown): MessageStatus | 'unknown' | undefined {
  const answer = statusAnswer.safeParse(body);
  if (!answer.success) return undefined;
  const channel = answer.data.whatsapp ? 'whatsapp' : 'sms';
  const found = answer.data[channel];
  if (!found) return 'unknown';
  const { status, statusCode, timestamp: at } = found;
  if (status === undefined && statusCode === undefined) return undefined;
  return { apiMessageId, channel, status, statusCode, at };
}
