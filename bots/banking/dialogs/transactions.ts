import type { TurnContext } from 'botbuilder';
import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { type Days, dayOf } from '../../dates/calendar.js';
import { readPeriod } from '../../dates/period.js';
import { plain } from '../../plain.js';
import { inEnglish } from '../heard.js';
import { hasCount, latestAsked, namesDays } from '../latest.js';
import { say } from '../lines.js';
import { localeIn, type Services } from '../services.js';
import { isNarrow, readFilter, type TransactionFilter } from '../transactionFilter.js';
import { showReadings } from '../transactionLines.js';
import { latest, page } from '../transactionPage.js';
import { knownNames, type Records, recordsOf } from '../transactionRecords.js';
import { bankingWords } from '../words.js';
import { AskingDialog } from './asking.js';
import { choicePrompt, question } from './choicePrompt.js';

/** What is asked for. It is kept with the dialog, so it must survive JSON. */
export interface TransactionsOptions {
  /** What the person wrote, in English; it may name a period, and what is wanted of it. */
  readonly text?: string;
  readonly filter?: TransactionFilter;
  readonly days?: Days;
  /** How many have been shown. */
  readonly shown?: number;
  /** The choices on offer. */
  asked?: Asked;
}

interface Asked {
  readonly readings?: readonly { readonly title: string; readonly days: Days }[];
  readonly paging?: { readonly filter: TransactionFilter; readonly days: Days; readonly shown: number };
}

type Step = WaterfallStepContext<TransactionsOptions>;

/** Shows the latest transactions, or those of a period, ten at a time. Asks which days if the words fit several. */
export class TransactionsDialog extends AskingDialog<TransactionsOptions> {
  readonly #services: Services;

  constructor(services: Services) {
    super('transactions');
    this.#services = services;
    this.addDialog(
      new WaterfallDialog<TransactionsOptions>('show', [(step) => this.#show(step), (step) => this.#take(step)]),
    );
    const ifDays = (text: string, _: unknown, context: TurnContext) => this.#ifDays(text, context);
    this.addDialog(choicePrompt('period', ifDays));
    this.addDialog(choicePrompt('which', ifDays));
    this.addDialog(
      choicePrompt('more', async (text, [more, done], context) => {
        const said = plain(text);
        if (
          /^(?:no|nope|nah|enough|end|stop|done|thanks|thank you|ok|okay|that's it|that is it|i'm good|im good)\b/.test(
            said,
          )
        )
          return done;
        if (/^(?:yes|yeah|sure|next|show more|more|go on|continue|please|earlier|older)\b/.test(said)) return more;
        const { names } = await recordsOf(context, this.#services);
        return isNarrow(readFilter(text, names).filter) ? text : this.#ifDays(text, context);
      }),
    );
  }

  async #show(step: Step): Promise<DialogTurnResult> {
    const words = bankingWords(step.context);
    const { text = '', days, asked, filter: known } = step.options;
    if (asked?.paging) return step.prompt('more', question(words('moreHint'), [words('more'), words('done')]));
    const records = await recordsOf(step.context, this.#services);
    const { filter: read, unknown, unused, days: dayWords } = readFilter(text, records.names);
    const filter = known ?? read;
    if (days) return this.#page(step, records, filter, days);
    if (unknown.length > 0 && filter.names.length + filter.categories.length === 0) {
      return end(step, words('noneNamed', { said: unknown.join(' '), since: records.since }));
    }
    if (unknown.length + unused.length > 0 && text.length < 300) {
      await step.context.sendActivity(say(words('notFiltered', { said: [...unknown, ...unused].join(' ') })));
    }
    const { now, zone } = records;
    const reading = readPeriod(dayWords, records);
    if (reading.kind === 'period') return this.#page(step, records, filter, reading, reading.assumed === 'year');
    if (reading.kind === 'ambiguous') {
      const titles = showReadings(reading.readings, records, dayOf(now, zone), words);
      const readings = reading.readings.map((each, at) => ({ title: titles[at] ?? '', days: each }));
      Object.assign(step.options, { asked: { readings }, filter });
      return step.prompt('which', question(words('whichDays'), titles));
    }
    if (reading.kind === 'future') return end(step, words('daysToCome'));
    if (reading.kind === 'impossible' || reading.kind === 'unclear' || namesDays(dayWords)) {
      Object.assign(step.options, { filter });
      const why = reading.kind === 'impossible' ? 'noSuchDay' : 'unreadDays';
      const examples = words('dayExamples');
      return step.prompt('period', question(words(why, { examples }), [], words('unreadDays', { examples })));
    }
    const isPlain = !isNarrow({ ...filter, accounts: [] }) && !filter.isLargestFirst;
    if (!isPlain && !hasCount(text))
      return this.#page(step, records, filter, { from: records.firstDay, to: dayOf(now, zone) });
    return end(step, latest(records, filter, latestAsked(text), words));
  }

  async #page(step: Step, records: Records, filter: TransactionFilter, days: Days, isYearTaken = false) {
    const words = bankingWords(step.context);
    const { shown = 0 } = step.options;
    const { text, shownNow, isLast } = page(
      records,
      { filter, days: { from: days.from, to: days.to }, shown, isYearTaken },
      words,
    );
    if (isLast) return end(step, text);
    step.options.asked = { paging: { filter, days: { from: days.from, to: days.to }, shown: shownNow } };
    return step.prompt('more', question(text, [words('more'), words('done')], words('moreHint')));
  }

  async #take(step: Step): Promise<DialogTurnResult> {
    const answer: string = step.result.value;
    const words = bankingWords(step.context);
    const { asked, filter } = step.options;
    const { readings, paging } = asked ?? {};
    const chosen = readings?.find(({ title }) => title === answer);
    if (chosen) return step.replaceDialog('show', { filter, days: chosen.days });
    if (paging && answer === words('more')) return step.replaceDialog('show', paging);
    if (paging && answer === words('done')) return end(step, words('allRight'));
    const { names } = await recordsOf(step.context, this.#services);
    const read = readFilter(inEnglish(answer), names);
    const kept = isNarrow(read.filter) ? read.filter : (paging?.filter ?? filter);
    const hasDays = (await this.#ifDays(answer, step.context)) !== undefined;
    if (paging && !hasDays) return step.replaceDialog('show', { filter: kept, days: paging.days });
    return step.replaceDialog('show', { filter: kept, text: inEnglish(answer) });
  }

  async #ifDays(text: string, context: TurnContext): Promise<string | undefined> {
    const locale = await localeIn(context, this.#services);
    const names = await knownNames(context, this.#services);
    const { days } = readFilter(text, names);
    const { kind } = readPeriod(days, { now: this.#services.clock.now(), ...locale });
    return kind === 'none' || kind === 'unclear' ? undefined : text;
  }
}

async function end(step: Step, text: string): Promise<DialogTurnResult> {
  await step.context.sendActivity(say(text));
  return step.endDialog();
}
