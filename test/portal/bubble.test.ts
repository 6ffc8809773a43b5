import { expect } from 'chai';
import stringWidth from 'string-width';
import { bubbleSvg } from '../../src/portal/bubble.js';
import { runsOf } from '../../src/portal/emphasis.js';
import { previewText } from '../../src/portal/preview.js';
import { widthOf, wrap } from '../../src/portal/wrap.js';
import { bind } from '../../src/templates/bind.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';

const bound = (more: object = {}, values: Record<string, string> = {}) => {
  const [template] = TemplateCatalog.parse({
    templates: [{ name: 'a', language: 'en', category: 'utility', body: 'Hi.', ...more }],
  });
  if (!template) throw new Error('The catalogue has a template.');
  return bind(template, values);
};
/** What stands in the lines of an image. */
const linesIn = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, line = '']) => line.replace(/<[^>]+>/g, ''));

describe('The pieces of a text', () => {
  const cases: [text: string, shown: string][] = [
    ['plain', 'plain'],
    ['a *bold* b', 'a |bold:bold| b'],
    ['_it_ ~no~ `code`', 'italic:it| |strike:no| |mono:code'],
    ['```a *b*```', 'mono:a *b*'],
    ['*a _b_ c*', 'bold:a |bold italic:b|bold: c'],
    ['2*3*4, my_file_name', '2*3*4, my_file_name'],
    ['* a * and *b', '* a * and *b'],
    ['*a\nb*', '*a\nb*'],
    ['*Total:* R 12', 'bold:Total:| R 12'],
  ];
  for (const [text, shown] of cases) {
    it(`of ${JSON.stringify(text)} are ${shown.replace('\n', '⏎')}`, () => {
      const runs = runsOf(text).map(({ text: inside, ...style }) => [Object.keys(style).join(' '), inside]);
      expect(runs.map(([style, inside]) => (style ? `${style}:${inside}` : inside)).join('|')).to.equal(shown);
    });
  }
});

describe('Lines', () => {
  const lines = (text: string, widest: number) =>
    wrap(runsOf(text), widest).map((line) => line.map((run) => run.text).join(''));

  it('are broken between words, and not before the mark after one', () => {
    expect(lines('one two, three (four)', widthOf('one two,'))).to.deep.equal(['one two, ', 'three ', '(four)']);
  });

  it('are as wide as they may be at the most, and lose nothing', () => {
    for (const text of [
      'word '.repeat(60),
      'x'.repeat(300),
      '漢字かな交じり文'.repeat(20),
      '👨‍👩‍👧‍👦'.repeat(40),
      'שלום עולם '.repeat(20),
    ]) {
      const made = lines(text, 20);
      for (const line of made) expect(widthOf(line.trimEnd())).to.be.at.most(20);
      expect(made.join('').replace(/\s/g, '')).to.equal(text.replace(/\s/g, ''));
      if (text.includes('👧')) for (const line of made) expect(line).to.match(/^(?:👨‍👩‍👧‍👦)+$/u);
    }
  });

  it('end where the text has new lines', () => {
    expect(lines('a\n\nb', 20)).to.deep.equal(['a', '', 'b']);
  });
});

describe('The image of a template', () => {
  it('has everything that the phone shows', () => {
    const svg = bubbleSvg(
      bound(
        {
          ...{
            header: { type: 'text', text: 'Parcel' },
            footer: 'Reply STOP',
            body: 'Hi *{{1}}*, it is here.',
            slots: ['name'],
          },
          buttons: [
            { type: 'quickReply', title: 'Thanks' },
            { type: 'url', title: 'Track', url: 'https://x.example.com' },
            { type: 'phone', title: 'Call', phone: '27110000001' },
          ],
        },
        { name: 'A <b> & "c"' },
      ),
    );
    expect(linesIn(svg)).to.deep.equal([
      ...['Parcel', 'Hi A &lt;b&gt; &amp; &quot;c&quot;, it is here.', 'Reply STOP'],
      ...['↩ Thanks', '↗ Track', '✆ Call'],
    ]);
    expect(svg).to.include('<tspan font-weight="600">A &lt;b&gt; &amp; &quot;c&quot;</tspan>');
    expect(svg).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" [\s\S]*<\/svg>\n$/);
  });

  it('grows with its text, and shows the place of a file', () => {
    const heightOf = (svg: string) => Number(/height="(\d+)"/.exec(svg)?.[1]);
    const long = bubbleSvg(bound({ body: 'A word and another. '.repeat(20) }));
    expect(linesIn(long).length).to.be.greaterThan(5);
    expect(heightOf(long)).to.be.greaterThan(heightOf(bubbleSvg(bound())));
    const file = bubbleSvg(bound({ header: { type: 'image' } }, { header: 'file-1.png' }));
    expect(linesIn(file)[0]).to.equal('image');
  });

  it('begins on the right where the text does', () => {
    expect(bubbleSvg(bound({ body: '👋 שלום, מה שלומך?' }))).to.match(
      /<text x="328" text-anchor="end" [^>]*>\u202B👋 שלום, מה שלומך\?\u202C<\/text>/,
    );
    expect(bubbleSvg(bound({ body: 'Hi שלום' }))).not.to.include('text-anchor="end"');
  });

  it('shows two of many buttons, as WhatsApp does', () => {
    const buttons = [1, 2, 3, 4].map((n) => ({ type: 'quickReply', title: `Choice ${n}` }));
    expect(linesIn(bubbleSvg(bound({ buttons }))).slice(1)).to.deep.equal([
      '↩ Choice 1',
      '↩ Choice 2',
      '☰ See all options',
    ]);
  });
});

describe('The preview of a template as text', () => {
  it('is a frame of one width, whatever is in it', () => {
    const text = previewText(
      bound({
        ...{
          header: { type: 'text', text: '漢字' },
          footer: '👨‍👩‍👧‍👦 family',
          body: 'A long sentence of several words. '.repeat(4),
        },
        buttons: [
          { type: 'url', title: 'See', url: 'https://x.example.com/a-rather-long-address/of-a-page-that-is-deep/in' },
        ],
      }),
    );
    expect(new Set(text.split('\n').map((line) => stringWidth(line)))).to.deep.equal(new Set([64]));
    expect(text).to.include('[ See ] https://x.example.com');
  });
});
