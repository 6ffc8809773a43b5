import type { Activity } from 'botbuilder';
import { expect } from 'chai';
import { z } from 'zod';
import { ticketUnderWay } from '../../../bots/support/draft.js';
import { menuTitles } from '../../../bots/support/words.js';
import { photo, supportDesk, textOf, titlesOf } from './desk.js';
import list from './utterances.json' with { type: 'json' };

/** It is Monday 5 January 2026, 10:00 in Johannesburg. */
const thandis = '27820000001';

const openTicket = ['Open a ticket', 'No light', 'It is dark in the hall', 'skip', 'yes'];
const openAnother = ['Open a ticket', 'Broken printer', 'It does not print', 'skip', 'yes'];
const draft = [...openTicket, 'Open a ticket', 'Gate stuck'];

/** What was said before, by where it leaves the person. The desk resolves and closes T-1 where it says so. */
const places: Readonly<Record<string, readonly string[]>> = {
  fresh: [],
  missed: ['qwe rty uio'],
  menu: ['hi', 'my reminders', 'how are you'],
  ticket: openTicket,
  tickets: [...openTicket, ...openAnother],
  closing: [...openTicket, 'close T-1'],
  closed: [...openTicket, 'close T-1', 'yes'],
  resolved: [...openTicket, 'RESOLVE', 'what about T-1'],
  reopened: [...openTicket, 'RESOLVE', 'Not solved'],
  title: [...openTicket, 'Open a ticket'],
  description: draft,
  photo: [...draft, 'It hums'],
  confirm: [...draft, 'It hums', 'skip'],
  which: [...openTicket, ...openAnother, 'add to my ticket: it is worse'],
  what: [...openTicket, 'add to my ticket'],
  about: ['remind me tomorrow at 9'],
  when: [...openTicket, 'remind me to check the lamp'],
  reminder: ['remind me tomorrow at 9 to call Sipho'],
  offer: ['my wifi keeps dropping'],
  afrikaans: ['Afrikaans'],
};

/** The questions of the bot, as they stand at the end of an answer. */
const questions: Readonly<Record<string, RegExp>> = {
  title: /few words\??/i,
  description: /describe it: what happens/i,
  photo: /photo[\s\S]*say skip/i,
  confirm: /shall I open it/i,
  which: /ticket/i,
  what: /What shall I add to T-1/i,
  wrong: /still wrong/i,
  when: /When shall I remind you/i,
  about: /What shall I remind you of/i,
  offer: /ticket/i,
  close: /Shall I close|which ticket shall I close/i,
  something: /\?/,
};
const notUnderstood = /did not understand|verstaan dit/i;

const rowSchema = z.strictObject({
  at: z.string(),
  say: z.string().optional(),
  photo: z.string().optional(),
  answer: z.string().optional(),
  not: z.string().optional(),
  asks: z.string().optional(),
  menu: z.literal(true).optional(),
  human: z.boolean().optional(),
  /** The bot has to say that it did not understand. */
  confused: z.literal(true).optional(),
  /** What may change, and what it is to be afterwards. Everything else has to be as it was. */
  changes: z
    .strictObject({ tickets: z.string().optional(), draft: z.string().optional(), reminders: z.string().optional() })
    .default({}),
});
type Row = z.infer<typeof rowSchema>;
const rows = z.array(rowSchema).parse(list);

async function tell(row: Row) {
  const desk = supportDesk();
  const thandi = desk.person(thandis, 'Thandi');
  for (const said of places[row.at] ?? expect.fail(`There is no place "${row.at}".`)) {
    if (said === 'RESOLVE') await desk.tickets.resolve('T-1', 'new bulb');
    else await thandi.say(said);
  }
  const state = async () => {
    const tickets = (await desk.tickets.list()).map(({ id, state: now, subject, notes, wantsHuman }) => {
      const count = notes.length > 0 ? `:${notes.length} note(s)` : '';
      return `${id}:${now}:${subject}${count}${wantsHuman ? ':human' : ''}`.replace(
        'note(s)',
        notes.length === 1 ? 'note' : 'notes',
      );
    });
    const stack = [...(await thandi.stack())];
    const own = stack.some(({ id }) => id === 'open') ? (ticketUnderWay({ stack }, '') ?? {}) : undefined;
    const about = (name: unknown) => JSON.stringify(name);
    return {
      tickets: tickets.join('\n') || 'none',
      draft: own === undefined ? 'none' : about(own),
      reminders: desk.followUps.said.join('\n') || 'none',
    };
  };
  const before = await state();
  const message: string | Partial<Activity> = row.photo ? photo(row.photo, row.say) : (row.say ?? '');
  const answers = await thandi.say(message);
  return { answers, before, after: await state() };
}

/** What is wrong with the answer; empty if a good clerk would have said it. */
async function faultsOf(row: Row): Promise<{ faults: string[]; losses: string[] }> {
  const { answers, before, after } = await tell(row);
  const text = textOf(answers);
  const faults: string[] = [];
  if (row.answer && !new RegExp(row.answer, 'i').test(text)) faults.push(`not /${row.answer}/`);
  if (row.not && new RegExp(row.not, 'i').test(text)) faults.push(`has /${row.not}/`);
  if (notUnderstood.test(text) !== (row.confused ?? false)) faults.push('not understood, or taken for something');
  if (row.asks && !(questions[row.asks] ?? expect.fail(row.asks)).test(textOf(answers.slice(-2))))
    faults.push(`does not ask: ${row.asks}`);
  const titles = titlesOf(answers);
  if (row.menu && !menuTitles.every((title) => titles.includes(title))) faults.push('no menu');
  if (row.human && !titles.includes('Talk to a human')) faults.push('offers no human');
  const losses: string[] = [];
  for (const kind of ['tickets', 'draft', 'reminders'] as const) {
    const wanted = row.changes[kind];
    if (wanted === undefined) {
      if (after[kind] !== before[kind]) losses.push(`${kind}: ${before[kind]} → ${after[kind]}`);
    } else if (!new RegExp(wanted, 'i').test(after[kind])) faults.push(`${kind}: ${after[kind]} is not /${wanted}/`);
  }
  if (faults.length + losses.length > 0) faults.push(`answer: ${text.replaceAll('\n', ' | ')} [${titles.join(', ')}]`);
  return { faults, losses };
}

describe('What customers write to the support bot', () => {
  let results: { row: Row; faults: string[]; losses: string[] }[];
  before(async function () {
    this.timeout(60_000);
    results = await Promise.all(rows.map(async (row) => ({ row, ...(await faultsOf(row)) })));
  });

  const shown = ({ row, faults, losses }: (typeof results)[number]) =>
    `${row.at}: "${row.say ?? row.photo}": ${[...losses, ...faults].join('; ')}`;

  it('is answered as a good clerk would in at least 95 of 100 cases', () => {
    const failed = results.filter(({ faults }) => faults.length > 0);
    const handled = results.length - failed.length;
    console.info(`    ${handled} of ${results.length} utterances are handled`);
    for (const each of failed) console.info(`      ${shown(each)}`);
    expect(results.length).to.be.at.least(200);
    expect(handled / results.length, failed.map(shown).join('\n')).to.be.at.least(0.95);
  });

  it('never loses a ticket, a reminder or a draft, nor makes one that was not asked for', () => {
    expect(results.filter(({ losses }) => losses.length > 0).map(shown)).to.deep.equal([]);
  });
});
