import { z } from 'zod';
/** The shape is likely, not certain: a number may come as a string, and a field of another type counts as absent. */
const statusAnswer = z.object({
    status: z.string().optional().catch(undefined),
    statusCode: z
        .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
        .optional()
        .catch(undefined),
});
/** Reads the answer to `GET /v1/message/{apiMessageId}`; `undefined` if it has no status. */
export function parseStatus(apiMessageId, body) {
    const answer = statusAnswer.safeParse(body);
    if (!answer.success)
        return undefined;
    const { status, statusCode } = answer.data;
    return status === undefined && statusCode === undefined ? undefined : { apiMessageId, status, statusCode };
}
