import { expect } from 'chai';
import fc from 'fast-check';
import type { Choice } from '../../src/choices/action.js';
import { folded, numberIn } from '../../src/choices/answer.js';
import { resolveChoice } from '../../src/choices/resolve.js';

const choice = (title: string, value: unknown = title): Choice => ({ title, value, type: 'imBack' });
const found = (reply: string, titles: readonly string[]) =>
  resolveChoice(
    reply,
    titles.map((title) => choice(title)),
  )?.title;

const menu = ['Balance', 'Transfer', 'Freeze card', 'Talk to a human'];

describe('An answer', () => {
  it('may have digits of every script that Unicode knows', () => {
    let digits = 0;
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const sign = String.fromCodePoint(code);
      if (!/\p{Nd}/u.test(sign)) continue;
      expect(folded(sign), sign).to.equal(String(digits % 10));
      digits += 1;
    }
    expect(digits).to.be.at.least(660);
    for (const two of ['٢', '۲', '२', '২', '２', '𝟐', '𝟚', '߂', '᠒', '𞥒', '𑃲', '๒']) {
      expect(found(two, menu), two).to.equal('Transfer');
      expect(found(`${two}.`, menu), two).to.equal('Transfer');
    }
  });

  const numbers: [reply: string, number: number | undefined][] = [
    // Signs for numbers that are no digits.
    ['②', 2],
    ['⑵', 2],
    ['⒉', 2],
    ['❷', 2],
    ['➁', 2],
    ['➋', 2],
    ['⓶', 2],
    ['2️⃣', 2],
    ['2⃣', 2],
    ['🔟', 10],
    // What nobody sees.
    ['\u200e2', 2],
    ['\u202a2\u202c', 2],
    ['\u20672\u2069', 2],
    ['\u061c٢', 2],
    ['2\u200d', 2],
    ['\u200c2\u200b', 2],
    ['\ufeff2', 2],
    ['2\u00ad', 2],
    ['2\ufe0e', 2],
    ['1\u20602', 12],
    ['\u00002\u001f', 2],
    ['\u28002\u00a0', 2],
    ['\u180e2\u{e0100}', 2],
    // What people put around it.
    ['(2)', 2],
    ['2)', 2],
    ['(2', 2],
    ['[2]', 2],
    ['{ 2 }', 2],
    ['【2】', 2],
    ['（２）', 2],
    ['「２」', 2],
    ['<2>', 2],
    ['>2', undefined],
    ['2.', 2],
    ['2。', 2],
    ['２．', 2],
    ['2,', 2],
    ['2!', 2],
    ['2 :', 2],
    ['"2"', 2],
    ['“2”', 2],
    ['„2“', 2],
    ['«2»', 2],
    ["'2'", 2],
    ['*2*', 2],
    ['_2_', 2],
    ['`2`', 2],
    ['• 2', 2],
    ['#2', 2],
    ['2#', 2],
    ['# 2', 2],
    ['№ 2', 2],
    ['nº 2', 2],
    // A word before it.
    ['option 2', 2],
    ['Option #2', 2],
    ['OPTION: 2', 2],
    ['option (٢).', 2],
    ['Nr. 2', 2],
    ['no. 2', 2],
    ['opción 2', 2],
    ['Número 2', 2],
    ['opsie 2', 2],
    // Something else.
    ['no 2', undefined],
    ['2 of them please', undefined],
    ['2 please', undefined],
    ['about 2', undefined],
    ['options 2', undefined],
    ['option two', undefined],
    ['option 2 and 3', undefined],
    ['2 3', undefined],
    ['1.5', undefined],
    ['1,5', undefined],
    ['.5', undefined],
    ['-2', undefined],
    ['−2', undefined],
    ['+2', undefined],
    ['2%', undefined],
    ['2?', undefined],
    ['¿2?', undefined],
    ['2/3', undefined],
    ['R2', undefined],
    ['$2', undefined],
    ['2€', undefined],
    ['2nd', undefined],
    ['10:30', undefined],
    ['12345', undefined],
    ['', undefined],
    ['.', undefined],
  ];
  for (const [reply, number] of numbers) {
    it(`${JSON.stringify(reply)} is ${number === undefined ? 'no number' : `the number ${number}`}`, () => {
      expect(numberIn(folded(reply))?.number).to.equal(number);
    });
  }

  const words: [reply: string, titles: readonly string[], title?: string][] = [
    ['„Ja“', ['Ja', 'Nein'], 'Ja'],
    ['(yes)', ['Yes', 'No'], 'Yes'],
    ['*Yes*', ['Yes', 'No'], 'Yes'],
    ['\u200fYes', ['Yes', 'No'], 'Yes'],
    ['Y\u00ades', ['Yes', 'No'], 'Yes'],
    ['«Да»', ['Да', 'Нет'], 'Да'],
    ['「是」', ['是', '否'], '是'],
    ['是。', ['是', '否'], '是'],
    ['\u202bنعم\u202c.', ['نعم', 'لا'], 'نعم'],
    ['[A]', ['A', 'B'], 'A'],
    ['b.', ['A', 'B'], 'B'],
    ['B', ['(A)', '(B)'], '(B)'],
    ['👍🏽', ['👍', '👎'], '👍'],
    ['👍', ['👍🏿', '👎🏿'], '👍🏿'],
    ['👎🏻!', ['👍', '👎'], '👎'],
    ['👍🏾 yes', ['👍 Yes', '👎 No'], '👍 Yes'],
    ['yes 👍🏾', ['Yes', 'No'], 'Yes'],
    ['❤', ['❤️', '💔'], '❤️'],
    ['👨🏽‍⚕️', ['👨‍⚕️', '👮'], '👨‍⚕️'],
    ['حساب ٢', ['حساب 1', 'حساب 2'], 'حساب 2'],
    ['Account 1', ['Account ٢', 'Account ١'], 'Account ١'],
    // Not what it looks like.
    ['yes?', ['Yes', 'No']],
    ['c', ['C#', 'C++']],
    ['(c)', ['C#', 'C++']],
    ['B', ['(B)', '"B"']],
    ['...', ['A', '!']],
    ['option 2', ['Option 10', 'Option 20']],
    ['option 1', ['Option 2', 'Option 1'], 'Option 1'],
  ];
  for (const [reply, titles, title] of words) {
    it(`${JSON.stringify(reply)} is ${title ?? 'none'} of ${titles.join(', ')}`, () => {
      expect(found(reply, titles)).to.equal(title);
    });
  }

  it('may be a value, in the same form', () => {
    const languages = [choice('Español', 'es'), choice('Second', '٧٧')];
    for (const [reply, title] of [
      ['ES', 'Español'],
      ['"es"', 'Español'],
      ['e\u200ds.', 'Español'],
      ['77', 'Second'],
      ['(77)', 'Second'],
    ] as const) {
      expect(resolveChoice(reply, languages)?.title, reply).to.equal(title);
    }
  });

  it('goes by the numbers of the titles, in whatever script and brackets they are', () => {
    const titles = ['(٣) Three', '(١) One'];
    expect([found('1', titles), found('٣', titles), found('2', titles), found('three', titles)]).to.deep.equal([
      ...[titles[1], titles[0], undefined, titles[0]],
    ]);
    expect(found('0', ['1) Inline', '0) Back'])).to.equal('0) Back');
  });

  it('is the same with whatever nobody sees in it, and around it', () => {
    const unseen = fc.constantFrom(
      '\u200e',
      '\u200f',
      '\u202a',
      '\u2069',
      '\u200b',
      '\u200d',
      '\ufeff',
      '\u00ad',
      '\ufe0f',
    );
    const around = fc.constantFrom(['', ''], ['(', ')'], ['“', '”'], ['*', '*'], ['', '.'], [' ', '!'], ['„', '“']);
    const answer = fc.constantFrom('2', '٢', '𝟐', 'Transfer', 'transfer');
    fc.assert(
      fc.property(answer, fc.array(unseen), around, fc.nat(12), (said, marks, [before, after], at) => {
        const letters = [...said];
        letters.splice(at % (letters.length + 1), 0, ...marks);
        expect(found(`${marks.join('')}${before}${letters.join('')}${after}`, menu)).to.equal('Transfer');
      }),
    );
  });

  it('takes no time, however long it is', () => {
    const began = performance.now();
    for (const part of ['(', '2', '. ', '\u200e', 'option ', '# ', '👍🏽']) found(part.repeat(4096), menu);
    expect(performance.now() - began).to.be.below(1000);
  });
});
