import type { TurnContext } from 'botbuilder';
/** The accessor of a bot's DialogState, from botbuilder-dialogs, which this library does not import. */
export interface DialogStateReader {
    get(context: TurnContext): Promise<{
        readonly dialogStack?: readonly {
            readonly id: string;
        }[];
    } | undefined>;
}
/**
 * Tells whether a dialog is open in the turn's conversation, or the dialog with this id: for `only` of
 * `onWindowClosing`. Give it the property that the bot's DialogSet was made with.
 *
 *     const dialogState = conversationState.createProperty<DialogState>('dialog');
 *     adapter.onWindowClosing(30, remind, { only: hasOpenDialog(dialogState) });
 */
export declare function hasOpenDialog(dialogState: DialogStateReader, id?: string): (context: TurnContext) => Promise<boolean>;
