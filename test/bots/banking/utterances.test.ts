import { expect } from 'chai';
import { Bank, type BankRecord } from '../../../bots/banking/bank.js';
import { MovableClock } from '../../../src/index.js';
import { person, Talk, tuesday } from './talk.js';
import list from './utterances.json' with { type: 'json' };

interface Utterance {
  /** The situation that it is said in. */
  readonly in: string;
  readonly say: string;
  /** What a good clerk's answer has in it, and what it has not. */
  readonly answer: string;
  readonly never?: string;
  /** What has changed afterwards. Nothing, and a draft that was there is kept, unless it is told here. */
  readonly then?: {
    /** Cents that left the accounts. */
    readonly sent?: number;
    /** How many reminders more, or fewer. */
    readonly reminders?: number;
    /** `frozen` */
    readonly card?: string;
    /** `gone`, or `none`: nothing was collected in the situation, and something may be now. */
    readonly draft?: string;
  };
}

interface Outcome {
  readonly utterance: Utterance;
  readonly answer: string;
  readonly isHandled: boolean;
  /** Money, the card, a reminder or a draft that is not as it should be. */
  readonly harm: readonly string[];
}

const utterances: readonly Utterance[] = list.utterances;
const situations: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(list.situations));

describe('The banking bot among customers', () => {
  const outcomes: Outcome[] = [];
  before(async () => {
    for (const utterance of utterances) outcomes.push(await told(utterance));
  });

  it('has 200 utterances of customers to answer, each in a situation', () => {
    expect(utterances.length).to.be.at.least(200);
    expect(new Set(utterances.map(({ in: situation, say }) => `${situation}: ${say}`)).size).to.equal(
      utterances.length,
    );
    for (const { in: situation } of utterances) expect(situations.has(situation), situation).to.equal(true);
  });

  it('handles at least 95 % of them as a good clerk would', () => {
    const missed = outcomes.filter(({ isHandled }) => !isHandled);
    const score = (100 * (outcomes.length - missed.length)) / outcomes.length;
    process.stdout.write(
      `      banking: ${outcomes.length - missed.length} of ${outcomes.length} (${score.toFixed(1)} %)\n`,
    );
    const shown = missed.map(({ utterance, answer }) => `[${utterance.in}] ${utterance.say} -> ${answer}`).join('\n');
    expect(score, shown).to.be.at.least(95);
  });

  it('never costs money, freezes a card, or loses a reminder or a draft wrongly', () => {
    const harmful = outcomes.filter(({ harm }) => harm.length > 0);
    expect(
      harmful.map(({ utterance, harm }) => `[${utterance.in}] ${utterance.say}: ${harm.join(', ')}`),
    ).to.deep.equal([]);
  });
});

/** Says it in its situation, and looks at what has come of it. */
async function told(utterance: Utterance): Promise<Outcome> {
  const talk = new Talk({ bank: quickBank() });
  for (const text of situations.get(utterance.in) ?? []) await talk.say(text);
  const before = await standing(talk);
  const isFresh = situations.get(utterance.in)?.length === 0;
  const draft = isFresh ? undefined : await draftIn(talk);
  const answer = (await talk.say(utterance.say)).join('\n');
  const after = await standing(talk);
  const { sent = 0, reminders = 0, card, draft: kept } = utterance.then ?? {};
  const hasDraft = draft !== undefined && (await draftIn(talk)) !== undefined;
  const harm = [
    ...(before.cents - after.cents === sent ? [] : [`${before.cents - after.cents} cents left`]),
    ...(after.reminders - before.reminders === reminders ? [] : [`${after.reminders} reminders`]),
    ...(after.isFrozen === (card === 'frozen' || before.isFrozen) ? [] : ['the card']),
    ...(draft === undefined || kept === 'none' || hasDraft === (kept !== 'gone') ? [] : ['the draft']),
  ];
  const isWrong = utterance.never !== undefined && new RegExp(utterance.never).test(answer);
  return { utterance, answer, harm, isHandled: new RegExp(utterance.answer).test(answer) && !isWrong };
}

async function standing(talk: Talk) {
  const { accounts, cardIsFrozen } = await talk.bank.customer(person);
  const cents = accounts.reduce((total, { balanceCents }) => total + balanceCents, 0);
  return { cents, isFrozen: cardIsFrozen, reminders: talk.followUps.waiting.length };
}

/** What a human would be told of the task under way, as the bot hands it over. The talk itself goes on without it. */
async function draftIn(talk: Talk): Promise<unknown> {
  const memory = talk.remember();
  const sent = await talk.send({ text: 'human' });
  talk.restart(memory);
  return sent.find(({ name }) => name === 'handoff.initiate')?.value?.draft;
}

/** A bank that keeps its records as they are, because 200 customers have to be quick. */
function quickBank(): Bank {
  const records = new Map<string, BankRecord>();
  return new Bank(
    {
      get: async (key) => records.get(key),
      set: async (key, value) => records.set(key, value),
      delete: async (key) => records.delete(key),
    },
    new MovableClock({ now: () => tuesday }),
  );
}
