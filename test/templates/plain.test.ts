import { expect } from 'chai';
import fc from 'fast-check';
import { plainValue } from '../../src/templates/plain.js';

describe('A template value', () => {
  const rows: [given: string, sent: string][] = [
    ['**R 100**', 'R 100'],
    ['Pay **R 100** by _Friday_, please', 'Pay R 100 by Friday, please'],
    ['***both***', 'both'],
    ['~~R 200~~ R 100', 'R 200 R 100'],
    ['`T-42`', 'T-42'],
    ['__two words__', 'two words'],
    ['[our site](https://x.org/a_b_c)', 'our site (https://x.org/a_b_c)'],
    ['**[our site](https://x.org)**.', 'our site (https://x.org).'],
    ['[https://x.org](https://x.org)', 'https://x.org'],
    ['![map](https://x.org/m.png)', 'map (https://x.org/m.png)'],
    ['[mail](mailto:a@x.org)', 'mail (mailto:a@x.org)'],
    ['## Your order\n\n**2** items\nfrom _us_', 'Your order 2 items from us'],
    ['> so they said', 'so they said'],
    ['料金は**無料**です', '料金は無料です'],
    ['un**frigging**believable', 'unfriggingbelievable'],
    ['**see https://x.org/a**', 'see https://x.org/a'],
    // What is no Markdown.
    ['my_file_name', 'my_file_name'],
    ['_my_file_name', '_my_file_name'],
    ['__init__', '__init__'],
    ['2*3*4', '2*3*4'],
    ['2**3**4', '2**3**4'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['****1234', '****1234'],
    ['4111****1111', '4111****1111'],
    ['https://x.org/_a_/**b**?c=*d*', 'https://x.org/_a_/**b**?c=*d*'],
    ['/srv/_build_/x', '/srv/_build_/x'],
    ['a_b_@x.org', 'a_b_@x.org'],
    ['# 5', '# 5'],
    ['> 18', '> 18'],
    ['[1] and (2)', '[1] and (2)'],
    ['~5 km~ish', '~5 km~ish'],
    ['ends with *', 'ends with *'],
    ['```a', '```a'],
  ];
  for (const [given, sent] of rows) {
    it(`of ${JSON.stringify(given)} is sent as ${sent}`, () => {
      expect(plainValue(given)).to.equal(sent);
      expect(plainValue(`${given} `)).to.equal(sent);
    });
  }

  it('is the same if it is read again, and keeps its letters and digits', () => {
    const part = fc.constantFrom(
      'a',
      'B1',
      '*',
      '**',
      '_',
      '~~',
      '`',
      '[',
      '](x)',
      ' ',
      '\n',
      '# ',
      '> ',
      '漢',
      'https://x.y/_a_',
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 25 }).map((parts) => parts.join('')),
        (text) => {
          const sent = plainValue(text);
          expect(plainValue(sent)).to.equal(sent);
          const letters = (of: string) =>
            of
              .replace(/x(?=\))/g, '')
              .match(/[aB1漢]/g)
              ?.join('') ?? '';
          // The name of a fence's language is a mark.
          expect(letters(sent)).to.equal(letters(text.replace(/^[ \t]*```[\w-]+[ \t]*(?=\n)/gm, '')));
        },
      ),
      { numRuns: 300 },
    );
  });
});
