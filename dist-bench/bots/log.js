import { pino } from 'pino';
import { ClickatellAdapterError } from '../src/index.js';
/** The program's log, as JSON lines. What may hold a secret is removed, even if somebody logs a whole request. */
export function createLog(level, destination) {
    const options = {
        level,
        redact: ['req.headers.authorization', 'req.headers.cookie', '*.apiKey', '*.authorization', '*.webhookSecret'],
        serializers: {
            err: describe,
            req: ({ method, url }) => ({ method, url: withoutQuery(url) }),
        },
    };
    return destination ? pino(options, destination) : pino(options);
}
/** Logs what happens in the channel: failures as warnings and errors, the rest at level debug. */
export function logEvents(log) {
    return (event) => {
        const level = levelOf(event);
        if (!log.isLevelEnabled(level))
            return;
        const { error, ...facts } = { error: undefined, ...event };
        const err = error instanceof Error ? { err: error } : {};
        log[level]({ ...facts, ...err, ...(typeof error === 'string' && { error }) }, event.kind);
    };
}
function levelOf(event) {
    if (event.kind === 'fault')
        return 'error';
    if (event.kind === 'native' || event.kind === 'template' || event.kind === 'overdue')
        return 'warn';
    if (event.kind === 'paused' || event.kind === 'resumed')
        return 'warn';
    // A status that nobody knows.
    if (event.kind === 'status' && event.words !== undefined)
        return 'warn';
    if (event.kind === 'clock')
        return 'warn';
    if ('error' in event && event.error)
        return 'warn';
    if (event.kind === 'callback')
        return event.status === 200 && event.passedOver === 0 ? 'debug' : 'warn';
    if (event.kind === 'decision')
        return event.decision === 'refuse' ? 'warn' : 'debug';
    return 'debug';
}
/**
 * An error without what people wrote. The messages of our own errors never hold it. Those of a bot's errors may, so
 * only their type and stack are kept.
 */
export function describe(error) {
    const isOurs = error instanceof ClickatellAdapterError;
    const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
    return {
        type: error.name,
        ...(isOurs && { message: error.message }),
        ...(frames && { stack: frames.join('\n') }),
        ...(error.cause instanceof Error && { cause: describe(error.cause) }),
    };
}
function withoutQuery(url) {
    return String(url).split('?')[0] ?? '';
}
