import type { TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { plain } from '../plain.js';
import { offer, words } from './words.js';

/** A message with a typing error, as it is taken to be meant. */
export interface Meant {
  readonly text: string;
}

/** Asks whether a message was meant so. It ends with the text after a yes, and without one after anything else. */
export class MeantDialog extends Dialog<Meant> {
  constructor() {
    super('meant');
  }

  override async beginDialog(dc: DialogContext, meant?: Meant): Promise<DialogTurnResult> {
    const text = meant?.text ?? '';
    if (dc.activeDialog) dc.activeDialog.state = { text };
    await ask(dc.context, text);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const { text }: Meant = dc.activeDialog?.state ?? { text: '' };
    const isYes = /^(?:1|y|yes|yep|yeah|ja|yebo|ok|okay|sure|correct|right)\b/.test(
      plain(dc.context.activity.text ?? ''),
    );
    return dc.endDialog(isYes ? text : undefined);
  }

  override async repromptDialog(context: TurnContext, { state }: DialogInstance): Promise<void> {
    const { text }: Meant = state;
    await ask(context, text);
  }
}

async function ask(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity(offer(words('didYouMean', { what: `"${text}"` }), [words('yes'), words('no')]));
}

/** A no to it, and nothing else. */
export function isNo(text: string): boolean {
  return /^(?:2|n|no|nope|nee)(?: thanks?)?$/.test(plain(text));
}
