import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { PaymentAnswer, PaymentQuestion } from '../cardPayments.js';
import { offerMenu, say } from '../lines.js';
import { readAmount, showAmount } from '../money.js';
import { personOf, type Services } from '../services.js';
import { names, takeAnswer } from '../wasItYou.js';
import { bankingWords } from '../words.js';
import { AskingDialog } from './asking.js';
import { choicePrompt, question } from './choicePrompt.js';

/** An answer that may be about any of several payments. */
export interface WhichPayment {
  readonly answer: PaymentAnswer;
  readonly questions: readonly PaymentQuestion[];
  /** The card was frozen before the question was asked. Kept with the dialog. */
  isFrozen?: boolean;
}

type Step = WaterfallStepContext<WhichPayment>;

/** Asks which payment an answer is about. If one was not the customer's, their card is frozen before it asks. */
export class PaymentDialog extends AskingDialog<WhichPayment> {
  readonly #services: Services;

  constructor(services: Services) {
    super('payment');
    this.#services = services;
    this.addDialog(new WaterfallDialog<WhichPayment>('which', [(step) => this.#ask(step), (step) => this.#take(step)]));
    this.addDialog(
      choicePrompt('whichPayment', (text, titles) => {
        const all = titles.at(-1);
        if (/^(?:all|both|every|none)\b/i.test(text.trim())) return all;
        const named = titles.filter((title) => title !== all && isNamed(text, title));
        return named.length === 1 ? named[0] : undefined;
      }),
    );
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const { answer, questions, isFrozen } = step.options;
    const words = bankingWords(step.context);
    if (answer === 'not-mine' && !isFrozen) {
      // Every minute counts, and it can be undone: do not wait for the second answer.
      await this.#services.bank.freezeCard(personOf(step.context));
      step.options.isFrozen = true;
      await step.context.sendActivity(say(words('frozenAtOnce')));
    }
    const text = words(answer === 'not-mine' ? 'whichNotYours' : 'whichYours');
    return step.prompt('whichPayment', question(text, [...new Set(questions.map(titleOf)), words('allOfThem')]));
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const { answer, questions } = step.options;
    const chosen: string = step.result.value;
    const named = questions.filter((each) => titleOf(each) === chosen);
    const meant = named.length > 0 ? named : questions;
    const text = await takeAnswer(step.context, this.#services, answer, meant);
    await step.context.sendActivity(offerMenu(step.context, text));
    return step.endDialog();
  }
}

/** `R4,899.00 Night Owl` */
function titleOf({ amountCents, merchant }: PaymentQuestion): string {
  return `${showAmount(amountCents)} ${merchant}`;
}

function isNamed(text: string, title: string): boolean {
  const amount = readAmount(title);
  const amountCents = amount.kind === 'amount' ? amount.cents : 0;
  return names(text, { merchant: title.replace(/^\S+/, ''), amountCents });
}
