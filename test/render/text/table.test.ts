import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { splitText } from '../../../src/render/text/split.js';
import { widestBlock } from '../../../src/render/text/table.js';
import { toWhatsAppText } from '../../../src/render/text/whatsAppText.js';

type Golden = [what: string, markdown: string[], whatsApp: string[]];

describe('a table', () => {
  const blocks: Golden[] = [
    ['two columns', ['|Item|Price|', '|---|---|', '|Tea|R5|'], ['Item  Price', '----  -----', 'Tea   R5']],
    ['no outer pipes', ['a | b', '-- | --', '1 | 2'], ['a  b', '-  -', '1  2']],
    [
      'alignment',
      ['|Item|Qty|Price|', '|:--|:-:|--:|', '|Tea|2|R5|', '|Coffee|10|R150|'],
      ['Item    Qty  Price', '------  ---  -----', 'Tea      2      R5', 'Coffee  10    R150'],
    ],
    ['formats', ['|**a**|b|', '|-|-|', '|`c`|_d_ ~~e~~|'], ['a  b', '-  ---', 'c  d e']],
    ['typed marks', ['|Card|R|', '|-|-|', '|****1234|2*3|'], ['Card      R', '--------  ---', '****1234  2*3']],
    ['pipes in cells', ['|a|b|', '|-|-|', '|x\\|y|`p\\|q`|'], ['a    b', '---  ---', 'x|y  p|q']],
    ['a line break in a cell', ['|a|b|', '|-|-|', '|x<br>y|z|'], ['a    b', '---  -', 'x y  z']],
    ['backticks in a cell', ['|a|', '|-|', '|```` ``` ````|'], ['a', '---', '``‸`']],
    ['wide characters', ['|品|n|', '|-|-|', '|漢字|1|', '|a|2|'], ['品    n', '----  -', '漢字  1', 'a     2']],
    ['emoji', ['|a|b|', '|-|-|', '|👩‍👩‍👧‍👦|1|', '|🇿🇦 x|2|'], ['a     b', '----  -', '👩‍👩‍👧‍👦    1', '🇿🇦 x  2']],
    [
      'combining marks',
      ['|a|b|', '|-|-|', '|e\u0302\u0301|1|', '|xy|2|'],
      ['a   b', '--  -', 'e\u0302\u0301   1', 'xy  2'],
    ],
    ['empty cells', ['|a|b|', '|-|-|', '||1|', '|2||'], ['a  b', '-  -', '   1', '2']],
    ['short and long rows', ['|a|b|', '|-|-|', '|1|', '|1|2|3|'], ['a  b', '-  -  -', '1', '1  2  3']],
    ['no header', ['| | |', '|-|-|', '|a|b|'], ['a  b']],
    ['no rows', ['|a|b|', '|-|-|'], ['a  b', '-  -']],
    ['one column', ['|a|', '|-|', '|b|'], ['a', '-', 'b']],
    [
      'just enough room',
      [`|${'a'.repeat(14)}|b|`, '|-|-|', `|c|${'d'.repeat(14)}|`],
      [`${'a'.repeat(14)}  b`, `${'-'.repeat(14)}  ${'-'.repeat(14)}`, `c${' '.repeat(15)}${'d'.repeat(14)}`],
    ],
  ];
  for (const [what, markdown, block] of blocks) {
    it(`with ${what} is a monospace block`, () => {
      const sent = toWhatsAppText(markdown.join('\n')).replaceAll('\u2060', '‸');
      expect(sent).to.equal(['```', ...block, '```'].join('\n'));
    });
  }

  const records: Golden[] = [
    [
      'more columns than a phone has',
      ['|Order number|Description|Status|', '|-|-|-|', '|**A-1**|A [link](https://x.y/a_b)|sent|', '|A-2|****1234||'],
      [
        '*Order number*: *A-1*',
        '*Description*: A link (https://x.y/a_b)',
        '*Status*: sent',
        '',
        '*Order number*: A-2',
        '*Description*: ****1234',
        '*Status*: –',
      ],
    ],
    [
      'one character too many',
      [`|${'a'.repeat(14)}|b|`, '|-|-|', `|c|${'d'.repeat(15)}|`],
      [`*${'a'.repeat(14)}*: c`, `*b*: ${'d'.repeat(15)}`],
    ],
    [
      'headers empty, with a colon, and missing',
      ['||A header of some width:|', '|-|-|', '|row|1 and a little more|extra|', '|||'],
      ['row', '*A header of some width:* 1 and a little more', 'extra'],
    ],
    ['Arabic', ['|الاسم|السعر|', '|-|-|', '|شاي|٥|'], ['*الاسم*: شاي', '*السعر*: ٥']],
    ['Hebrew', ['|a|b|', '|-|-|', '|שלום|1|'], ['*a*: שלום', '*b*: 1']],
    ['letters of no one width', ['|a|b|', '|-|-|', '|नमस्ते|1|'], ['*a*: नमस्ते', '*b*: 1']],
    [
      'wide headers only',
      [`|${'a'.repeat(20)}|${'b'.repeat(20)}|`, '|-|-|'],
      [`*${'a'.repeat(20)}*`, `*${'b'.repeat(20)}*`],
    ],
  ];
  for (const [what, markdown, rows] of records) {
    it(`with ${what} is a line for each cell`, () => {
      expect(toWhatsAppText(markdown.join('\n'))).to.equal(rows.join('\n'));
    });
  }

  it('ends where a line has no pipe', () => {
    expect(toWhatsAppText('Prices:\n|a|b|\n|-|-|\n|1|2|\nAnything *else*?\n\nBye')).to.equal(
      'Prices:\n```\na  b\n-  -\n1  2\n```\nAnything _else_?\n\nBye',
    );
  });

  it('stands by itself in a list and in a quote', () => {
    expect(toWhatsAppText('- a\n\n  |b|\n  |-|\n- c')).to.equal('- a\n\n```\nb\n-\n```\n- c');
    expect(toWhatsAppText('> a\n>\n> |b|\n> |-|\n> |1|')).to.equal('> a\n\n```\nb\n-\n1\n```');
  });

  it('without words stays as it is typed', () => {
    expect(toWhatsAppText('| | |\n|-|-|')).to.equal('| | |\n|-|-|');
  });

  it('is none without a line of dashes', () => {
    for (const text of ['a | b\nc | d', 'Total\n---\nR5', '| a |']) expect(toWhatsAppText(text)).to.equal(text);
  });

  it('is cut between its rows, in blocks of their own', () => {
    const rows = Array.from({ length: 300 }, (_, row) => `|Item ${row}|R${row}.00|`);
    const sent = toWhatsAppText(['|Item|Price|', '|-|-:|', ...rows].join('\n'));
    const pieces = splitText(sent);
    expect(pieces).to.have.lengthOf.above(1);
    for (const piece of pieces) expect(piece).to.match(/^```\n[^`]+\n```$/);
    const together = pieces.map((piece) => piece.slice('```\n'.length, -'\n```'.length)).join('\n');
    expect(`\`\`\`\n${together}\n\`\`\``).to.equal(sent);
  });

  it('of anything keeps its words, and its block as narrow as a phone', () => {
    const cell = fc.array(
      fc.constantFrom('a', 'word', '漢字', '👍🏽', 'שלום', 'e\u0301', ' ', '*', '`', '_', '~', '&', '<'),
      {
        maxLength: 8,
      },
    );
    const row = fc.array(
      cell.map((parts) => parts.join('')),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), ([header = [], ...rows]) => {
        const lines = [header, header.map(() => '-'), ...rows].map((cells) => `|${cells.join('|')}|`);
        const sent = toWhatsAppText(lines.join('\n'));
        for (const part of ['a', 'word', '漢字', '👍🏽', 'שלום', 'e\u0301']) {
          expect(sent.split(part).length, sent).to.be.at.least(lines.join('\n').split(part).length);
        }
        for (const [block] of sent.matchAll(/```[\s\S]+?```/g)) {
          for (const line of block.split('\n')) expect(stringWidth(line)).to.be.at.most(widestBlock);
        }
      }),
      { numRuns: 100 },
    );
  });
});
