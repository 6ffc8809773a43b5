import type { TurnContext } from 'botbuilder';
import { heldReleased } from '../src/index.js';
import { talkWords } from './talk/words.js';

/** The button of the template that asks people to answer (`open_again`). */
const showMe = /^show me[.!]?$/i;

/**
 * Answers a tap on "Show me": what was held for the person has just left, so the bots have nothing to add. Resolves with
 * whether this was one; a dialog that is open goes on with the person's next message. `listen` finds the language of the
 * turn.
 */
export async function answerShowMe(
  context: TurnContext,
  listen: (context: TurnContext) => Promise<void>,
): Promise<boolean> {
  const { type, text = '' } = context.activity;
  if (type !== 'message' || heldReleased(context) === 0 || !showMe.test(text.trim())) return false;
  await listen(context);
  await context.sendActivity(talkWords(context)('allShown'));
  return true;
}
