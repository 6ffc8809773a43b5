import { expect } from 'chai';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { markdownTree } from '../../../src/render/text/markdown.js';
import { toWhatsAppText } from '../../../src/render/text/whatsAppText.js';

/** U+2060, which is invisible, as something that a reader of this file can see. */
const joiner = '‸';

function shown(text: string): string {
  return text.replaceAll('\u2060', joiner);
}

/** What a reader sees of a Markdown text, tags and addresses of links aside. */
function visibleText(node: Nodes): string {
  if (node.type === 'html') return '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(visibleText).join('') : '';
}

/** Every stretch that WhatsApp could format, by its published rules read as broadly as they can be. */
function formattedBy(phone: string): string[] {
  const border = /^$|[^\p{L}\p{N}\u2060]/u;
  const found: string[] = [];
  for (const line of phone.split('\n')) {
    const characters = Array.from(line);
    for (const [start, mark] of characters.entries()) {
      if (!'*_~`'.includes(mark) || !border.test(characters[start - 1] ?? '')) continue;
      for (let end = start + 2; end < characters.length; end += 1) {
        const content = characters.slice(start + 1, end).join('');
        const closes = characters[end] === mark && border.test(characters[end + 1] ?? '');
        const holdsMore = Array.from(content).some((character) => character !== mark && character !== '\u2060');
        if (closes && holdsMore && content.trim() === content) found.push(mark + content + mark);
      }
    }
  }
  return [...found, ...(phone.match(/```[\s\S]+?```/g) ?? [])];
}

