import { expect } from 'chai';
import fc from 'fast-check';
import { markdownBlocks } from '../../../src/render/text/blocks.js';
import { unwrapped } from '../../../src/render/text/fence.js';
import { convertedInParts } from '../../../src/render/text/longText.js';
import { partsOf } from '../../../src/render/text/parts.js';
import { isLongText, toWhatsAppText, toWhatsAppTextInTurns } from '../../../src/render/text/whatsAppText.js';

/** In short parts, which still hold any line of the tests. */
function inParts(text: string, part = 250): string {
  const steps = convertedInParts(text, () => true, { whole: 0, part });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

describe('A long Markdown text', () => {
  const long: [what: string, unit: string, shown: string][] = [
    ['bold in one paragraph', 'intro **bold** text ', 'intro *bold* text '],
    ['bold in paragraphs', 'intro **bold** text\n\n', 'intro *bold* text\n\n'],
    ['bold in lines', 'intro **bold** text\n', 'intro *bold* text\n'],
    ['a list', '- an **item** of it\n', '- an *item* of it\n'],
    ['a quote', '> **so** it was\n', '> *so* it was\n'],
    ['sentences without spaces', '料金は**「無料」**です。', '料金は「無料」です。'],
    ['headings and links', '# A title\n\n[site](https://x.y/a)\n\n', '*A title*\n\nsite (https://x.y/a)\n\n'],
    ['a block of code', '```\nlet **a** = 1;\n```\n\n', '```\nlet **a** = 1;\n```\n\n'],
  ];
  for (const [what, unit, shown] of long) {
    it(`has no length at which marks stay: ${what}`, () => {
      const times = Math.ceil(12_000 / unit.length);
      expect(toWhatsAppText(unit.repeat(times))).to.equal(shown.repeat(times).trimEnd());
    });
  }

  for (const unit of ['1. ', '- 1. ', '> 1. ']) {
    it(`gives way to others where lists stand in each other, before it is long: ${JSON.stringify(unit)}`, () => {
      const text = unit.repeat(4000 / unit.length);
      expect(isLongText(text)).to.equal(true);
      expect([...convertedInParts(text, () => true)]).to.have.length.greaterThan(3);
      expect(isLongText('an **item**\n'.repeat(50) + unit.repeat(5))).to.equal(false);
    });
  }

  it('is one block of code, whatever its length', () => {
    const code = 'a **b**\n\n  c\n'.repeat(1_000).trimEnd();
    expect(toWhatsAppText(`before\n\n\`\`\`js\n${code}\n\`\`\`\n\n**after**`)).to.equal(
      `before\n\n\`\`\`\n${code}\n\`\`\`\n\n*after*`,
    );
  });

  it('counts on where a list leaves that to Markdown', () => {
    const shown = Array.from({ length: 400 }, (_, index) => `${index + 1}. an *item* of it`);
    expect(toWhatsAppText('1. an **item** of it\n'.repeat(400))).to.equal(shown.join('\n'));
    expect(toWhatsAppText('1. an **item** of it\n\n'.repeat(400))).to.equal(shown.join('\n\n'));
  });

  it('goes on with a list behind an item that is longer than a part', () => {
    const long = 'a **word** of it, '.repeat(150).trim();
    const items = [1, 2, 3, 4].map((number) => `${number}. ${long}`);
    expect(toWhatsAppText(items.join('\n'))).to.equal(items.join('\n').replaceAll('**', '*'));
  });

  it('names the columns of a table in every row', () => {
    const row = '| Thandi Nkosi | **R 100** | a payment for the rent of May |\n';
    const shown = '*Name*: Thandi Nkosi\n*Sum*: *R 100*\n*For*: a payment for the rent of May';
    expect(toWhatsAppText(`| Name | Sum | For |\n|---|---|---|\n${row.repeat(200)}`)).to.equal(
      Array.from({ length: 200 }, () => shown).join('\n\n'),
    );
  });

  it('finds the addresses of references, and shows none twice', () => {
    const filler = 'a **word** or two\n\n'.repeat(300);
    const text = `See [our site][1].\n\n${filler}And [ours][1].\n\n[1]: https://x.y/a\n[2]: https://x.y/b`;
    const shown = 'a *word* or two\n\n'.repeat(300);
    expect(toWhatsAppText(text)).to.equal(
      `See our site (https://x.y/a).\n\n${shown}And ours (https://x.y/a).\n\n[2]: https://x.y/b`,
    );
  });

  it('reads in parts as it reads at once', () => {
    const word = fc.constantFrom('word', '**bold**', '_so_', '`a*b`', '~~gone~~', '[x](https://x.y)', '2*3', '料金');
    const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((all) => all.join(' '));
    const lines = (mark: (index: number) => string) =>
      fc
        .array(words, { minLength: 1, maxLength: 6 })
        .map((all) => all.map((line, index) => `${mark(index)}${line}`).join('\n'));
    const block = fc.oneof(
      words,
      lines(() => ''),
      lines(() => '- '),
      lines(() => '1. '),
      lines((index) => `${index + 3}. `),
      lines(() => '> '),
      lines((index) => (index % 2 === 0 ? '- ' : '  - ')),
      word.map((title) => `## ${title}`),
      lines(() => '').map((code) => `\`\`\`js\n${code}\n\`\`\``),
      words.map((about) => `${about} [our site][one]`),
    );
    const document = fc.array(block, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(document, (all) => {
        const text = [...all, '[one]: https://x.y/one'].join('\n\n');
        expect(inParts(text)).to.equal(markdownBlocks(unwrapped(text)));
      }),
      { numRuns: 40 },
    );
  });

  it('is cut without loss, whatever it is', () => {
    const piece = fc.constantFrom(
      'a',
      '**',
      '`',
      '```',
      '\n',
      '\n\n',
      ' ',
      '- ',
      '1. ',
      '|',
      '|-|',
      '> ',
      '[',
      '](x)',
      '漢',
    );
    const text = fc.array(piece, { maxLength: 300 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const parts = [...partsOf(given, 40)].map((part) => part.text);
        expect(parts.join('')).to.equal(given);
        for (const part of parts) expect(part.length).to.be.within(1, 40);
      }),
      { numRuns: 200 },
    );
  });

  it('lets others go on while it is converted', async () => {
    const text = 'intro **bold** text\n\n'.repeat(1_500);
    let turns = 0;
    let isDone = false;
    const others = (): void => {
      turns += 1;
      if (!isDone) setImmediate(others);
    };
    setImmediate(others);
    const sent = await toWhatsAppTextInTurns(text);
    isDone = true;
    expect(sent).to.equal(toWhatsAppText(text));
    expect(turns).to.be.above(2);
  });
});

