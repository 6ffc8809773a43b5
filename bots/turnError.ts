import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';

/** What a turn that failed comes to: a line in the log, and a word to the person where the window lets it through. */
export function apologise(log: Logger): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    log.error({ err: error, type: context.activity.type }, 'a turn failed');
    if (context.activity.type !== 'message') return;
    try {
      await context.sendActivity('Sorry, something went wrong here. Please try again in a moment.');
    } catch (failure) {
      // The window may be closed, or the provider away: an apology that cannot be sent is not worth another one.
      log.warn({ err: failure }, 'the apology could not be sent');
    }
  };
}
