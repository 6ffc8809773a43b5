import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
/** Logs a turn that failed, and apologises to the person if the window is open. */
export declare function apologise(log: Logger): (context: TurnContext, error: Error) => Promise<void>;
