import { z } from 'zod';

/** What the provider says of one message it accepted. */
export interface MessageStatus {
  apiMessageId: string;
  /** Clickatell's name of the status, as `DEVICE_ACK`. Judge by it first, by the number second. */
  status: string | undefined;
  statusCode: number | undefined;
}

/** The shape is likely, not certain: a number may come as a string, and a field of another form counts as absent. */
const statusAnswer = z.object({
  status: z.string().optional().catch(undefined),
  statusCode: z
    .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
    .optional()
    .catch(undefined),
});

/** Reads the answer to `GET /v1/message/{apiMessageId}`; `undefined` where it says nothing of a status. */
export function parseStatus(apiMessageId: string, body: unknown): MessageStatus | undefined {
  const answer = statusAnswer.safeParse(body);
  if (!answer.success) return undefined;
  const { status, statusCode } = answer.data;
  return status === undefined && statusCode === undefined ? undefined : { apiMessageId, status, statusCode };
}
