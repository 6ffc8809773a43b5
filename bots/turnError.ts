import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { talkWords } from './talk/words.js';

/** Logs a turn that failed, and apologises to the person, in the language that the turn had found, if the window is open. */
export function apologise(log: Logger): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    log.error({ err: error, type: context.activity.type }, 'a turn failed');
    if (context.activity.type !== 'message') return;
    try {
      await context.sendActivity(talkWords(context)('failed'));
    } catch (failure) {
      // The window may be closed or the provider away. There is no second apology for a failed one.
      log.warn({ err: failure }, 'the apology could not be sent');
    }
  };
}
