import { expect } from 'chai';
import fc from 'fast-check';
import { splitText } from '../../../src/render/text/split.js';

const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ');
const limit = 40;
const loneSurrogate = /\p{Surrogate}/u;

describe('splitText', () => {
  const table: [what: string, text: string, pieces: string[]][] = [
    ['nothing of an empty text', '', []],
    ['nothing of a blank text', ' \n\t ', []],
    ['one piece of a short text', 'Hello\nyou', ['Hello\nyou']],
    ['one piece of a text that just fits', 'a'.repeat(limit), ['a'.repeat(limit)]],
    ['paragraphs', `${words(5)}\n\n${words(5)}\nend`, [words(5), `${words(5)}\nend`]],
    ['lines', `${words(5)}\n${words(5)}\n${words(5)}`, [words(5), words(5), words(5)]],
    ['lines with their indent', `${words(5)}\n  ${words(5)}`, [words(5), `  ${words(5)}`]],
    [
      'sentences',
      'This is the first sentence. Here comes another one.',
      ['This is the first sentence.', 'Here comes another one.'],
    ],
    ['words', words(12), [words(7), words(5)]],
    ['a word without end', 'x'.repeat(90), ['x'.repeat(36), 'x'.repeat(36), 'x'.repeat(18)]],
    ['bold that is cut', `so *${words(10)}* it is`, [`so *${words(6)}*`, `*${words(4)}* it is`]],
    ['formats in formats', `*_${words(10)}_*`, [`*_${words(6)}_*`, `*_${words(4)}_*`]],
    ['bold that ends at the cut', `*${words(6)}* ${words(4)}`, [`*${words(6)}*`, words(4)]],
    ['bold that begins at the cut', `${words(7)} *${words(4)}*`, [words(7), `*${words(4)}*`]],
    ['typed marks', `2 * ${words(10)} * 3`, [`2 * ${words(6)}`, `${words(4)} * 3`]],
    [
      'a code block',
      `\`\`\`\n${words(5)}\n  ${words(5)}\n\`\`\``,
      [`\`\`\`\n${words(5)}\n\`\`\``, `\`\`\`\n  ${words(5)}\n\`\`\``],
    ],
    [
      'a code block that begins with a backtick',
      `\`\`\`\n\`${words(5)}\`\n${words(5)}\n\`\`\``,
      [`\`\`\`\n\`${words(5)}\`\n\`\`\``, `\`\`\`\n${words(5)}\n\`\`\``],
    ],
    [
      'marks in a code block',
      `\`\`\`\n*${words(5)}\n${words(5)}*\n\`\`\``,
      [`\`\`\`\n*${words(5)}\n\`\`\``, `\`\`\`\n${words(5)}*\n\`\`\``],
    ],
  ];
  for (const [what, text, pieces] of table) {
    it(`makes ${what}`, () => {
      expect(splitText(text, limit)).to.deep.equal(pieces);
    });
  }

  it('cuts at 4096 when nothing else is said', () => {
    const pieces = splitText(words(2000));
    expect(pieces.map(({ length }) => length)).to.deep.equal([4089, 4089, 1819]);
  });

  it('cuts no emoji and no flag in two', () => {
    for (const emoji of ['👩‍👩‍👧‍👦', '🇿🇦', '👍🏽', 'é̂']) {
      const pieces = splitText(emoji.repeat(40), limit);
      expect(pieces.join('')).to.equal(emoji.repeat(40));
      for (const piece of pieces) expect(piece.replaceAll(emoji, '')).to.equal('');
    }
  });

  it('cuts even a grapheme that is longer than a message', () => {
    const grapheme = `e${'\u0301'.repeat(200)}`;
    const pieces = splitText(grapheme, limit);
    expect(pieces.join('')).to.equal(grapheme);
    expect(Math.max(...pieces.map(({ length }) => length))).to.be.at.most(limit);
  });

  it('refuses a limit that leaves no room for marks', () => {
    for (const wrong of [0, 31, 100.5, Number.NaN]) expect(() => splitText('a', wrong)).to.throw(RangeError);
  });

  const bare = (text: string) => text.replace(/[\s*_~`]/g, '');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom('word', ' ', '*', '_', '~', '`', '```', '\n', '\n\n', '. ', '  ', '👩‍👩‍👧‍👦', '\u0301', 'a'),
        {
          maxLength: 200,
        },
      )
      .map((parts) => parts.join('')),
  );

  it('makes pieces that fit, of any text, and loses nothing', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 32, max: 80 }), (text, size) => {
        const pieces = splitText(text, size);
        for (const piece of pieces) {
          expect(piece.length).to.be.within(1, size);
          expect(piece.trim()).to.not.equal('');
        }
        expect(pieces.map(bare).join('')).to.equal(bare(text));
      }),
      { numRuns: 500 },
    );
  });

  it('breaks no surrogate pair', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 32, max: 80 }), (text, size) => {
        fc.pre(!loneSurrogate.test(text));
        for (const piece of splitText(text, size)) expect(piece).to.not.match(loneSurrogate);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves every bold word bold', () => {
    const sentence = fc.array(fc.constantFrom('plain', '*bold*', '*two bold words*', '*many bold words in a row*'), {
      minLength: 10,
      maxLength: 60,
    });
    fc.assert(
      fc.property(sentence, fc.integer({ min: 32, max: 80 }), (parts, size) => {
        for (const piece of splitText(parts.join(' '), size)) {
          const outside = piece.replace(/\*[^*\s](?:[^*]*[^*\s])?\*/g, '');
          expect(outside.match(/\S+/g) ?? []).to.satisfy((rest: string[]) => rest.every((word) => word === 'plain'));
        }
      }),
    );
  });
});
