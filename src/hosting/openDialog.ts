/** The accessor of a bot's DialogState, from botbuilder-dialogs, which this library does not import. */
export interface DialogStateReader<Context> {
  /** The state of the turn’s conversation; `undefined` if there is none yet. */
  get(context: Context): Promise<{ readonly dialogStack?: readonly { readonly id: string }[] } | undefined>;
}

/**
 * Tells whether a dialog is open in the turn's conversation, or the dialog with this id: for `only` of
 * `onWindowClosing`. Give it the property that the bot's DialogSet was made with.
 *
 *     const dialogState = conversationState.createProperty<DialogState>('dialog');
 *     adapter.onWindowClosing(30, remind, { only: hasOpenDialog(dialogState) });
 */
export function hasOpenDialog<Context>(
  dialogState: DialogStateReader<Context>,
  id?: string,
): (context: Context) => Promise<boolean> {
  return async (context) => {
    const { dialogStack = [] } = (await dialogState.get(context)) ?? {};
    return dialogStack.some((dialog) => id === undefined || dialog.id === id);
  };
}
