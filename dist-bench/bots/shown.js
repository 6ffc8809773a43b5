import { heldReleased } from '../src/index.js';
/** The button of the template that asks people to answer (`open_again`). */
const showMe = /^show me[.!]?$/i;
/**
 * Answers a tap on "Show me": what was held for the person has just left, so the bots have nothing to add. Resolves with
 * whether this was one; a dialog that is open goes on with the person's next message.
 */
export async function answerShowMe(context) {
    const { type, text = '' } = context.activity;
    if (type !== 'message' || heldReleased(context) === 0 || !showMe.test(text.trim()))
        return false;
    await context.sendActivity('That is all for now. Write to me if I can help you with it.');
    return true;
}
