import type { TurnContext } from 'botbuilder';
import {
  ComponentDialog,
  type DialogTurnResult,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { type Days, dayOf } from '../../dates/calendar.js';
import { readPeriod } from '../../dates/period.js';
import type { AccountId, Transaction } from '../accounts.js';
import { normalised, readIntent } from '../intents.js';
import { say } from '../lines.js';
import { localeIn, personOf, type Services } from '../services.js';
import { showDays, showReadings, showTransaction } from '../transactionLines.js';
import { choicePrompt, question } from './choicePrompt.js';

export interface TransactionsOptions {
  /** What the person wrote; it may name a period. */
  readonly text?: string;
  readonly account?: AccountId | undefined;
  readonly days?: Days;
  /** How many have been shown. */
  readonly shown?: number;
  /** The choices on offer, kept with the dialog until the answer comes. */
  asked?: Asked;
}

type Step = WaterfallStepContext<TransactionsOptions>;

const pageSize = 10;
const examples = 'for example "last week" or "1 May to 7 May"';

/** Shows the latest transactions, or those of a period, ten at a time. Asks which days if the words fit several. */
export class TransactionsDialog extends ComponentDialog<TransactionsOptions> {
  readonly #services: Services;

  constructor(services: Services) {
    super('transactions');
    this.#services = services;
    this.addDialog(
      new WaterfallDialog<TransactionsOptions>('show', [(step) => this.#show(step), (step) => this.#take(step)]),
    );
    this.addDialog(
      new TextPrompt(
        'period',
        async ({ context }) => (await this.#ifReadable(context.activity.text, context)) !== undefined,
      ),
    );
    this.addDialog(choicePrompt('which', (text, _titles, context) => this.#ifReadable(text, context)));
    this.addDialog(
      choicePrompt('more', async (text, _titles, context) => {
        const kind = readIntent(text).kind;
        if (kind === 'thanks' || /^(?:no|nope|enough|end)\b/.test(normalised(text))) return 'Done';
        if (/^(?:yes|next|show more|more)\b/.test(normalised(text))) return 'More';
        return kind === 'transactions' ? text : this.#ifReadable(text, context);
      }),
    );
  }

  async #show(step: Step): Promise<DialogTurnResult> {
    const { text = '', account, days } = step.options;
    if (days) return this.#page(step, days);
    const reading = await this.#read(text, step.context);
    if (reading.kind === 'period') return this.#page(step, reading);
    if (reading.kind === 'ambiguous') {
      const locale = await localeIn(step.context, this.#services);
      const titles = showReadings(reading.readings, locale, dayOf(this.#services.clock.now(), locale.zone));
      const readings = reading.readings.map((each, at) => ({ title: titles[at] ?? '', days: each }));
      step.options.asked = { readings };
      return step.prompt('which', question('Which days do you mean?', titles));
    }
    if (reading.kind === 'future') {
      await step.context.sendActivity(say('Those days are still to come: I can only show past transactions.'));
      return step.endDialog();
    }
    if (reading.kind === 'impossible') {
      return step.prompt(
        'period',
        question(`There is no such day, so I could not read those days. Which do you mean? Say ${examples}.`),
      );
    }
    if (reading.kind === 'unclear' || namesDays(text)) {
      return step.prompt('period', question(`I could not read those days. Which do you mean? Say ${examples}.`));
    }
    const all = await this.#services.bank.transactions(personOf(step.context), account);
    const lines = await this.#lines(step, all.slice(0, latestAsked(text)));
    const hint = `For other days, say ${examples}.`;
    await step.context.sendActivity(say([`Your last ${lines.length} transactions:`, ...lines, '', hint].join('\n')));
    return step.endDialog();
  }

  async #page(step: Step, days: Days): Promise<DialogTurnResult> {
    const { account, shown = 0 } = step.options;
    const locale = await localeIn(step.context, this.#services);
    const options = { days: { from: days.from, to: days.to }, zone: locale.zone };
    const all = await this.#services.bank.transactions(personOf(step.context), account, options);
    const page = all.slice(shown, shown + pageSize);
    const when = showDays(days, locale);
    if (all.length === 0) {
      await step.context.sendActivity(say(`There are no transactions ${when}.`));
      return step.endDialog();
    }
    const count = all.length > pageSize ? ` (${shown + 1} to ${shown + page.length} of ${all.length})` : '';
    const lines = await this.#lines(step, page);
    const text = [`Transactions ${when}${count}:`, ...lines].join('\n');
    if (shown + page.length < all.length) {
      step.options.asked = { paging: { days: options.days, shown: shown + page.length } };
      return step.prompt('more', question(text, ['More', 'Done'], 'Say More for earlier transactions, or Done.'));
    }
    await step.context.sendActivity(say(text));
    return step.endDialog();
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const { account } = step.options;
    const answer: string = typeof step.result === 'string' ? step.result : step.result.value;
    const { readings, paging } = step.options.asked ?? {};
    const chosen = readings?.find(({ title }) => title === answer);
    if (chosen) return step.replaceDialog('show', { account, days: chosen.days });
    if (paging && answer === 'More') return step.replaceDialog('show', { account, ...paging });
    if (paging && answer === 'Done') {
      await step.context.sendActivity(say('All right.'));
      return step.endDialog();
    }
    const intent = readIntent(answer);
    const named = intent.kind === 'transactions' ? intent.account : account;
    return step.replaceDialog('show', { account: named, text: answer });
  }

  async #lines(step: Step, page: readonly Transaction[]): Promise<string[]> {
    const locale = await localeIn(step.context, this.#services);
    const accounts = await this.#services.bank.accounts(personOf(step.context));
    return page.map((entry) => showTransaction(entry, accounts, locale));
  }

  async #read(text: string, context: TurnContext) {
    const { zone, culture } = await localeIn(context, this.#services);
    return readPeriod(withoutAccount(text), { now: this.#services.clock.now(), zone, culture });
  }

  async #ifReadable(text: string, context: TurnContext): Promise<string | undefined> {
    return (await this.#read(text, context)).kind === 'none' ? undefined : text;
  }
}

interface Asked {
  readonly readings?: readonly { readonly title: string; readonly days: Days }[];
  readonly paging?: { readonly days: Days; readonly shown: number };
}

/** How many of the latest to show: the number in "last 20 transactions", at most 20, otherwise 5. */
function latestAsked(text: string): number {
  const asked = Number(/\b(?:last|latest|recent)\s+(\d+)\b/i.exec(text)?.[1] ?? 5);
  return Math.min(Math.max(asked, 1), 20);
}

/** Whether the text seems to name days, even though none could be read. */
function namesDays(text: string): boolean {
  const rest = withoutAccount(text).replace(/\b(?:last|latest|recent)\s+\d+\b/gi, '');
  return /\d|\b(?:since|from|between|until|till|before|after|during)\b/i.test(rest);
}

/** "From savings" names an account, not a time. */
function withoutAccount(text: string): string {
  return text.replace(
    /\b(?:(?:from|on|in|for|of)\s+)?(?:my\s+|the\s+)?(?:savings?|cheque|checking|current|credit)(?:\s+(?:card|account))*\b/gi,
    ' ',
  );
}
