import type { ConversationState, StatePropertyAccessor } from 'botbuilder';
import type { DialogState } from 'botbuilder-dialogs';
/** Where the conversation keeps its dialogs. */
export declare function dialogStateIn(conversationState: ConversationState): StatePropertyAccessor<DialogState>;
