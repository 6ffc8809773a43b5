import type { ConversationState } from 'botbuilder';
import { hasOpenDialog, withIntent } from '../../src/index.js';
import type { ClosingWords } from '../closing.js';
import { dialogStateIn } from './dialogState.js';
import { say, unfinishedTransfer } from './lines.js';

/** Says before the window closes that a transfer was begun and is not done. Its dialog stays as it is. */
export function transferAtClosing(conversationState: ConversationState): ClosingWords {
  return {
    isUnfinished: hasOpenDialog(dialogStateIn(conversationState), 'transfer'),
    async say(context) {
      // In the bot's own words, or not at all.
      await context.sendActivity(withIntent(say(unfinishedTransfer), { whenClosed: 'refuse' }));
    },
  };
}
