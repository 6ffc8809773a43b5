import type { ConversationState } from 'botbuilder';
import { hasOpenDialog } from '../../src/index.js';
import type { ClosingWords } from '../closing.js';
import { dialogsIn } from './bot.js';
import { say, words } from './words.js';

/** Says before the window closes that a sign-up was begun and is not done. Its question stays open. */
export function signUpAtClosing(conversationState: ConversationState): ClosingWords {
  return {
    isUnfinished: hasOpenDialog(dialogsIn(conversationState), 'alerts'),
    async say(context) {
      await context.sendActivity(say(words('unfinishedAlert')));
    },
  };
}
