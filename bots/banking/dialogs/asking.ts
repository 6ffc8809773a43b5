import type { TurnContext } from 'botbuilder';
import { ComponentDialog, DialogContext, type DialogInstance, type DialogState } from 'botbuilder-dialogs';

/**
 * A dialog with one waterfall, whose first step asks for what its options lack. To ask again, the step is run again, so
 * that the question comes in the language and with the balances of the moment. The options have to hold all that is
 * known.
 */
export abstract class AskingDialog<O extends object> extends ComponentDialog<O> {
  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const state: DialogState = instance.state.dialogs;
    const [waterfall] = state.dialogStack.splice(0);
    if (!waterfall) return;
    await new DialogContext(this.dialogs, context, state).beginDialog(waterfall.id, waterfall.state.options);
  }
}
