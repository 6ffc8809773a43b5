import { randomUUID } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { Customer } from '../accounts.js';
import { inEnglish } from '../heard.js';
import { say } from '../lines.js';
import { inWords, nameOf } from '../names.js';
import { personOf, type Services } from '../services.js';
import { type Asked, readTransferAnswer, type TransferAnswer } from '../transferAnswer.js';
import { changed } from '../transferChange.js';
import { receipt, refusal, summary } from '../transferLines.js';
import { accountNote, nextQuestion, ownPayees, type TransferQuestion } from '../transferQuestion.js';
import type { TransferSlots } from '../transferSlots.js';
import { ownReference, shownPayment } from '../transferWords.js';
import { bankingWords, type Note } from '../words.js';
import { AskingDialog } from './asking.js';
import { choicePrompt, question, yesNoQuestion } from './choicePrompt.js';

/** What is known about a transfer. It is kept with the dialog, so it must survive JSON. */
export interface TransferOptions {
  readonly slots?: TransferSlots;
  /** The person's own words for it. */
  readonly text?: string | undefined;
  /** What is to be said before the question, once. */
  notes?: readonly Note[];
  /** The payments that come after this one. */
  readonly later?: readonly TransferSlots[];
  /** What was asked. */
  asked?: { readonly question: TransferQuestion; readonly key: string };
}

type Step = WaterfallStepContext<TransferOptions>;

/** Asks for what a transfer lacks, one thing at a time, and books it after the person has confirmed it. */
export class TransferDialog extends AskingDialog<TransferOptions> {
  readonly #services: Services;

  constructor(services: Services) {
    super('transfer');
    this.#services = services;
    this.addDialog(
      new WaterfallDialog<TransferOptions>('fill', [(step) => this.#ask(step), (step) => this.#take(step)]),
    );
    for (const asked of questions) {
      this.addDialog(
        choicePrompt(promptIds[asked], async (text, _, context) => {
          const answer = await this.#read(asked, text, context);
          if (answer.kind !== 'unclear') return text;
          return { why: whyNot(asked, answer.notes, context) };
        }),
      );
    }
  }

  async #ask(step: Step): Promise<DialogTurnResult> {
    const customer = await this.#services.bank.customer(personOf(step.context));
    const words = bankingWords(step.context);
    const { slots = {}, notes = [] } = step.options;
    const next = nextQuestion(slots, customer);
    const before = inWords([...notes, ...next.notes], words);
    if (before !== '') await step.context.sendActivity(say(before));
    // The key is made with the summary, so that a Yes to it books once, even if its turn runs twice.
    Object.assign(step.options, { slots: next.slots, notes: [], asked: { question: next, key: randomUUID() } });
    const id = promptIds[next.ask];
    if (next.ask === 'amount') return step.prompt(id, question(words('howMuch')));
    if (next.ask === 'near') {
      const { id: near = '', said = '' } = next.slots.near ?? {};
      return step.prompt(
        id,
        yesNoQuestion(step.context, words('nearPayee', { said, payee: nameOf(near, customer, words) ?? '' })),
      );
    }
    if (next.ask === 'payee') {
      const own = ownPayees(customer, next.slots.from).map((account) => words('myAccount', { account }));
      return step.prompt(id, question(words('whoFor'), [...customer.beneficiaries.map(({ name }) => name), ...own]));
    }
    if (next.ask === 'payer') {
      const names = next.payers.map(({ id: account }) => words('account', { account }));
      const lines = next.payers.map((account) => inWords([accountNote(account)], words));
      return step.prompt(id, question([words('whichPays'), ...lines].join('\n'), names));
    }
    return step.prompt(id, yesNoQuestion(step.context, summary(next.transfer, customer, words)));
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const { asked, later = [] } = step.options;
    if (!asked) return step.replaceDialog('fill', step.options);
    const { question: open, key } = asked;
    const customer = await this.#services.bank.customer(personOf(step.context));
    const words = bankingWords(step.context);
    const said: string = step.result.value;
    const answer = readTransferAnswer(open.ask, inEnglish(said), customer);
    const fill = (slots: TransferSlots, notes: readonly Note[] = []) =>
      step.replaceDialog('fill', { slots, notes, later, text: step.options.text });
    if (answer.kind === 'wait') return fill(open.slots, [{ name: 'whatToChange' }]);
    if (answer.kind === 'change') {
      const own = ownReference(step.context.activity.text ?? '', answer.slots.reference);
      return fill(changed(open.slots, { ...answer, slots: { ...answer.slots, ...own } }), answer.notes);
    }
    if (open.ask === 'near') {
      const to = answer.kind === 'yes' ? open.slots.near?.id : undefined;
      return fill({ ...open.slots, near: undefined, to });
    }
    if (open.ask !== 'confirm' || answer.kind === 'unclear') return fill(open.slots);
    if (answer.kind === 'no') return this.#goOn(step, say(words('notSent')), customer);
    const reference = open.transfer.reference ?? words('reference', { name: customer.name });
    const transfer = { ...open.transfer, reference, key };
    const result = await this.#services.bank.transfer(personOf(step.context), transfer);
    if (result.kind === 'booked') return this.#goOn(step, receipt(open.transfer, result, customer, words), customer);
    await step.context.sendActivity(say(refusal(result, words)));
    return result.kind === 'insufficient-funds' ? fill({ ...open.slots, from: undefined }) : step.endDialog();
  }

  /** This payment is done with: the next one of the message comes, if there is one. */
  async #goOn(step: Step, done: Partial<Activity>, customer: Customer): Promise<DialogTurnResult> {
    const words = bankingWords(step.context);
    await step.context.sendActivity(done);
    const [next, ...later] = step.options.later ?? [];
    if (!next) return step.endDialog();
    const note: Note = { name: 'nextPayment', values: { payment: shownPayment(next, customer, words) } };
    return step.replaceDialog('fill', { slots: next, notes: [note], later });
  }

  async #read(asked: Asked, text: string, context: TurnContext): Promise<TransferAnswer> {
    return readTransferAnswer(asked, text, await this.#services.bank.customer(personOf(context)));
  }
}

/** The prompt of each question, which the help goes by. */
const promptIds = {
  amount: 'amount',
  payee: 'payee',
  near: 'nearPayee',
  payer: 'payer',
  confirm: 'confirmTransfer',
} as const satisfies Record<Asked, string>;
const questions = ['amount', 'payee', 'near', 'payer', 'confirm'] as const;

/** Why an answer was of no use. */
function whyNot(asked: Asked, notes: readonly Note[], context: TurnContext): string {
  const words = bankingWords(context);
  if (notes.length > 0) return inWords(notes, words);
  if (asked === 'amount') return words('amountAgain');
  return asked === 'payee' || asked === 'payer' ? words('chooseOne') : words('yesOrNo');
}
