import { hasOpenDialog } from '../../src/index.js';
import { dialogStateIn } from './dialogState.js';
import { say, unfinishedTransfer } from './lines.js';
/** Says before the window closes that a transfer was begun and is not done. Its dialog stays as it is. */
export function transferAtClosing(conversationState) {
    return {
        isUnfinished: hasOpenDialog(dialogStateIn(conversationState), 'transfer'),
        async say(context) {
            await context.sendActivity(say(unfinishedTransfer));
        },
    };
}