describe('toWhatsAppText', () => {
  const table: [what: string, markdown: string, whatsApp: string][] = [
    ['plain words', 'Hello, how are you?', 'Hello, how are you?'],
    ['an empty text', '', ''],
    ['bold', 'a **b** c', 'a *b* c'],
    ['bold with underscores', '__b__', '*b*'],
    ['italic', '*i* and _j_', '_i_ and _j_'],
    ['strikethrough', '~~gone~~', '~gone~'],
    ['code', 'type `a*b*c_d_` now', 'type `a*b*c_d_` now'],
    ['bold and italic', '***both***', '_*both*_'],
    ['italic in bold', '**a _b_**', '*a _b_*'],
    ['bold in bold', '__a **b** c__', '*a b c*'],
    ['bold in punctuation', '("**a**")', '("*a*")'],
    ['bold over two lines', '**a\nb**', '*a*\n*b*'],
    ['bold with a blank at its end', '**a&#32;** b', '*a*  b'],
    ['bold around an escaped asterisk', '**(\\*)x**', `*(${joiner}*${joiner})x*`],
    ['a heading', '# Your **order**\nText', '*Your order*\nText'],
    ['a code block', '```js\nlet a = `*x*`;\n```', '```\nlet a = `*x*`;\n```'],
    ['a code block that was cut off', '```\na\n\nb', '```\na\n\nb\n```'],
    ['a bullet list', '* a\n* b', '- a\n- b'],
    ['a bullet list with blank lines', '- a\n\n- b', '- a\n\n- b'],
    ['a numbered list with a start', '3. a\n4. b', '3. a\n4. b'],
    ['a numbered list that leaves the counting to Markdown', '1. a\n1. b\n1. c', '1. a\n2. b\n3. c'],
    ['numbers that mean themselves', '5) Mon\n7) Wed', '5) Mon\n7) Wed'],
    ['a nested list', '- a\n- b\n  1. x\n\n     more', '- a\n- b\n  1. x\n\n     more'],
    ['a quote', '> a\n> **b**\n\nc', '> a\n> *b*\n\nc'],
    ['a link', '[our site](https://x.y/a_b_)', 'our site (https://x.y/a_b_)'],
    ['a link that is its own label', '[https://x.y](https://x.y)', 'https://x.y'],
    ['an autolink', '<https://x.y/_a_>', 'https://x.y/_a_'],
    ['a mail address', '<a@b.co> or [a@b.co](mailto:a@b.co)', 'a@b.co or a@b.co'],
    ['a phone number', '[+27820000001](tel:+27820000001)', '+27820000001'],
    ['an address with marks in it', 'https://x.y/*a*/__b__.py', 'https://x.y/*a*/__b__.py'],
    ['a bold address', '**https://x.y/a_b**', '*https://x.y/a_b*'],
    ['bold that a mark in an address would end', '**see https://x.y/*z/**', 'see https://x.y/*z/'],
    ['an image', '![A map](https://x.y/m.png)', 'A map (https://x.y/m.png)'],
    ['an image without words', '![](https://x.y/m.png)', 'https://x.y/m.png'],
    ['a thematic break', 'a\n\n---\n\nb', 'a\n\n---\n\nb'],
    ['HTML tags', 'a <b>x</b><br>c <!-- no --><p>d</p>', 'a x\nc d'],
    ['angle brackets that are no HTML', 'I <3 U, a < b, PAY <amount>', 'I <3 U, a < b, PAY <amount>'],
    ['character references', 'a &amp; b &#42;c&#42;', `a & b ${joiner}*c*`],
    ['hard breaks', 'a *b*  \nc\\\nd', 'a _b_\nc\nd'],
    ['lines and blank lines', 'a_b\nc\n\nd\n\n\n\ne', 'a_b\nc\n\nd\n\n\n\ne'],
    ['Windows line ends', '**a**\r\nb', '*a*\nb'],
    ['a column', 'Order *7*:\n    2x Coffee   R50\n    1x Tea', 'Order _7_:\n    2x Coffee   R50\n    1x Tea'],
    ['an indented text', '    [four]', '    [four]'],
    ['a line under a text', 'Total\n---\nR5', 'Total\n---\nR5'],
    ['what looks like a definition', '[foo]: bar', '[foo]: bar'],
    ['a fence of ornaments', '~~~ Specials ~~~\nA', '```\nSpecials ~~~\nA\n```'],
    ['a bullet alone', '-', '-'],
    ['a plus', '+ 5', '+ 5'],
    ['a number alone', '5.', '5.'],
    ['an account mask', '****1234', '****1234'],
    ['an account mask with a space', '**** 1234', '**** 1234'],
    ['two account masks', '****1234, then ****5678', `${joiner}*${joiner}*${joiner}*${joiner}*1234, then ****5678`],
    ['a mask on both sides', '****1234****', `${joiner}*${joiner}*${joiner}*${joiner}*1234****`],
    ['masked numbers', '4111****1111 4222****2222', `4111*${joiner}*${joiner}*${joiner}*1111 4222****2222`],
    ['asterisks around a line', '*** 1234 ***', `${joiner}*${joiner}** 1234 ***`],
    ['a mask beside bold', '****1234 **b**', `${joiner}*${joiner}*${joiner}*${joiner}*1234 *b*`],
    ['asterisks alone', '****', '****'],
    ['underscores alone', '____', '____'],
    ['a product with blanks', '2 * 3 * 4', '2 * 3 * 4'],
    ['a product', '2*3*4', '2*3*4'],
    ['asterisks inside words', 'a*b*c', 'a*b*c'],
    ['a product in italics', '*note: 2*3=6*', '_note: 2*3=6_'],
    ['names with underscores', 'snake_case_name and my_file_v2.pdf', 'snake_case_name and my_file_v2.pdf'],
    ['single tildes', '~5 km~ish', '~5 km~ish'],
    ['single tildes around a word', 'in ~5~ days', `in ${joiner}~5~ days`],
    ['bold inside a word', 'foo**bar**baz', 'foobarbaz'],
    ['bold in a script without spaces', '这是**粗体**文字', '这是粗体文字'],
    ['escaped marks', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`', `${joiner}*a* ${joiner}_b_ ${joiner}~c~ ${joiner}\`d\``],
    ['an escaped list and quote', '1\\. x\n\n\\- y\n\n\\> z', `${joiner}1. x\n\n${joiner}- y\n\n${joiner}> z`],
    ['three typed backticks', 'x ``` y\n\nz ``` w', `x \`\`${joiner}\` y\n\nz \`\`${joiner}\` w`],
    ['a lone mark', 'a * b, _c, d~', 'a * b, _c, d~'],
  ];
  for (const [what, markdown, whatsApp] of table) {
    it(`gives ${what} its form on WhatsApp`, () => {
      expect(shown(toWhatsAppText(markdown))).to.equal(whatsApp);
      expect(toWhatsAppText(markdown, 'markdown')).to.equal(toWhatsAppText(markdown));
    });
  }

  const otherFormats: [format: string, text: string, whatsApp: string][] = [
    ['plain', '**a** and # b\n\n\n  c', `${joiner}*${joiner}*a** and # b\n\n\n  c`],
    ['plain', '*a* _b_ ~c~ `d`', `${joiner}*a* ${joiner}_b_ ${joiner}~c~ ${joiner}\`d\``],
    ['plain', '- a\n1. b\n2 * 3 ****1234', '- a\n1. b\n2 * 3 ****1234'],
    ['plain', '> 18 only\n  * note', `${joiner}> 18 only\n  ${joiner}* note`],
    ['plain', '```\nx\n```', `\`\`${joiner}\`\nx\n\`\`${joiner}\``],
    ['plain', 'https://x.y/_a_ _b', 'https://x.y/_a_ _b'],
    ['xml', '<p>Hi <b>you</b> &amp; a &lt; b &#x41;</p><p>c<br/>d</p>', 'Hi you & a < b A\nc\nd'],
    ['xml', '&#42;a&#42; 1 < 2 &constructor; &#0; &#xd800;', `${joiner}*a* 1 < 2 &constructor; &#0; &#xd800;`],
    ['something new', '**a**', `${joiner}*${joiner}*a**`],
  ];
  for (const [format, text, whatsApp] of otherFormats) {
    it(`takes ${JSON.stringify(text)} as ${format}`, () => {
      expect(shown(toWhatsAppText(text, format))).to.equal(whatsApp);
    });
  }

  it('leaves nothing in a plain text that WhatsApp would format, and changes nothing that is seen', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'ab1é *_~`\n.(-漢'), maxLength: 30 });
    fc.assert(
      fc.property(typed, (text) => {
        const sent = toWhatsAppText(text, 'plain');
        expect(formattedBy(sent)).to.deep.equal([]);
        expect(sent.replaceAll('\u2060', '')).to.equal(text);
      }),
      { numRuns: 500 },
    );
  });

  it('sends a plain text byte for byte where WhatsApp would format nothing', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'ab1 *_~\n.'), maxLength: 12 });
    fc.assert(
      fc.property(typed, (text) => {
        fc.pre(formattedBy(text).length === 0 && !/^ *[>*] /m.test(text));
        expect(toWhatsAppText(text, 'plain')).to.equal(text);
      }),
      { numRuns: 500 },
    );
  });

  it('loses no letter and no digit of a Markdown text', () => {
    const pieces = [
      'a',
      'b1',
      ' ',
      '\n',
      '\n\n',
      '*',
      '**',
      '_',
      '~~',
      '`',
      '```',
      '> ',
      '- ',
      '1. ',
      '# ',
      '[',
      '](x)',
      '[a]: /u\n',
      '|',
      '|-|-|\n',
      '\n===\n',
      '<a href="u">',
      '</a>',
    ];
    const markdown = fc.oneof(
      fc.array(fc.constantFrom(...pieces, '<b>', '&amp;', '\\', '    ', '!', '****', '~~~'), { maxLength: 40 }),
      fc.array(fc.string({ unit: 'binary' })),
    );
    fc.assert(
      fc.property(markdown, (parts) => {
        const text = parts.join('');
        const sent = toWhatsAppText(text);
        let place = 0;
        const wanted = visibleText(markdownTree(text)).match(/[\p{L}\p{N}]/gu) ?? [];
        for (const character of wanted) {
          place = sent.indexOf(character, place) + 1;
          expect(place, `${character} of ${JSON.stringify(text)} in ${JSON.stringify(sent)}`).to.be.above(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('takes a text that nests without end', () => {
    const text = `${'>'.repeat(3000)} a`;
    expect(toWhatsAppText(text)).to.equal(text);
  });
});
