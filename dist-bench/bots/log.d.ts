import { type DestinationStream, type Logger } from 'pino';
import { type Observer } from '../src/index.js';
/** The program's log, as JSON lines. What may hold a secret is removed, even if somebody logs a whole request. */
export declare function createLog(level: string, destination?: DestinationStream): Logger;
/** Logs what happens in the channel: failures as warnings and errors, the rest at level debug. */
export declare function logEvents(log: Logger): Observer;
/**
 * An error without what people wrote. The messages of our own errors never hold it. Those of a bot's errors may, so
 * only their type and stack are kept.
 */
export declare function describe(error: Error): Record<string, unknown>;
