import type { FoundChoice } from 'botbuilder-dialogs';
import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { plain } from '../../plain.js';
import { readYesNo } from '../../talk/yesNo.js';
import { say } from '../lines.js';
import { personOf, type Services } from '../services.js';
import { bankingWords } from '../words.js';
import { AskingDialog } from './asking.js';
import { yesNoPrompt, yesNoQuestion } from './choicePrompt.js';

export interface CardRequest {
  readonly action: 'freeze' | 'unfreeze';
  /** The person has just said that a payment was not theirs. */
  readonly afterFraud?: boolean;
}

type Step = WaterfallStepContext<CardRequest>;

/** Freezes or unfreezes the card after the person has confirmed it. */
export class CardDialog extends AskingDialog<CardRequest> {
  readonly #services: Services;

  constructor(services: Services) {
    super('card');
    this.#services = services;
    this.addDialog(
      new WaterfallDialog<CardRequest>('confirm', [(step) => this.#ask(step), (step) => this.#change(step)]),
    );
    this.addDialog(yesNoPrompt('confirmCard', readAnswer));
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const { action, afterFraud = false } = step.options;
    const words = bankingWords(step.context);
    const customer = await this.#services.bank.customer(personOf(step.context));
    const card = customer.accounts.find(({ id }) => id === 'credit')?.masked ?? '';
    if (customer.cardIsFrozen === (action === 'freeze')) {
      await step.context.sendActivity(
        say(words(action === 'freeze' ? 'cardFrozenAlready' : 'cardNotFrozen', { card })),
      );
      return step.endDialog();
    }
    const question = words(action === 'freeze' ? 'askFreeze' : 'askUnfreeze', { card });
    const text = afterFraud ? `${words('thankYouForTelling')} ${question}` : question;
    return step.prompt('confirmCard', yesNoQuestion(step.context, text));
  }

  async #change(step: Step): Promise<DialogTurnResult> {
    const { action, afterFraud = false } = step.options;
    const { value }: FoundChoice = step.result;
    const words = bankingWords(step.context);
    if (readYesNo(value) !== 'yes') {
      await step.context.sendActivity(say(words('cardStays')));
      return step.endDialog();
    }
    await this.#book(personOf(step.context), action);
    if (action === 'unfreeze') await step.context.sendActivity(say(words('cardUnfrozen')));
    else await step.context.sendActivity(say(words('cardFrozen', { next: afterFraud ? 'report' : 'unfreeze' })));
    return step.endDialog();
  }

  async #book(person: string, action: CardRequest['action']): Promise<void> {
    if (action === 'freeze') await this.#services.bank.freezeCard(person);
    else await this.#services.bank.unfreezeCard(person);
  }
}

const found =
  /\b(?:found it|have it|got it back|found my|not lost|don't|dont|do not|never ?mind|leave it|not necessary)\b/;
const now =
  /^(?:yes |yeah |please |ja )+(?:(?:do it|now|right|immediately|quickly|freeze|unfreeze|block|unblock|it|my|the|card|asap|urgently|at once|thanks|sure|please|of course|go|ahead) ?)*$/;

/** A yes with nothing but haste in it, and a no with its reason. */
function readAnswer(text: string): string | undefined {
  const said = plain(text);
  if (now.test(said) && !found.test(said)) return 'yes';
  return /^(?:no|nope|nah|wait|stop|oh|actually)\b/.test(said) && found.test(said) ? 'no' : undefined;
}
