import type { TurnContext } from 'botbuilder';
/**
 * Answers a tap on "Show me": what was held for the person has just left, so the bots have nothing to add. Resolves with
 * whether this was one; a dialog that is open goes on with the person's next message.
 */
export declare function answerShowMe(context: TurnContext): Promise<boolean>;
