import type { TurnContext } from 'botbuilder';
import { type DialogTurnResult, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import { showMoment } from '../../dates/localTime.js';
import { listWords } from '../../reminders/listWords.js';
import { readAnswer, readWhen, type When } from '../../reminders/when.js';
import { languageIn } from '../../talk/language.js';
import { inEnglish } from '../heard.js';
import { withoutLead } from '../lead.js';
import { offer, offerMenu, say } from '../lines.js';
import { type Payment, paymentReminder, readPaymentWish, showPayment } from '../paymentReminder.js';
import { localeIn, personOf, type Services } from '../services.js';
import { bankingWords } from '../words.js';
import { AskingDialog } from './asking.js';

/** What is known about a reminder so far. It is kept with the dialog, so it must survive JSON. */
export interface ReminderOptions {
  /** What the person wrote last. */
  readonly text: string;
  readonly payment?: Payment;
  /** Epoch ms. */
  readonly at?: number;
  /** The moments that the person was asked to choose from, epoch ms. */
  readonly offered?: readonly number[];
  /** What was asked last. */
  readonly asked?: 'payee' | 'when';
}

type Step = WaterfallStepContext<ReminderOptions>;

const mostDays = 366;

/** Sets a reminder of a payment, once the payee and the time are clear. */
export class ReminderDialog extends AskingDialog<ReminderOptions> {
  readonly #services: Services;

  constructor(services: Services) {
    super('reminder');
    this.#services = services;
    this.addDialog(
      new WaterfallDialog<ReminderOptions>('set', [(step) => this.#ask(step), (step) => this.#again(step)]),
    );
    // An answer in the person's own words: what is in it is asked of the bank.
    this.addDialog(
      new TextPrompt('remindPayee', async ({ context }) => (await this.#payee(context))?.kind === 'payment'),
    );
    this.addDialog(
      new TextPrompt('remindWhen', async ({ context, options }) => {
        const offered = z.array(z.number()).catch([]).parse(options.validations);
        const locale = await localeIn(context, this.#services);
        const now = this.#services.clock.now();
        const when = readAnswer(withoutLead(context.activity.text), offered, { now, ...locale }, mostDays);
        if (when.kind === 'at' || when.titles.length > 0) return true;
        options.retryPrompt = say(when.question);
        return false;
      }),
    );
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const { text, asked, offered = [], at: known } = step.options;
    const words = bankingWords(step.context);
    const context = { now: this.#services.clock.now(), ...(await localeIn(step.context, this.#services)) };
    const customer = await this.#services.bank.customer(personOf(step.context));
    const first = readWhen(text, context, mostDays);
    const read = asked === 'when' ? readAnswer(withoutLead(text), offered, context, mostDays) : first.when;
    const when: When = read.kind === 'ask' && known !== undefined ? { kind: 'at', at: known } : read;
    const rest = inEnglish(first.rest);
    const wish = asked === 'when' ? undefined : readPaymentWish(rest, customer, asked === 'payee');
    if (wish?.kind === 'else') {
      await step.context.sendActivity(offerMenu(step.context, words('onlyPayments')));
      return step.endDialog();
    }
    if (wish?.kind === 'payment' && wish.note) {
      await step.context.sendActivity(say(words(wish.note.name, wish.note.values)));
    }
    const payment = wish?.kind === 'payment' ? wish.payment : step.options.payment;
    if (!payment) {
      Object.assign(step.options, { asked: 'payee', ...(when.kind === 'at' && { at: when.at }) });
      return step.prompt('remindPayee', { prompt: say(words('whoIsPaid')), retryPrompt: say(words('whoIsPaidAgain')) });
    }
    if (when.kind === 'ask') {
      Object.assign(step.options, { asked: 'when', payment, offered: when.offered });
      const prompt = when.titles.length > 0 ? offer(when.question, when.titles) : say(when.question);
      return step.prompt('remindWhen', { prompt, validations: when.offered });
    }
    await step.context.sendActivity(say(await this.#set(step.context, payment, when.at)));
    return step.endDialog();
  }

  /** Reads the answer together with what is known. */
  #again(step: Step): Promise<DialogTurnResult> {
    return step.replaceDialog('set', { ...step.options, text: String(step.result) });
  }

  async #payee(context: TurnContext) {
    const locale = await localeIn(context, this.#services);
    const { rest } = readWhen(context.activity.text, { now: this.#services.clock.now(), ...locale }, mostDays);
    return readPaymentWish(inEnglish(rest), await this.#services.bank.customer(personOf(context)), true);
  }

  async #set(context: TurnContext, payment: Payment, at: number): Promise<string> {
    const { bank, reminders, clock, lastReminder } = this.#services;
    const words = bankingWords(context);
    const locale = await localeIn(context, this.#services);
    const customer = await bank.customer(personOf(context));
    const reminder = paymentReminder(payment, at, customer, locale, languageIn(context));
    const outcome = await reminders.set(context, { at, ...reminder });
    if (outcome === 'stopped') return listWords(languageIn(context))('stopped');
    if (outcome === 'too many') return words('tooManyReminders');
    await lastReminder.set(context, { payment, at });
    return words('reminderSet', { payment: showPayment(payment), when: showMoment(at, locale, clock.now()) });
  }
}
