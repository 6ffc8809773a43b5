import type { ConversationState } from 'botbuilder';
import { hasOpenDialog } from '../../src/index.js';
import type { ClosingWords } from '../closing.js';
import type { Languages } from '../talk/language.js';
import { dialogStateIn } from './dialogState.js';
import { say } from './lines.js';
import { bankingWords } from './words.js';

/** Says before the window closes that a transfer was begun and is not done. Its dialog stays as it is. */
export function transferAtClosing(conversationState: ConversationState, languages: Languages): ClosingWords {
  return {
    isUnfinished: hasOpenDialog(dialogStateIn(conversationState), 'transfer'),
    async say(context) {
      await languages.listen(context);
      await context.sendActivity(say(bankingWords(context)('unfinishedTransfer')));
    },
  };
}
