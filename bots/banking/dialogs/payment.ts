import { ComponentDialog, type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { PaymentAnswer, PaymentQuestion } from '../cardPayments.js';
import { offer, say } from '../lines.js';
import { readAmount, showAmount } from '../money.js';
import { personOf, type Services } from '../services.js';
import { names, takeAnswer } from '../wasItYou.js';
import { choicePrompt, question } from './choicePrompt.js';

/** An answer that may be about any of several payments. */
export interface WhichPayment {
  readonly answer: PaymentAnswer;
  readonly questions: readonly PaymentQuestion[];
}

type Step = WaterfallStepContext<WhichPayment>;

const all = 'All of them';

/** Asks which payment an answer is about. If one was not the customer's, their card is frozen before it asks. */
export class PaymentDialog extends ComponentDialog<WhichPayment> {
  readonly #services: Services;

  constructor(services: Services) {
    super('payment');
    this.#services = services;
    this.addDialog(new WaterfallDialog<WhichPayment>('which', [(step) => this.#ask(step), (step) => this.#take(step)]));
    this.addDialog(
      choicePrompt('whichPayment', (text, titles) => {
        if (/^(?:all|both|every|none)\b/i.test(text.trim())) return all;
        const named = titles.filter((title) => title !== all && isNamed(text, title));
        return named.length === 1 ? named[0] : undefined;
      }),
    );
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const { answer, questions } = step.options;
    if (answer === 'not-mine') {
      // Every minute counts, and it can be undone: do not wait for the second answer.
      await this.#services.bank.freezeCard(personOf(step.context));
      await step.context.sendActivity(say('Thank you for telling me. Your card is frozen: nobody can pay with it.'));
    }
    const text = answer === 'not-mine' ? 'Which payment was not yours?' : 'Which payment was yours?';
    return step.prompt('whichPayment', question(text, [...new Set(questions.map(titleOf)), all]));
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const { answer, questions } = step.options;
    const chosen: string = step.result.value;
    const meant = questions.filter((each) => chosen === all || titleOf(each) === chosen);
    await step.context.sendActivity(offer(await takeAnswer(step.context, this.#services, answer, meant)));
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
