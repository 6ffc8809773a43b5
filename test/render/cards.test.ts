import { expect } from 'chai';
import { readDataUrl } from '../../src/core/dataUrl.js';
import { InvalidInputError } from '../../src/core/errors.js';
import { refuseBrokenCards } from '../../src/render/cards/jsonText.js';
import type { Piece } from '../../src/render/piece.js';
import { action, activityOf, adaptive, card, picture, pieces } from './activities.js';

const said = (parts: object) => pieces(activityOf(parts)).map(({ text }) => text);
const kinds = (parts: object) => pieces(activityOf(parts)).map(({ kind }) => kind);
const first = (attachment: object): Piece | undefined => pieces(activityOf({ attachments: [attachment] }))[0];
const page = 'https://example.com/';
/** With joiners in sight. Versions of Node differ in the comma after a weekday. */
const uniform = (text: string) => text.replaceAll('\u2060', '‸').replaceAll('day, ', 'day ');

describe('An adaptive card', () => {
  const rows: [name: string, content: object, text: string][] = [
    [
      'formats a rich text',
      {
        body: [
          {
            type: 'RichTextBlock',
            inlines: ['On ', { type: 'TextRun', text: 'time', weight: 'Bolder', italic: true }],
          },
        ],
      },
      'On *_time_*',
    ],
    [
      'reads a text block as Markdown',
      { body: [{ type: 'TextBlock', text: '**a** [b](https://example.com/)' }] },
      '*a* b (https://example.com/)',
    ],
    [
      'reads containers, columns and tables in order',
      {
        body: [
          { type: 'Container', items: [{ type: 'TextBlock', text: 'a' }] },
          {
            type: 'ColumnSet',
            columns: [{ items: [{ type: 'TextBlock', text: 'b' }] }, { items: [{ type: 'TextBlock', text: 'c' }] }],
          },
          {
            type: 'Table',
            rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items: [{ type: 'TextBlock', text: 'd' }] }] }],
          },
        ],
      },
      'a\nb\nc\nd',
    ],
    [
      'shows what is hidden until a tap',
      {
        body: [
          { type: 'TextBlock', id: 'a', text: 'a', isVisible: false },
          { type: 'Container', id: 'b', isVisible: false, items: [{ type: 'TextBlock', text: 'b' }] },
        ],
        actions: [{ type: 'Action.ToggleVisibility', title: 'More', targetElements: ['a', { elementId: 'b' }] }],
      },
      'a\nb',
    ],
    [
      'leaves out what stays hidden',
      {
        body: [
          { type: 'TextBlock', text: 'a', isVisible: false },
          { type: 'Container', isVisible: false, items: [{ type: 'TextBlock', text: 'b' }] },
          { type: 'ColumnSet', columns: [{ isVisible: false, items: [{ type: 'TextBlock', text: 'c' }] }] },
          { type: 'Input.Text', id: 'd', label: 'd', isVisible: false },
          { type: 'ActionSet', isVisible: false, actions: [{ type: 'Action.Submit', title: 'e' }] },
          { type: 'TextBlock', text: 'f', isVisible: true },
        ],
      },
      'f',
    ],
    [
      'does not offer what cannot be tapped',
      {
        body: [
          { type: 'TextBlock', text: 'a', selectAction: { type: 'Action.Submit', title: 'b', isEnabled: false } },
          { type: 'ActionSet', actions: [{ type: 'Action.Submit', title: 'c', isEnabled: false }] },
        ],
        actions: [
          { type: 'Action.OpenUrl', title: 'd', url: page, isEnabled: false },
          { type: 'Action.ShowCard', title: 'e', isEnabled: false, card: { body: [{ type: 'TextBlock', text: 'f' }] } },
          { type: 'Action.Execute', title: 'g', isEnabled: true },
        ],
      },
      'a\n\n1. g',
    ],
    [
      'writes formats and links in facts, and none in choices',
      {
        body: [
          {
            type: 'FactSet',
            facts: [
              { title: 'Sum', value: '**R 100**' },
              { title: 'Page', value: '[site](https://x.org)' },
              { title: 'By', value: '_Joe_' },
              { title: '# 7', value: '2*3*4' },
            ],
          },
          { type: 'Input.ChoiceSet', id: 'x', choices: [{ title: '**A**', value: 'a' }] },
        ],
      },
      'Sum: *R 100*\nPage: site (https://x.org)\nBy: _Joe_\n# 7: 2*3*4\nx: …\n- ‸*‸*A**',
    ],
    [
      'puts dates and times in words, wherever text stands',
      {
        body: [
          { type: 'TextBlock', text: 'Due {{DATE(2026-07-22T08:00:00Z,SHORT)}} at {{TIME(2026-07-22T08:00:00Z)}}' },
          { type: 'TextBlock', text: '{{ date(2026-07-22T23:30:00-02:00, LONG) }}, {{DATE(2026-07-22T08:00:00Z)}}' },
          { type: 'FactSet', facts: [{ title: 'On', value: '{{DATE(2026-07-22T08:00:00Z,COMPACT)}}' }] },
          { type: 'RichTextBlock', inlines: ['By {{TIME(2026-07-22T08:00:00Z)}}'] },
          { type: 'TextBlock', text: '{{DATE(soon)}} {{name}}' },
        ],
        actions: [{ type: 'Action.Submit', title: 'Until {{DATE(2026-07-22T08:00:00Z,SHORT)}}' }],
      },
      'Due Wed, 22 Jul 2026 at 08:00 UTC\nThursday 23 July 2026, 22 Jul 2026\nOn: 22 Jul 2026\nBy 08:00 UTC\n' +
        '{{DATE(soon)}} {{name}}\n\n1. Until Wed, 22 Jul 2026',
    ],
    [
      "takes an element's own fallback",
      {
        body: [
          { type: 'Chart', fallback: { type: 'TextBlock', text: 'a' } },
          { type: 'Chart', fallback: 'drop' },
        ],
      },
      'a',
    ],
    [
      'reads what it can of unknown elements',
      {
        body: [
          { type: 'TextBlock', text: 'a' },
          { type: 'Chart', title: 'Sales', data: [{ x: 'Jan', y: 3 }] },
        ],
      },
      'a\nSales\nJan',
    ],
    [
      'does without its fallback where all is known',
      { fallbackText: 'Update your client', body: [{ type: 'TextBlock', text: 'a' }] },
      'a',
    ],
    ['is said as it is spoken where it has nothing else', { speak: '<s>Hello</s>' }, 'Hello'],
    [
      'says what tapping an element opens',
      { body: [{ type: 'Container', items: [], selectAction: { type: 'Action.OpenUrl', title: 'Page', url: page } }] },
      `Page: ${page}`,
    ],
    ['asks for a toggle by its title', { body: [{ type: 'Input.Toggle', id: 't', title: 'I agree' }] }, 'I agree: …'],
    [
      "offers a submit as Teams' own action",
      { actions: [{ type: 'Action.Submit', title: 'Go', data: { msteams: { type: 'imBack', value: 'go!' } } }] },
      '1. Go',
    ],
    ['offers an Action.Execute', { actions: [{ type: 'Action.Execute', title: 'Go', verb: 'go' }] }, '1. Go'],
    [
      'keeps its actions with its fallback',
      { fallbackText: 'A chart', body: [{ type: 'Chart' }], actions: [{ type: 'Action.Submit', title: 'Go' }] },
      'A chart\n\n1. Go',
    ],
  ];
  for (const [name, content, text] of rows) {
    it(name, () => {
      expect(said(adaptive(content)).map((sent) => uniform(sent))).to.deep.equal([text]);
    });
  }

  it('puts dates in the words and the zone of its reader, if these are known', () => {
    const text = '{{DATE(2026-07-22T23:00:00Z,LONG)}} {{TIME(2026-07-22T23:00:00Z)}}';
    const card = adaptive({ body: [{ type: 'TextBlock', text }] });
    const shown = (reader: object) => said({ ...card, ...reader }).map(uniform)[0];
    expect(shown({ localTimezone: 'Africa/Johannesburg' })).to.equal('Thursday 23 July 2026 01:00');
    expect(shown({ localTimezone: 'Africa/Johannesburg', locale: 'de-DE' })).to.equal(
      'Donnerstag, 23. Juli 2026 01:00',
    );
    expect(shown({ localTimezone: 'Mars/Base', locale: 'no tag' })).to.equal('Wednesday 22 July 2026 23:00 UTC');
  });

  it('is read from JSON text as from an object, and never shown as JSON', () => {
    const content = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hello' }] };
    const contentType = 'application/vnd.microsoft.card.adaptive';
    const hero = { contentType: 'application/vnd.microsoft.card.hero', content: JSON.stringify({ title: 'Gold' }) };
    expect(said({ attachments: [{ contentType, content: JSON.stringify(content, null, 2) }] })).to.deep.equal([
      'Hello',
    ]);
    expect(said({ attachments: [hero] })).to.deep.equal(['*Gold*']);
    const broken = {
      type: 'message',
      attachments: [hero, { contentType, content: '{"type":"AdaptiveCard","secret":' }],
    };
    expect(said({ attachments: [broken.attachments[1]] })).to.deep.equal([]);
    expect(() => refuseBrokenCards(broken))
      .to.throw(InvalidInputError, 'attachments[1].content: is JSON text that cannot be parsed')
      .with.property('message')
      .that.does.not.contain('secret');
    expect(() => refuseBrokenCards({ attachments: [hero] })).not.to.throw();
  });

  it('shows every picture of a set', () => {
    const images = [
      { type: 'Image', url: `${page}1.png` },
      { url: `${page}2.png`, altText: 'two' },
    ];
    expect(said(adaptive({ body: [{ type: 'ImageSet', images }] }))).to.deep.equal([
      `${page}1.png`,
      `two\n${page}2.png`,
    ]);
  });

  it('shows pictures that stand beside words once, at its end', () => {
    const cell = (text: string) => ({ items: [{ type: 'TextBlock', text }] });
    const icon = (name: string) => ({ items: [{ type: 'Image', url: `${page}${name}.png` }] });
    const row = (name: string, ...columns: object[]) => ({ type: 'ColumnSet', columns: [...columns, icon(name)] });
    const body = [row('sun', cell('Mon'), cell('24°')), row('rain', cell('Tue')), row('sun', cell('Wed'))];
    expect(said(adaptive({ body }))).to.deep.equal([`Mon\n24°\nTue\nWed\n\n${page}sun.png`, `${page}rain.png`]);
  });

  it('keeps the order of texts and pictures', () => {
    const block = (text: string) => ({ type: 'TextBlock', text });
    const body = [block('a'), { type: 'Image', url: `${page}1.png` }, block('b')];
    expect(said(adaptive({ body, actions: [{ type: 'Action.Submit', title: 'Go' }] }))).to.deep.equal([
      `a\n\n${page}1.png`,
      'b\n\n1. Go',
    ]);
  });
});

