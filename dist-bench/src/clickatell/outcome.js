import { SendOutcomeUnknownError, SendRefusedError } from '../core/errors.js';
import { matchAnswers } from './match.js';
import { RetryLater } from './retry.js';
import { isWorthAnotherTry } from './verdict.js';
import { sendAnswer } from './wire.js';
const statusesWorthAnotherTry = new Set([429, 500, 502, 503, 504]);
/** The outcome of each message of a request, in the order of `messages`. */
export function classify(messages, reply) {
    const all = (outcome) => messages.map(() => outcome);
    if (reply.kind !== 'answer') {
        const { kind, problem, cause } = reply;
        return all({ kind: kind === 'unsent' ? 'later' : 'unknown', problem, cause });
    }
    const answer = sendAnswer.safeParse(reply.body);
    if (!answer.success)
        return all(classifyStatus(reply.status));
    const entries = answer.data.messages ?? [];
    const rest = classifyRest(answer.data.error, entries, reply.status);
    return matchAnswers(messages, entries).map((entry) => (entry ? classifyEntry(entry, reply.status) : rest));
}
/** An answer's error as an outcome. An error with a code means that Clickatell itself did not accept the message. */
export function classifyError(error, status) {
    if (error.code === undefined)
        return classifyStatus(status, error.description);
    const description = error.description ?? `HTTP ${status}`;
    if (isWorthAnotherTry(error.code) || statusesWorthAnotherTry.has(status)) {
        return { kind: 'later', code: error.code, problem: description, description: error.description };
    }
    return { kind: 'refused', code: error.code, description, http: status };
}
/**
 * What an HTTP status means if the answer has no error of Clickatell's. A proxy can answer 5xx even if the request
 * reached the server behind it, so a 5xx leaves the outcome unknown. Requests with a 4xx, also 429, got no further.
 */
export function classifyStatus(status, words) {
    const description = words ?? `HTTP ${status}`;
    if (status === 429)
        return { kind: 'later', problem: description, description: words };
    // Reports repeat the problem, and must not show free words.
    if (status >= 500)
        return { kind: 'unknown', problem: `HTTP ${status}`, http: status };
    if (status >= 300)
        return { kind: 'refused', code: undefined, description, http: status };
    return { kind: 'unknown', problem: `HTTP ${status} with an answer that could not be read` };
}
/** The error for an outcome other than `accepted`. */
export function errorOf(outcome) {
    if (outcome.kind === 'refused')
        return new SendRefusedError(outcome.code, outcome.description, outcome.http);
    if (outcome.kind === 'later')
        return new RetryLater(outcome.problem, outcome);
    return new SendOutcomeUnknownError(outcome.problem, outcome);
}
function classifyEntry(entry, status) {
    if (entry.accepted) {
        return entry.apiMessageId
            ? { kind: 'accepted', apiMessageId: entry.apiMessageId }
            : { kind: 'unknown', problem: 'it was accepted without an apiMessageId' };
    }
    if (entry.error?.code !== undefined)
        return classifyError(entry.error, status);
    const description = entry.error?.description ?? 'no reason was given';
    return statusesWorthAnotherTry.has(status)
        ? { kind: 'later', problem: description, description: entry.error?.description }
        : { kind: 'refused', code: undefined, description, http: status };
}
/** The outcome of messages that have no entry in the answer. */
function classifyRest(error, entries, status) {
    if (error)
        return classifyError(error, status);
    if (entries.length > 0)
        return { kind: 'unknown', problem: 'the answer does not say what became of it' };
    return classifyStatus(status);
}
