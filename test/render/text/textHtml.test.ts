import { expect } from 'chai';
import fc from 'fast-check';
import { toWhatsAppText } from '../../../src/render/text/whatsAppText.js';

describe('toWhatsAppText, tag by tag', () => {
  const both: [what: string, text: string, whatsApp: string][] = [
    ['formats', '<b>a</b> <i>b</i> <u>c</u> <code>d</code> <SPAN style="x">e</SPAN>', 'a b c d e'],
    ['line breaks', 'a<br>b<br/>c<br />\nd', 'a\nb\nc\nd'],
    ['paragraphs', '<p>a</p><p>b</p>\n<p>c</p>', 'a\nb\nc'],
    ['a paragraph behind words', 'a<p>b</p>c', 'a\nb\nc'],
    ['a heading', '<h1>a</h1>b', 'a\nb'],
    ['a list', '<ul><li>a</li><li>b</li></ul>', '• a\n• b'],
    ['a table', '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>', 'a | b\n1 | 2'],
    ['a link', '<a href="https://x.y/?a=1&amp;b=2">go <b>on</b></a>', 'go on (https://x.y/?a=1&b=2)'],
    ['a link that is its own label', "<a href='https://x.y'>https://x.y</a>", 'https://x.y'],
    ['a list in a list', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '• a\n  • b\n• c'],
    ['boxes in boxes', '<div><div>a</div><div>b</div></div><div>c</div>', 'a\nb\nc'],
    ['formats that cross', '<b>x<i>y</b>z</i>', 'xyz'],
    ['a table whose cells are not closed', '<table><tr><td>a<td>b</table>', 'a | b'],
    ['what is less than something', 'a < b, <3, 5 <b', 'a < b, <3, 5 <b'],
    ['types in brackets', 'List<String> and Map<String, List<Integer>>', 'List<String> and Map<String, List<Integer>>'],
    ['conditions', 'if (a<b && c>d) and x<y and y>z', 'if (a<b && c>d) and x<y and y>z'],
    ['what is to be filled in', 'PAY <amount> to <address>', 'PAY <amount> to <address>'],
    ['arrows', 'a <- b -> c, <<Name>>', 'a <- b -> c, <<Name>>'],
    ['a link that is not closed', '<a href="https://x.y">go', 'https://x.y go'],
    ['an anchor', '<a name="x">a</a>', 'a'],
    ['an image', '<img alt="a" src="https://x.y/a.png"> b', 'a (https://x.y/a.png) b'],
    ['a script', 'a <script>let b = "*c*";</script>d', 'a d'],
    ['a style', '<style type="text/css">\n.a { b: c }\n</style>\nd', 'd'],
    ['a comment', 'a<!-- b -->c', 'ac'],
    ['a mention', '<at>Bot</at> hi', 'Bot hi'],
    ['tags that are closed', '<details><summary>a</summary>b</details>', 'a\nb'],
    ['characters by name and number', '&lt;b&gt; &amp; &#65;&#x42;&quot;', '<b> & AB"'],
    ['characters by their names in HTML', 'a&nbsp;b&hellip; &eacute; &euro;5', 'a\u00A0b… é €5'],
    ['what is no reference', 'https://x.y/?a=1&copy=2&reg=3 AT&T &amp', 'https://x.y/?a=1&copy=2&reg=3 AT&T &amp'],
    ['comparisons', '1 < 2 && 3 > 2', '1 < 2 && 3 > 2'],
    ['a comment of several lines', 'a<!-- <b>\n& --\n-->c', 'ac'],
    ['an attribute with a bracket', '<b title="1 > 2">a</b>', 'a'],
    ['an attribute without quotes', '<a href=tel:123>a</a>', 'a (tel:123)'],
    ['formats that are not closed', '<b>a <i>b', 'a b'],
    ['a list that is not closed', '<ul><li>a<li>b', '• a\n• b'],
    ['a script that is not closed', 'a <script>b', 'a b'],
  ];
  for (const [what, text, whatsApp] of both) {
    it(`reads ${what}`, () => {
      expect(toWhatsAppText(text), 'markdown').to.equal(whatsApp);
      expect(toWhatsAppText(text, 'xml'), 'xml').to.equal(whatsApp);
      expect(toWhatsAppText(text, 'plain').replaceAll('\u2060', ''), 'plain').to.equal(text);
    });
  }

  const different: [what: string, text: string, markdown: string, xml: string][] = [
    [
      'what is to be filled in',
      'PAY <amount></amount> to <x y="1">',
      'PAY <amount></amount> to <x y="1">',
      'PAY  to <x y="1">',
    ],
    ['tags in code', '`<b>a</b>`', '`<b>a</b>`', '`a`'],
    ['formats of Markdown', '**a** <b>b</b>', '*a* b', '**a** b'],
    ['text as data', '<![CDATA[<b>]]>', '<![CDATA[<b>]]>', '<b>'],
    ['an empty XML element', 'a<x/>b', 'a<x/>b', 'ab'],
    ['text as data, marks and all', 'a<![CDATA[ & <b> &amp; ]]>c', 'a<![CDATA[ & <b> &amp; ]]>c', 'a & <b> &amp; c'],
    ['data that does not end', 'a<![CDATA[b', 'a<![CDATA[b', 'a<![CDATA[b'],
    ['a comment that does not end', 'a<!-- b', 'a<!-- b', 'a<!-- b'],
    ['a tag that does not end', 'a <b c <i>d</i>', 'a <b c d', 'a <b c d'],
    ['an ending that nothing began', 'a</b></x>b', 'a</x>b', 'ab'],
    ['declarations', '<?xml version="1.0"?><!DOCTYPE p><p>a</p>', '<?xml version="1.0"?><!DOCTYPE p>\na', 'a'],
    [
      'what is to be spoken',
      '<speak>Pay <say-as interpret-as="currency">R5</say-as><break time="1s"/> by <sub alias="noon">12</sub>.</speak>',
      '<speak>Pay <say-as interpret-as="currency">R5</say-as><break time="1s"/> by 12.</speak>',
      'Pay R5 by 12.',
    ],
    ['a numbered list', '<ol start="3"><li>a<li>b</ol>', '3. a\n4. b', '3. a\n4. b'],
    [
      'sentences that are to be spoken',
      '<speak><p><s>Hi</s><s>there.</s></p><prosody rate="slow">Bye</prosody></speak>',
      '<speak>\nHithere.\n<prosody rate="slow">Bye</prosody></speak>',
      'Hi there.\nBye',
    ],
  ];
  for (const [what, text, markdown, xml] of different) {
    it(`reads ${what} as the format says`, () => {
      expect(toWhatsAppText(text).replaceAll('\u2060', '')).to.equal(markdown);
      expect(toWhatsAppText(text, 'xml').replaceAll('\u2060', '')).to.equal(xml);
    });
  }

  it('takes anything for HTML, and loses no word of it', () => {
    const parts = [
      '<b>',
      '</b>',
      '<a href="u">',
      '</a>',
      '<p>',
      '</p>',
      '<li>',
      '<td>',
      '<br>',
      '<img>',
      '<x',
      '>',
      '<',
      '&',
      '\n',
      ' ',
    ];
    const html = fc.array(fc.constantFrom(...parts, 'word', '漢'), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(html, fc.constantFrom('markdown', 'xml'), (text, format) => {
        const wanted = text.replace(/<[^<>]*>/g, '').match(/word|漢/g) ?? [];
        const sent = toWhatsAppText(text, format);
        expect(sent.match(/word|漢/g) ?? []).to.have.lengthOf.at.least(wanted.length);
      }),
      { numRuns: 150 },
    );
  });
});
