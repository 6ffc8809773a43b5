import type { TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  type DialogTurnResult,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { showMoment } from '../../dates/localTime.js';
import { reminderIntent } from '../../reminders/intent.js';
import { stoppedWords } from '../../reminders/reminders.js';
import { readAnswer, readWhen, type When } from '../../reminders/when.js';
import { offer, say } from '../lines.js';
import { type Payment, paymentReminder, readPaymentWish, showPayment } from '../paymentReminder.js';
import { localeIn, personOf, type Services } from '../services.js';

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
export class ReminderDialog extends ComponentDialog<ReminderOptions> {
  readonly #services: Services;

  constructor(services: Services) {
    super('reminder');
    this.#services = services;
    this.addDialog(
      new WaterfallDialog<ReminderOptions>('set', [(step) => this.#ask(step), (step) => this.#again(step)]),
    );
    this.addDialog(new TextPrompt('remindPayee'));
    this.addDialog(new TextPrompt('remindWhen'));
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const { text, asked, offered = [], at: known } = step.options;
    const locale = await localeIn(step.context, this.#services);
    const context = { now: this.#services.clock.now(), ...locale };
    const customer = await this.#services.bank.customer(personOf(step.context));
    const first = readWhen(text, context, mostDays);
    const read = asked === 'when' ? readAnswer(text, offered, context, mostDays) : first.when;
    const when: When = read.kind === 'ask' && known !== undefined ? { kind: 'at', at: known } : read;
    const wish = asked === 'when' ? undefined : readPaymentWish(first.rest, customer, asked === 'payee');
    if (wish?.kind === 'else') {
      await step.context.sendActivity(
        offer('I can only remind you of payments, for example "remind me to pay Sipho R250 on Friday".'),
      );
      return step.endDialog();
    }
    if (wish?.kind === 'payment' && wish.note) await step.context.sendActivity(say(wish.note));
    const payment = wish?.kind === 'payment' ? wish.payment : step.options.payment;
    if (!payment) {
      Object.assign(step.options, { asked: 'payee', ...(when.kind === 'at' && { at: when.at }) });
      return step.prompt('remindPayee', { prompt: say('Who is the payment for?') });
    }
    if (when.kind === 'ask') {
      Object.assign(step.options, { asked: 'when', payment, offered: when.offered });
      const prompt = when.titles.length > 0 ? offer(when.question, when.titles) : say(when.question);
      return step.prompt('remindWhen', { prompt });
    }
    await step.context.sendActivity(say(await this.#set(step.context, payment, when.at)));
    return step.endDialog();
  }

  /** Reads the answer together with what is known. If it asks for a reminder again, this starts over. */
  async #again(step: Step): Promise<DialogTurnResult> {
    const text = String(step.result);
    const intent = reminderIntent(text);
    if (intent?.kind === 'remind') return step.replaceDialog('set', { text: intent.text });
    return step.replaceDialog('set', { ...step.options, text });
  }

  async #set(context: TurnContext, payment: Payment, at: number): Promise<string> {
    const { bank, reminders, clock } = this.#services;
    const locale = await localeIn(context, this.#services);
    const customer = await bank.customer(personOf(context));
    const outcome = await reminders.set(context, { at, ...paymentReminder(payment, at, customer, locale) });
    if (outcome === 'stopped') return stoppedWords;
    if (outcome === 'too many') {
      return 'You have as many reminders waiting as I can keep. Say "my reminders", and cancel one first.';
    }
    const when = showMoment(at, locale, clock.now());
    return `I will remind you to pay ${showPayment(payment)} on ${when}. Say "cancel my payment reminder" if you no longer need it.`;
  }
}
