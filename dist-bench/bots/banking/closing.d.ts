import type { ConversationState } from 'botbuilder';
import type { ClosingWords } from '../closing.js';
/** Says before the window closes that a transfer was begun and is not done. Its dialog stays as it is. */
export declare function transferAtClosing(conversationState: ConversationState): ClosingWords;
