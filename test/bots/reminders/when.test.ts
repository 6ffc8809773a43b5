import { expect } from 'chai';
import { readAnswer, readWhen, type When } from '../../../bots/reminders/when.js';

/** Tuesday 21 July 2026, 14:30 in Johannesburg. */
const context = { now: Date.parse('2026-07-21T12:30:00Z'), zone: 'Africa/Johannesburg', culture: 'en-ZA' };

describe('readWhen', () => {
  const table: readonly (readonly [text: string, answer: string])[] = [
    ['tomorrow at 9', '2026-07-22T07:00'],
    ['tomorrow at 5', 'Which time do you mean? Wed 22 Jul 05:00, Wed 22 Jul 17:00'],
    ['yesterday', 'That time has passed. '],
    ['in 60 days', '2026-09-19T07:00'],
    ['in 61 days', 'I can remind you at most 60 days ahead. '],
    ['in 999999 hours', 'I can remind you at most 60 days ahead. '],
    ['1 May', 'I can remind you at most 60 days ahead. '],
    ['every Monday', 'I can only remind you once, not again and again. '],
    ['next week', 'I need one day and one time. '],
    ['30 february', 'There is no such day or time. '],
    ['25:00 tomorrow', 'There is no such day or time. '],
    [
      'early tomorrow',
      'I am not sure that I read that right. Do you mean this time? If not, say a day and a time. Wed 22 Jul 09:00',
    ],
    ['', ''],
  ];
  const ask = 'When shall I remind you? Say a day and a time, for example "tomorrow at 9" or "in 2 hours".';
  for (const [text, answer] of table) {
    it(`answers "${text}"`, () => {
      const asks = answer === '' || (answer.endsWith(' ') && answer);
      expect(show(readWhen(text, context, 60).when)).to.equal(asks === false ? answer : `${answer}${ask}`);
    });
  }
});

describe('readWhen, for a person who reads Afrikaans', () => {
  it('asks in Afrikaans', () => {
    const when = (text: string) => show(readWhen(text, { ...context, language: 'af' }, 60).when);
    expect(when('môre om 5')).to.equal('Watter tyd bedoel jy? Wo 22 Jul 05:00, Wo 22 Jul 17:00');
    expect(when('oor 61 dae')).to.match(/^Ek kan jou hoogstens 60 dae vooruit herinner. Wanneer /);
  });
});

describe('readAnswer', () => {
  const five = readWhen('tomorrow at 5', context, 60).when;
  const offered = five.kind === 'ask' ? five.offered : [];
  const table: readonly (readonly [text: string, moment: string])[] = [
    ['Wed 22 Jul 17:00', '2026-07-22T15:00'],
    ['wed 22 jul 05:00', '2026-07-22T03:00'],
    ['2', '2026-07-22T15:00'],
    ['5pm', '2026-07-22T15:00'],
    ['at 5 am', '2026-07-22T03:00'],
    ['17:00', '2026-07-22T15:00'],
    ['in the afternoon', '2026-07-22T15:00'],
    ['morning', '2026-07-22T03:00'],
    ['the afternoon', '2026-07-22T15:00'],
    ['the afternoon one please', '2026-07-22T15:00'],
    ['wednesday afternoon', '2026-07-22T15:00'],
    ['in the morning, thanks', '2026-07-22T03:00'],
    ['i mean 5pm', '2026-07-22T15:00'],
    ['friday afternoon', '2026-07-24T12:00'],
    ['on Friday at 8', '2026-07-24T06:00'],
    ['6pm', '2026-07-21T16:00'],
  ];
  for (const [text, moment] of table) {
    it(`takes "${text}" for ${moment}`, () => expect(show(readAnswer(text, offered, context, 60))).to.equal(moment));
  }

  it('takes a yes to the only one', () => {
    const doubtful = readWhen('early tomorrow', context, 60).when;
    const [only] = doubtful.kind === 'ask' ? doubtful.offered : [];
    expect(readAnswer('yes please', only === undefined ? [] : [only], context, 60)).to.deep.equal({
      kind: 'at',
      at: only,
    });
    expect(readAnswer('yes', offered, context, 60)).to.include({ kind: 'ask' });
  });

  it('asks again for what chooses none', () => {
    expect(readAnswer('hm', offered, context, 60)).to.include({ kind: 'ask' });
    expect(readAnswer('3', offered, context, 60)).to.include({ kind: 'ask' });
  });
});

function show(when: When): string {
  if (when.kind === 'at') return new Date(when.at).toISOString().slice(0, 16);
  return [when.question, when.titles.join(', ')].filter(Boolean).join(' ');
}