describe("Bot Framework's cards", () => {
  const hero = (content: object) => ({ attachments: [card('hero', content)] });

  it('offer what a tap answers, where no button does', () => {
    const tap = action('imBack', 'Open');
    expect(said(hero({ title: 'Gold', tap }))).to.deep.equal(['*Gold*\n\n1. Open']);
    expect(said(hero({ title: 'Gold', tap, buttons: [tap] }))).to.deep.equal(['*Gold*\n\n1. Open']);
  });

  it('say an address that cannot be fetched', () => {
    expect(said(hero({ title: 'Gold', images: [{ url: 'cid:1', alt: 'A coin' }] }))).to.deep.equal([
      '*Gold*\n\nA coin\ncid:1',
    ]);
  });

  it('show the poster of what they cannot play', () => {
    const image = { url: `${page}c.jpg` };
    expect(said({ attachments: [card('video', { title: 'Film', image })] })).to.deep.equal([`*Film*\n\n${page}c.jpg`]);
  });

  it('sign in without a page by what the bot says', () => {
    const content = { text: 'Sign in', connectionName: 'c', buttons: [{ type: 'signin', title: 'Go' }] };
    expect(said({ attachments: [card('oauth', content)] })).to.deep.equal(['Sign in\n\nGo']);
  });

  it("show a receipt's pictures, and ask under it", () => {
    const items = [{ title: 'Data', image: { url: `${page}i.png`, alt: 'Icon' } }];
    const content = { title: 'Order', items, vat: 1.5, buttons: [action('openUrl', 'Invoice', page)] };
    const table = '```\nData\nVAT                      1.5\n```';
    expect(said({ attachments: [card('receipt', content)] })).to.deep.equal([
      `Icon\n${page}i.png`,
      `*Order*\n\n${table}\n\nInvoice: ${page}`,
    ]);
  });
});

