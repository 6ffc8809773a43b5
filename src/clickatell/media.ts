import { z } from 'zod';
import { UploadFailedError, UploadsOffError } from '../core/errors.js';
import type { Http, Reply } from './http.js';
import { classifyError, classifyStatus, type Outcome } from './outcome.js';
import { RetryLater, type RetryTimes, withRetry } from './retry.js';
import { paths, sendAnswer } from './wire.js';

/** The most that one upload may hold (Clickatell, "Upload media"). */
export const largestUploadBytes = 30 * 1024 * 1024;

/** What describes an upload. */
export interface UploadOptions {
  /** With its proper extension, which the provider's name for the file will have. */
  fileName: string;
  contentType: string;
  /** The only person to whom the file may be sent. */
  to?: string | undefined;
  /** The file may be sent to anybody. It is likely, not certain, that the provider knows this parameter. */
  broadcast?: boolean | undefined;
}

export interface Uploaded {
  /** The id by which a message names the file. The provider keeps the file for 30 days. */
  fileId: string;
}

export interface TransferOptions {
  retry: RetryTimes;
  /** For all tries together, and for a download until its last byte. */
  timeoutMs: number;
  /** Ends the wait between two tries. */
  closing: AbortSignal;
}

/** The shape is likely, not certain. */
const uploadAnswer = z.object({ fileId: z.string().min(1), accepted: z.literal(true).nullish() });

/**
 * Uploads a file. It is tried again for the same reasons as a message, and also if the answer was lost, because a file
 * that is uploaded twice does no harm. Rejects with `UploadFailedError`, and with `UploadsOffError` if the answer is 404.
 */
export async function upload(
  http: Http,
  bytes: Uint8Array,
  { fileName, contentType, to, broadcast }: UploadOptions,
  { retry, timeoutMs, closing }: TransferOptions,
): Promise<Uploaded> {
  if (bytes.length > largestUploadBytes) throw new UploadFailedError(`it is larger than ${largestUploadBytes} bytes.`);
  const query = new URLSearchParams({ fileName });
  if (to !== undefined) query.set('to', to);
  if (broadcast) query.set('broadcastAllowed', 'true');
  const over = AbortSignal.timeout(timeoutMs);
  const began = performance.now();
  let problem = 'the client is closed.';
  let words: string | undefined;
  try {
    return await withRetry(
      async () => {
        const leftMs = Math.max(1, timeoutMs - (performance.now() - began));
        const outcome = classifyUpload(await http.upload(`${paths.media}?${query}`, bytes, contentType, leftMs));
        if ('fileId' in outcome) return outcome;
        const { description } = outcome;
        if (outcome.kind === 'refused' && outcome.http === 404) throw new UploadsOffError({ code: outcome.code });
        if (outcome.kind === 'refused')
          throw new UploadFailedError(outcome.description, { code: outcome.code, description });
        [problem, words] = [outcome.problem, description];
        throw new RetryLater(problem, outcome);
      },
      { ...retry, signals: [closing, over] },
    );
  } catch (error) {
    if (error instanceof UploadFailedError) throw error;
    throw new UploadFailedError(problem, { description: words, cause: error });
  }
}

function classifyUpload(reply: Reply): Uploaded | Exclude<Outcome, { kind: 'accepted' | 'unknown' }> {
  if (reply.kind !== 'answer') return { kind: 'later', problem: reply.problem, cause: reply.cause };
  const answer = uploadAnswer.safeParse(reply.body);
  if (answer.success && reply.status < 300) return { fileId: answer.data.fileId };
  return classifyFailure(reply.body, reply.status);
}

/** The outcome of a failed request that can safely be repeated, by its answer. */
export function classifyFailure(body: unknown, status: number): Extract<Outcome, { kind: 'refused' | 'later' }> {
  const { error } = sendAnswer.pick({ error: true }).safeParse(body).data ?? {};
  const outcome = error ? classifyError(error, status) : classifyStatus(status);
  if (outcome.kind === 'refused' || outcome.kind === 'later') return outcome;
  const problem = outcome.kind === 'unknown' ? outcome.problem : `HTTP ${status}`;
  if (status >= 500) return { kind: 'later', problem };
  return { kind: 'refused', code: undefined, description: problem };
}