describe('A block of Markdown in Markdown', () => {
  const rows: [what: string, markdown: string, shown: string][] = [
    ['a whole answer', '```markdown\n# Title\n\n**Hi** there\n```', '*Title*\n\n*Hi* there'],
    ['the short name', '```md\n**Hi**\n```', '*Hi*'],
    ['tildes and capitals', '~~~ Markdown\n**Hi**\n~~~', '*Hi*'],
    ['words around it', 'Here:\n```markdown\n**Hi**\n```\nBye', 'Here:\n\n*Hi*\n\nBye'],
    ['one that was cut off', '```markdown\n- **a**\n- b', '- *a*\n- b'],
    ['code in it', '```markdown\n**a**\n```js\nlet a = 1;\n```\n**b**\n```', '*a*\n```\nlet a = 1;\n```\n*b*'],
    ['code in a longer fence', '````markdown\n```\n**a**\n```\n**b**\n````', '```\n**a**\n```\n*b*'],
    ['code after it', '```md\n**a**\n```\n\n```js\n**b**\n```', '*a*\n\n```\n**b**\n```'],
    ['itself', '````md\n```md\n**a**\n```\n````', '*a*'],
    ['a list around it', '- so:\n  ```markdown\n  **a**\n  ```', '- so:\n  *a*'],
    ['a quote around it', '> ```md\n> **a**\n> ```', '> *a*'],
    ['an indent', '  ```markdown\n  **a**\n  - b\n  ```', '*a*\n- b'],
    ['code that only shows one', '```js\n```md\n**a**\n```', '```\n``‸`md\n**a**\n```'],
    ['another language', '```mdn\n**a**\n```', '```\n**a**\n```'],
  ];
  for (const [what, markdown, shown] of rows) {
    it(`is read as Markdown: ${what}`, () => {
      expect(toWhatsAppText(markdown).replaceAll('\u2060', '‸')).to.equal(shown);
    });
  }

  it('is read as Markdown, whatever its length', () => {
    const text = '# Title\n\n**Hi** there\n\n'.repeat(500).trimEnd();
    expect(toWhatsAppText(`\`\`\`markdown\n${text}\n\`\`\``)).to.equal(
      '*Title*\n\n*Hi* there\n\n'.repeat(500).trimEnd(),
    );
  });
});
