import { MessageFactory } from 'botbuilder';
import {
  type Dialog,
  type DialogContext,
  type DialogInstance,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
} from 'botbuilder-dialogs';
import { dropDialog } from './questions.js';
import type { Talk, Wish } from './talk.js';
import { talkWords } from './words.js';
import { readYesNo } from './yesNo.js';

/** A command as it was understood. */
interface Guess {
  readonly guess: string;
}

const dialog = 'didYouMean';
const answer = 'didYouMean.answer';

/** Asks whether a misspelt command is meant. */
export async function askWhatIsMeant(dc: DialogContext, guess: string): Promise<void> {
  dropDialog(dc, dialog);
  const options: Guess = { guess };
  await dc.beginDialog(dialog, options);
}

/** Whether this is the question of `askWhatIsMeant`. */
export function isDidYouMean({ id }: DialogInstance): boolean {
  return id === answer;
}

/** The dialog of `askWhatIsMeant`. After a yes, the command is met; what was open before comes back. */
export function didYouMeanDialogs<W extends Wish>(talk: Pick<Talk<W>, 'read' | 'meet'>): Dialog[] {
  const ask = new WaterfallDialog<Guess>(dialog, [
    async (step) => {
      const say = talkWords(step.context);
      const text = say('didYouMean', { guess: step.options.guess });
      return step.prompt(answer, { prompt: MessageFactory.suggestedActions([say('yes'), say('no')], text) });
    },
    async (step) => {
      const { guess } = step.options;
      const wish = readYesNo(String(step.result)) === 'yes' ? talk.read(guess, step) : undefined;
      if (!wish) {
        await step.context.sendActivity(talkWords(step.context)('notMeant'));
        return step.endDialog();
      }
      dropDialog(step, dialog);
      if ((await talk.meet(step, wish, guess)) === 'said') await step.repromptDialog();
      return { status: DialogTurnStatus.waiting };
    },
  ]);
  return [ask, new TextPrompt(answer, async ({ recognized }) => readYesNo(recognized.value ?? '') !== undefined)];
}
