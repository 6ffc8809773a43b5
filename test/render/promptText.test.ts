import { ChoiceFactory } from 'botbuilder-dialogs';
import { expect } from 'chai';
import fc from 'fast-check';
import { choicesOf, pieces } from './activities.js';

const inputHint = 'expectingInput';
const titlesOf = (text: string, more: object = {}) =>
  choicesOf({ type: 'message', text, inputHint, ...more }).map(({ title }) => title);

describe('The text of a prompt', () => {
  const rows: [text: string, titles: string[]][] = [
    ['Sure? (1) Yes or (2) No', ['Yes', 'No']],
    ['Which? (1) Red, (2) Dark green, or (3) Blue', ['Red', 'Dark green', 'Blue']],
    ['Well? (1) Ja oder (2) Nein', ['Ja', 'Nein']],
    ['Lequel ? (1) Rouge, (2) Vert, ou (3) Bleu', ['Rouge', 'Vert', 'Bleu']],
    ['Quale? (1) Rosso, (2) Verde o (3) Blu', ['Rosso', 'Verde', 'Blu']],
    ['どれ？ (1) 赤、 (2) 緑、 または (3) 青', ['赤', '緑', '青']],
    ['(1) of (2) is left. (1) Keep it or (2) Give it back', ['Keep it', 'Give it back']],
    [' (1) a or (2) b', ['a', 'b']],
    ['Which? (1) Plan (1) basic or (2) Plan (2) full', ['Plan (1) basic', 'Plan (2) full']],
    ['Which? (1) Plan (2) full or (2) Plan (1) basic', ['Plan (2) full', 'Plan (1) basic']],
    ['Which? (1) x (1) y, (2) (2) z, or (3) w (3)', ['x (1) y', '(2) z', 'w (3)']],
    ['Pick: (1) (1) One or (2) (2) Two', ['(1) One', '(2) Two']],
    ['Pick one (1) Plan (1) basic or (2) Plan (2) full', []],
    ['Which? (1) Red or (2) blue or (2) Green', []],
    ['Is it 1? (1) of 2. (1) Keep it or (2) Give it back', []],
    ['Which?\n\n   1. Red\n   2. Green, or blue', ['Red', 'Green, or blue']],
    ['Which? (1) Red', []],
    ['Which? (1) Red (2) Green', []],
    ['Which? (1) Red; (2) Green or (3) Blue', []],
    ['Which? (1) Red or (2)  ', []],
    ['Pay (1) now or (2) later.\nThank you.', []],
    ['Which?\n\n1. Red\n2. Green', []],
    ['Which?\n\n   1. Red\n   3. Green', []],
    ['Which?\n\n   1. Red\n   2. Green\nThank you.', []],
  ];
  for (const [text, titles] of rows) {
    it(`offers ${titles.length > 0 ? titles.join(' | ') : 'nothing'} in ${JSON.stringify(text)}`, () => {
      expect(titlesOf(text)).to.deep.equal(titles);
    });
  }

  it('is read so that a prompt recognises each of its titles, or not at all', () => {
    const word = fc.constantFrom('Plan', 'basic', 'full', '(1)', '(2)', '(3)', 'A');
    const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(title, { minLength: 2, maxLength: 4 }), (titles) => {
        const { text = '' } = ChoiceFactory.inline(titles, 'Which?');
        expect([[], titles]).to.deep.include(titlesOf(text));
      }),
      { numRuns: 300 },
    );
  });

  it('is read only where an answer is waited for, and nothing else is offered', () => {
    const text = 'Sure? (1) Yes or (2) No';
    expect(titlesOf(text, { inputHint: 'acceptingInput' })).to.deep.equal([]);
    const suggestedActions = { to: [], actions: [{ type: 'imBack', title: 'Maybe', value: 'maybe' }] };
    expect(titlesOf(text, { suggestedActions })).to.deep.equal(['Maybe']);
  });

  it('becomes its question, with what was in it as buttons', () => {
    expect(pieces(ChoiceFactory.inline(['Red', 'Blue'], 'Which?'))).to.deep.equal([
      {
        kind: 'buttons',
        body: 'Which?',
        buttons: ['Red', 'Blue'].map((title) => ({ title, choice: { title, value: title, type: 'imBack' } })),
        text: 'Which?\n\n1. Red\n2. Blue',
      },
    ]);
  });

  it('gives back whatever botbuilder-dialogs wrote into it', () => {
    const title = fc.stringMatching(/^[a-z][a-z ,.*_-]{0,8}[a-z]$/);
    fc.assert(
      fc.property(fc.uniqueArray(title, { minLength: 2, maxLength: 12 }), fc.boolean(), (titles, isList) => {
        const { text = '' } = isList ? ChoiceFactory.list(titles, 'Which?') : ChoiceFactory.inline(titles, 'Which?');
        expect(titlesOf(text)).to.deep.equal(titles.map((one) => one.replace(/\s+/g, ' ')));
      }),
      { numRuns: 100 },
    );
  });
});
