import { expect } from 'chai';
import fc from 'fast-check';
import { splitText } from '../../../src/render/text/split.js';
import { toWhatsAppText } from '../../../src/render/text/whatsAppText.js';

function lines(...all: string[]): string {
  return all.join('\n');
}

describe('toWhatsAppText, block by block', () => {
  const table: [what: string, markdown: string, whatsApp: string][] = [
    ['headings of every level', '# A\n## B\n###### F', '*A*\n*B*\n*F*'],
    ['a heading that is closed', '## A ##\n\nb', '*A*\n\nb'],
    ['a heading with formats', '# **A** `b` *c* [d](https://x.y)', '*A `b` _c_ d (https://x.y)*'],
    ['a heading underlined with equals signs', 'Title\n=====\ntext', '*Title*\ntext'],
    ['a sum underlined with equals signs', 'Tea R5\nCake R10\n======\nR15', 'Tea R5\nCake R10\n======\nR15'],
    ['two equals signs', 'a\n==', 'a\n=='],
    ['a receipt with rules', '  Tea R5\n  ------\n  R5', '  Tea R5\n  ------\n  R5'],
    ['a heading without words', '#', '#'],
    ['hashes that are no heading', '#7 and #tag', '#7 and #tag'],

    ['bullets four deep', '- a\n  - b\n    - c\n      - d', '- a\n  - b\n    - c\n      - d'],
    ['bullets with wide indents', '* a\n    * b\n        * c', '- a\n  - b\n    - c'],
    ['bullets with tabs', '- a\n\t- b\n\t\t- c', '- a\n  - b\n    - c'],
    ['mixed lists', '1. a\n   - b\n     1. c\n   - d\n2. e', '1. a\n   - b\n     1. c\n   - d\n2. e'],
    ['bullets two spaces under a number', '1. a\n  - b\n  - c\n2. d', '1. a\n  - b\n  - c\n2. d'],
    ['letters under numbers', '1) a\n   a) b\n   b) c', '1) a\n   a) b\n   b) c'],
    ['tasks', '- [ ] a\n- [x] **b**\n  - [X] c\n- [y] d', '- ☐ a\n- ☑ *b*\n  - ☑ c\n- [y] d'],
    ['a box in an address', '- [x](https://x.y)', '- x (https://x.y)'],
    ['a question right below a list', 'Pick:\n- a\n- b\nWhich one?', 'Pick:\n- a\n- b\nWhich one?'],
    ['a question right below a list in a list', '- a\n  - b\nWhich one?', '- a\n  - b\nWhich one?'],
    ['an item of several lines', '- a\n  b\n- c', '- a\n  b\n- c'],
    ['a list in a quote', '> - a\n>   - b\n> 1. c', '> - a\n>   - b\n> 1. c'],
    ['a line below a list in a quote', '> - a\n> b', '> - a\n> b'],
    ['a quote in a list', '- > a\n  > b', '- > a\n  > b'],
    ['a heading in a list', '- # a', '- *a*'],

    ['quotes in quotes', '> a\n> > b\n>\n> c', '> a\n> > b\n\n> c'],
    ['a quote without blanks', '>a\n>>b', '> a\n> > b'],
    ['a quote that goes on', '> a\nb', '> a\n> b'],
    ['a heading in a quote', '> # a\n> b', '> *a*\n> b'],

    ['code in tildes', '~~~\na\n~~~', '```\na\n```'],
    ['code with backticks in it', '````\n```\n````', '```\n``‸`\n```'],
    ['code in a quote, where WhatsApp shows none', '> a\n> ```\n> b\n>  c\n> ```\n> d', '> a\n```\nb\n c\n```\n> d'],
    ['code in a list', '1. a\n\n   ```\n   b\n   ```\n2. c', '1. a\n\n```\nb\n```\n2. c'],
    ['code that is an item', '- ```\n  a\n  ```\n- b', '-\n```\na\n```\n- b'],

    [
      'addresses at the end',
      'See [a][1] and [b].\n\n[1]: https://x.y "T"\n[b]: https://z.y',
      'See a (https://x.y) and b (https://z.y).',
    ],
    ['an address between paragraphs', '[a][1]\n\n[1]: https://x.y\n\nb', 'a (https://x.y)\n\nb'],
    ['an image by reference', '![a][1]\n\n[1]: https://x.y/a.png', 'a (https://x.y/a.png)'],
    ['an address that nothing names', '[1]: https://x.y/_a_', '[1]: https://x.y/_a_'],
    [
      'the second address of a name',
      '[a]\n\n[a]: https://x.y\n[a]: https://z.y',
      'a (https://x.y)\n\n[a]: https://z.y',
    ],
    ['words behind a name in brackets', '[Note]: maybe', '[Note]: maybe'],
    ['a linked image', '[![a](https://x.y/a.png)](https://x.y)', 'a (https://x.y/a.png) (https://x.y)'],
    ['an image linked to itself', '[![a](https://x.y/a.png)](https://x.y/a.png)', 'a (https://x.y/a.png)'],
    ['the bytes of an image', '![a chart](data:image/png;base64,AAAA) b', 'a chart b'],
    ['the bytes of an image without words', '![](data:image/png;base64,AAAA)', '🖼️'],

    ['right-to-left text', '# שלום\n- **אחת**\n> *שתיים*', '*שלום*\n- *אחת*\n> _שתיים_'],
    ['Arabic with a link', 'مرحبا **بك** [رابط](https://x.y)', 'مرحبا *بك* رابط (https://x.y)'],
    ['emoji in formats', '**👩‍👩‍👧‍👦** *🇿🇦🇫🇷* ~~👍🏽~~ `🏳️‍🌈`', '*👩‍👩‍👧‍👦* _🇿🇦🇫🇷_ ~👍🏽~ `🏳️‍🌈`'],
    ['combining marks in formats', '**e\u0302\u0301** *नमस्ते*', '*e\u0302\u0301* _नमस्ते_'],
  ];
  for (const [what, markdown, whatsApp] of table) {
    it(`gives ${what} its form on WhatsApp`, () => {
      expect(toWhatsAppText(markdown).replaceAll('\u2060', '‸')).to.equal(whatsApp);
    });
  }

  it('sends the words around an image of any size', () => {
    expect(toWhatsAppText(`![a](data:image/png;base64,${'A'.repeat(100_000)}) **b**`)).to.equal('a *b*');
  });

  const word = fc.constantFrom('alpha', 'βήτα', 'שלום', '漢字', '👩‍👩‍👧‍👦', '🇿🇦', 'e\u0301a', '1234');
  const words = fc.array(word, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
  const formatted = fc
    .tuple(fc.constantFrom('', '**', '*', '~~', '`', '***'), words)
    .map(([mark, text]) => mark + text + mark);
  const blockOfWords = fc.oneof(
    formatted,
    formatted.map((text) => `# ${text}`),
    fc.array(formatted, { minLength: 1, maxLength: 4 }).map((all) => all.map((text) => `- ${text}`).join('\n  ')),
    fc.array(formatted, { minLength: 1, maxLength: 4 }).map((all) => all.map((text) => `> ${text}`).join('\n')),
    words.map((text) => lines('```', text, '```')),
    fc
      .tuple(words, words, fc.array(fc.tuple(formatted, word), { maxLength: 4 }))
      .map(([one, other, rows]) => lines(`|${one}|${other}|`, '|-|-:|', ...rows.map((row) => `|${row.join('|')}|`))),
  );
  const count = (text: string, part: string) => text.split(part).length - 1;

  it('keeps every word, in pieces whose marks are in pairs', () => {
    const texts = fc.array(blockOfWords, { minLength: 1, maxLength: 8 }).map((all) => all.join('\n\n'));
    fc.assert(
      fc.property(texts, fc.integer({ min: 60, max: 4096 }), (markdown, limit) => {
        const pieces = splitText(toWhatsAppText(markdown), limit);
        for (const piece of pieces) {
          expect(piece.length).to.be.at.most(limit);
          for (const mark of ['```', '*', '_', '~', '`']) expect(count(piece, mark) % 2, piece).to.equal(0);
        }
        for (const part of new Set(markdown.match(/[^\s*~`|>#:-]+/g))) {
          expect(count(pieces.join('\n'), part), part).to.be.at.least(count(markdown, part));
        }
      }),
      { numRuns: 80 },
    );
  });
});