describe('A file', () => {
  const caption = (attachment: object) => {
    const piece = pieces(activityOf({ text: 'Hi', attachments: [attachment] })).find(({ kind }) => kind === 'media');
    return piece?.kind === 'media' ? piece.caption : expect.fail('There is no file.');
  };

  it('that is audio has no caption, however that is known', () => {
    const audio = [
      { contentType: 'audio/mpeg', contentUrl: `${page}a` },
      { contentUrl: `${page}a.mp3?x=1` },
      { contentUrl: 'data:audio/ogg;base64,AAAA' },
    ];
    expect(audio.map(caption)).to.deep.equal([undefined, undefined, undefined]);
    expect(caption({ contentType: 'video/mp4', contentUrl: `${page}a.mp3` })).to.equal('Hi');
  });

  it('never shows its bytes', () => {
    for (const piece of pieces(
      activityOf({ attachments: [{ ...picture, contentUrl: 'data:image/png;base64,AAAA' }] }),
    )) {
      expect(piece.text).to.equal('a.png');
    }
  });

  it('at a plain http address is a file too', () => {
    expect(first({ contentUrl: 'http://example.com/a.png' })).to.include({
      kind: 'media',
      source: 'http://example.com/a.png',
    });
  });

  it('with too long a name or address is said in words', () => {
    const name = 'n'.repeat(241);
    expect(first({ ...picture, name }))
      .to.deep.include({ kind: 'media', caption: name })
      .and.not.to.have.property('fileName');
    const contentUrl = page + 'x'.repeat(2_000);
    expect(first({ ...picture, contentUrl })).to.deep.equal({ kind: 'text', text: `a.png\n${contentUrl}` });
  });

  it('that nothing can be fetched of is its name', () => {
    expect(first({ contentType: 'image/png', name: 'photo' })).to.deep.equal({ kind: 'text', text: 'photo' });
    expect(kinds({ attachments: [{ contentType: 'image/png' }] })).to.deep.equal([]);
  });
});

