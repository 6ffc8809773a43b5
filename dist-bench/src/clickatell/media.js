import { z } from 'zod';
import { UploadFailedError } from '../core/errors.js';
import { classifyError, classifyStatus } from './outcome.js';
import { RetryLater, withRetry } from './retry.js';
import { paths, sendAnswer } from './wire.js';
/** The most that one upload may hold (Clickatell, "Upload media"). */
export const largestUploadBytes = 30 * 1024 * 1024;
/** The shape is likely, not certain. */
const uploadAnswer = z.object({ fileId: z.string().min(1), accepted: z.literal(true).nullish() });
/**
 * Uploads a file. It is tried again for the same reasons as a message, and also if the answer was lost, because a file
 * that is uploaded twice does no harm. Rejects with `UploadFailedError`.
 */
export async function upload(http, bytes, { fileName, contentType, to, broadcast }, { retry, timeoutMs, closing }) {
    if (bytes.length > largestUploadBytes)
        throw new UploadFailedError(`it is larger than ${largestUploadBytes} bytes.`);
    const query = new URLSearchParams({ fileName });
    if (to !== undefined)
        query.set('to', to);
    if (broadcast)
        query.set('broadcastAllowed', 'true');
    const over = AbortSignal.timeout(timeoutMs);
    const began = performance.now();
    let problem = 'the client is closed.';
    let words;
    try {
        return await withRetry(async () => {
            const leftMs = Math.max(1, timeoutMs - (performance.now() - began));
            const outcome = classifyUpload(await http.upload(`${paths.media}?${query}`, bytes, contentType, leftMs));
            if ('fileId' in outcome)
                return outcome;
            const { description } = outcome;
            if (outcome.kind === 'refused')
                throw new UploadFailedError(outcome.description, { code: outcome.code, description });
            [problem, words] = [outcome.problem, description];
            throw new RetryLater(problem, outcome);
        }, { ...retry, signals: [closing, over] });
    }
    catch (error) {
        if (error instanceof UploadFailedError)
            throw error;
        throw new UploadFailedError(problem, { description: words, cause: error });
    }
}
function classifyUpload(reply) {
    if (reply.kind !== 'answer')
        return { kind: 'later', problem: reply.problem, cause: reply.cause };
    const answer = uploadAnswer.safeParse(reply.body);
    if (answer.success && reply.status < 300)
        return { fileId: answer.data.fileId };
    return classifyFailure(reply.body, reply.status);
}
/** The outcome of a failed request that can safely be repeated, by its answer. */
export function classifyFailure(body, status) {
    const { error } = sendAnswer.pick({ error: true }).safeParse(body).data ?? {};
    const outcome = error ? classifyError(error, status) : classifyStatus(status);
    if (outcome.kind === 'refused' || outcome.kind === 'later')
        return outcome;
    const problem = outcome.kind === 'unknown' ? outcome.problem : `HTTP ${status}`;
    if (status >= 500)
        return { kind: 'later', problem };
    return { kind: 'refused', code: undefined, description: problem };
}
