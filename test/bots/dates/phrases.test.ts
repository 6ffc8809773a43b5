import { expect } from 'chai';
import { readMoment } from '../../../bots/dates/moment.js';
import { readPeriod, warmUpDates } from '../../../bots/dates/period.js';
import { type Dice, diceOf } from './dice.js';
import { momentPhrase } from './momentGrammar.js';
import { periodPhrase } from './periodGrammar.js';

const zone = 'Africa/Johannesburg';
const culture = 'en-ZA';
const nows = [
  '2026-07-22T08:00:00Z',
  '2026-12-30T20:10:00Z',
  '2027-02-28T05:00:00Z',
  '2028-01-31T12:31:00Z',
  '2026-11-01T22:30:00Z',
].map((now) => Date.parse(now));
/** The suite tries the same 400 phrases each time, because a new one is a search and no test. `npm run test:deep` tries 20,000 others. */
const isDeep = process.env.MODEL_SCALE === 'deep';
const many = isDeep ? 20_000 : 400;
const seed = Number(process.env.DATES_SEED ?? (isDeep ? Date.now() % 1_000_000 : 424_242));
/** At most this share of the phrases that are plain may be asked about. */
const nuisance = 0.15;

type Outcome = { readonly kind: 'right' | 'asked' } | { readonly kind: 'wrong'; readonly how: string };

describe(`${many} phrases with known meanings (DATES_SEED=${seed})`, function () {
  this.timeout(0);
  before(() => warmUpDates());

  it('about moments are read right or asked about, and leave the subject as it is', () => {
    judge(diceOf(seed), (dice, now) => {
      const { text, meant, isPlain, subject } = momentPhrase(dice, now, zone);
      const { reading, rest } = readMoment(text, { now, zone, culture });
      if (reading.kind !== 'moment') return { text, isPlain, outcome: { kind: 'asked' } };
      const isRight = meant.length === 1 && reading.at === meant[0] && rest.includes(subject);
      const how = `${new Date(reading.at).toISOString()}, "${rest}"; meant: ${meant.map((at) => new Date(at).toISOString())}`;
      return { text, isPlain, outcome: isRight ? { kind: 'right' } : { kind: 'wrong', how } };
    });
  });

  it('about days that have passed are read right or asked about', () => {
    judge(diceOf(seed + 1), (dice, now) => {
      const { text, meant } = periodPhrase(dice, now, zone);
      const reading = readPeriod(text, { now, zone, culture });
      if (reading.kind !== 'period') return { text, isPlain: meant !== undefined, outcome: { kind: 'asked' } };
      const how = `${reading.from}..${reading.to}`;
      return {
        text,
        isPlain: true,
        outcome: how === meant ? { kind: 'right' } : { kind: 'wrong', how: `${how}, not ${meant}` },
      };
    });
  });
});

function judge(
  dice: Dice,
  read: (dice: Dice, now: number) => { text: string; isPlain: boolean; outcome: Outcome },
): void {
  const count = { right: 0, asked: 0, wrong: 0, plain: 0 };
  const wrong: string[] = [];
  const asked: string[] = [];
  for (let at = 0; at < many / 2; at++) {
    const now = dice.pick(nows);
    const { text, isPlain, outcome } = read(dice, now);
    count[outcome.kind]++;
    if (isPlain) count.plain++;
    const said = `"${text}" at ${new Date(now).toISOString()}`;
    if (outcome.kind === 'wrong') wrong.push(`${said}: ${outcome.how}`);
    if (outcome.kind === 'asked' && isPlain) asked.push(said);
  }
  console.log(
    `    ${count.right} right, ${count.asked} asked, ${count.wrong} wrong; of ${count.plain} plain ones ${asked.length} asked`,
  );
  if (process.env.DATES_SHOW) console.log(asked.slice(0, 30).join('\n'));
  expect(wrong.slice(0, 20), `DATES_SEED=${seed}`).to.deep.equal([]);
  expect(asked.length / count.plain, asked.slice(0, 20).join('\n')).to.be.below(nuisance);
}