describe('A place', () => {
  const geo = (latitude: unknown, longitude: unknown) => ({ type: 'GeoCoordinates', latitude, longitude });

  it('has its name and address', () => {
    const content = { type: 'Place', name: 'Office', address: '1 Long St', geo: geo('-33.9', 18.4) };
    expect(first({ contentType: 'application/json', content })).to.deep.equal({
      kind: 'location',
      latitude: -33.9,
      longitude: 18.4,
      name: 'Office',
      address: '1 Long St',
      text: 'Office\n1 Long St\n-33.9, 18.4',
    });
  });

  it('that is attached and named beside the text is sent once', () => {
    const content = geo(1, 2);
    expect(kinds({ attachments: [{ content }], entities: [content, geo(3, 4)] })).to.deep.equal([
      'location',
      'location',
    ]);
  });

  it('that is not on the earth is none', () => {
    for (const [latitude, longitude] of [
      [91, 0],
      [0, 181],
      ['x', 0],
      [null, 0],
      ['', 0],
    ]) {
      expect(kinds({ entities: [geo(latitude, longitude)] })).to.deep.equal([]);
    }
  });
});

describe('A vCard', () => {
  const vcard = (...lines: readonly string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD'].join('\r\n');
  const contact = (text: string) => {
    const piece = first({ contentType: 'text/vcard', content: text });
    return piece?.kind === 'contact' ? piece.contact : piece;
  };

  it('is read through folds, groups, escapes and types', () => {
    const lines = [
      'N:van der Merwe;Jan;;;',
      'FN:Jan van',
      '  der Merwe',
      'item1.TEL;type=WORK;type=VOICE;type=pref:+27 11',
      'TEL;VALUE=uri:tel:+2782',
      'ORG:A\\, B;Cards',
      'TITLE:Agent',
    ];
    expect(contact(vcard(...lines))).to.deep.equal({
      name: { formattedName: 'Jan van der Merwe', firstName: 'Jan', lastName: 'van der Merwe' },
      phones: [{ phone: '+27 11', type: 'WORK' }, { phone: '+2782' }],
      organization: { company: 'A, B', title: 'Agent' },
    });
  });

  it('is called by whatever it has', () => {
    const names = [['N:Doe;Jane'], ['ORG:Bank'], ['TEL:+27 82'], ['EMAIL:j@example.com']].map((lines) =>
      contact(vcard(...lines)),
    );
    expect(names.map((one) => one && 'name' in one && one.name)).to.deep.equal([
      { formattedName: 'Jane Doe', firstName: 'Jane', lastName: 'Doe' },
      { formattedName: 'Bank' },
      { formattedName: '+27 82' },
      { formattedName: 'j@example.com' },
    ]);
  });

  it('is followed by what a contact has no place for', () => {
    const content = vcard(
      'FN:Jane',
      'ORG:Bank;Cards',
      'NOTE:Ask\\, her',
      'ADR:;;1 Long St;Cape Town;;;',
      'PHOTO;ENCODING=b:AAAA',
    );
    expect(said({ attachments: [{ contentType: 'text/x-vcard', content }] })).to.deep.equal([
      'Jane\nBank',
      'Cards\nAsk, her\n1 Long St, Cape Town',
    ]);
  });

  it('is read as phones write it, with labels and properties of their own', () => {
    const apple = vcard(
      'N:Nkosi;Thandi;;;',
      'FN:Thandi Nkosi',
      'item1.TEL;waid=27820000001:+27 82 000 0001',
      'item1.X-ABLabel:_$!<Mobile>!$_',
      'item2.TEL:+27 11',
      'item2.X-ABLabel:At the shop',
      'item3.EMAIL;type=INTERNET:t@example.com',
      'item3.X-ABLabel:_$!<Work>!$_',
      'item4.ADR;type=HOME:;;1 Long St;Cape Town;;;',
      'item4.X-ABADR:za',
      'X-ABUID:5AD3-1:ABPerson',
      'X-SOCIALPROFILE;type=x:https://x.org/t',
      'CATEGORIES:myContacts',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      ' BBBB',
      'NOTE;ENCODING=BASE64:AAAA',
    );
    expect(contact(apple)).to.deep.equal({
      name: { formattedName: 'Thandi Nkosi', firstName: 'Thandi', lastName: 'Nkosi' },
      phones: [{ phone: '+27 82 000 0001', type: 'MOBILE', waId: '27820000001' }, { phone: '+27 11' }],
      emails: [{ email: 't@example.com', type: 'WORK' }],
    });
    expect(said({ attachments: [{ contentType: 'text/vcard', content: apple }] }).slice(1)).to.deep.equal([
      '1 Long St, Cape Town',
    ]);
  });

  it('is read from quoted-printable over several lines, in its character set', () => {
    const old = (...lines: readonly string[]) => ['BEGIN:VCARD', 'VERSION:2.1', ...lines, 'END:VCARD'].join('\r\n');
    const encoded = 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20=\r\nM=C3=BCller';
    const latin = 'FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:J=FCrgen';
    const nameOf = (text: string) => contact(text);
    expect(nameOf(old(encoded, 'TEL;CELL:+49'))).to.deep.equal({
      name: { formattedName: 'Jürgen Müller' },
      phones: [{ phone: '+49', type: 'CELL' }],
    });
    expect(nameOf(old(latin))).to.deep.equal({ name: { formattedName: 'Jürgen' } });
  });

  it('may hold several contacts, and be a data address', () => {
    const base64 = Buffer.from(`${vcard('FN:A')}\r\n${vcard('FN:B')}`).toString('base64');
    expect(
      said({
        attachments: [{ contentType: 'text/vcard; charset=utf-8', contentUrl: `data:text/vcard;base64,${base64}` }],
      }),
    ).to.deep.equal(['A', 'B']);
  });

  it('that cannot be read is what it is: words or a file', () => {
    expect(first({ contentType: 'text/vcard', content: 'Jane' })).to.deep.equal({ kind: 'text', text: 'Jane' });
    expect(first({ contentType: 'text/vcard', contentUrl: 'data:text/vcard,Jane' })).to.include({ kind: 'media' });
    expect(first({ contentType: 'text/vcard', contentUrl: `${page}jane.vcf` })).to.include({ kind: 'media' });
  });
});

describe('Any other attachment', () => {
  it('is read by its kind of text', () => {
    const texts: [contentType: string, content: string, text: string][] = [
      ['text/html', '<p>One</p><p>Two</p>', 'One\nTwo'],
      ['text/markdown', '**One**', '*One*'],
      ['text/plain', '2 * 3 * 4', '2 * 3 * 4'],
    ];
    for (const [contentType, content, text] of texts)
      expect(said({ attachments: [{ contentType, content }] })).to.deep.equal([text]);
  });

  it('is a file if its text has a name or is a table', () => {
    const files: [contentType: string, name: string | undefined, content: string][] = [
      ['text/csv', 'may.csv', 'a,b\n1,é'],
      ['text/csv; charset=utf-8', undefined, 'a,b'],
      ['text/plain', 'log.txt', 'one'],
      ['application/json', 'a.json', '{"a":1}'],
    ];
    for (const [contentType, name, content] of files) {
      const piece = first({ contentType, ...(name !== undefined && { name }), content });
      expect(piece).to.include({ kind: 'media', contentType, ...(name !== undefined && { fileName: name }) });
      const source = piece?.kind === 'media' ? piece.source : '';
      expect(readDataUrl(source)?.bytes.toString('utf8')).to.equal(content);
    }
  });

  it('leaves out what only a machine reads', () => {
    const content = {
      '@type': 'MessageCard',
      '@context': 'http://schema.org/extensions',
      id: 'x',
      summary: 'Sum',
      sections: [{ facts: [{ name: 'Paid', value: 'yes' }] }],
    };
    expect(
      said({ attachments: [{ contentType: 'application/vnd.microsoft.teams.card.o365connector', content }] }),
    ).to.deep.equal(['Sum\nPaid\nyes']);
  });
});
