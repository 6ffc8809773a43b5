import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Choice } from '../../src/choices/action.js';
import type { MediaPiece, Offer, Piece } from '../../src/render/piece.js';
import { action, activityOf, adaptive, card, choicesOf, picture, pieces, suggested } from './activities.js';

const text = (said: string): Piece => ({ kind: 'text', text: said });
const choice = (title: string, value: unknown = title, type = 'imBack'): Choice => ({ title, value, type });
const offers = (...choices: readonly (string | Choice)[]): Offer[] =>
  choices.map((one) => (typeof one === 'string' ? choice(one) : one)).map((one) => ({ title: one.title, choice: one }));
const buttons = (body: string, shown: readonly Offer[], said: string): Piece => ({
  kind: 'buttons',
  body,
  buttons: shown,
  text: said,
});
const list = (body: string, rows: readonly Offer[], said: string): Piece => ({
  kind: 'list',
  body,
  button: 'Choose',
  sections: [{ rows }],
  text: said,
});
const link = (body: string, title: string, url: string, said: string): Piece => ({
  kind: 'link',
  body,
  title,
  url,
  text: said,
});
const media = (source: string, said: string, more: Partial<MediaPiece> = {}): Piece => ({
  kind: 'media',
  source,
  contentType: '',
  text: said,
  ...more,
});
const png = { contentType: 'image/png', fileName: 'a.png' };
const yesNo = [action('imBack', 'Yes'), action('imBack', 'No')];
const page = 'https://example.com/';

const phone = card('hero', { title: 'Phone', buttons: [action('postBack', 'Buy', { buy: 1 })] });
const tablet = card('hero', { title: 'Tablet', buttons: [action('postBack', 'Buy', { buy: 2 })] });
const withPicture = { images: [{ url: `${page}p.png` }] };
const vcard = `BEGIN:VCARD
VERSION:3.0
N:Doe;Jane
FN:Jane Doe
ORG:Bank
TEL;TYPE=CELL:+27 82 000 0001
EMAIL:jane@example.com
END:VCARD`;

/** The rows of the README's table, in its order and under its names. */
const golden: readonly (readonly [construct: string, parts: object, expected: readonly Piece[]])[] = [
  ['text', { text: '**Hello** *you*' }, [text('*Hello* _you_')]],
  ['speak alone', { speak: '<speak>Hello <break/>you</speak>' }, [text('Hello you')]],
  ['summary alone', { summary: 'In short' }, [text('In short')]],
  [
    'up to 3 suggested actions',
    { text: 'Sure?', ...suggested(...yesNo) },
    [buttons('Sure?', offers('Yes', 'No'), 'Sure?\n\n1. Yes\n2. No')],
  ],
  [
    '4 to 10 suggested actions',
    { text: 'Which?', ...suggested(...['A', 'B', 'C', 'D'].map((title) => action('imBack', title))) },
    [list('Which?', offers('A', 'B', 'C', 'D'), 'Which?\n\n1. A\n2. B\n3. C\n4. D')],
  ],
  [
    'one openUrl or signin',
    { text: 'Read on', ...suggested(action('openUrl', 'Our page', page)) },
    [link('Read on', 'Our page', page, `Read on\n\nOur page: ${page}`)],
  ],
  [
    'openUrl, call, downloadFile … among answers',
    {
      text: 'Read on',
      ...suggested(
        action('openUrl', 'Our page', page),
        action('imBack', 'Stop'),
        action('call', 'Phone us', 'tel:+27110000000'),
        action('downloadFile', 'Terms', `${page}t.pdf`),
      ),
    },
    [text(`Read on\n\n1. Stop\nOur page: ${page}\nPhone us: +27110000000\nTerms: ${page}t.pdf`)],
  ],
  [
    'messageBack',
    {
      text: 'Sure?',
      ...suggested(action('messageBack', 'Yes', { a: 1 }, { text: 'yes please', displayText: 'Yes!' })),
    },
    [buttons('Sure?', offers({ ...choice('Yes', { a: 1 }, 'messageBack'), text: 'yes please' }), 'Sure?\n\n1. Yes')],
  ],
  [
    'hero and thumbnail card',
    {
      attachments: [
        card('hero', {
          title: 'Gold',
          subtitle: 'Savings',
          text: '**R 12**',
          images: [{ url: `${page}g.png`, alt: 'A coin' }],
          buttons: yesNo,
        }),
      ],
    },
    [
      media(`${page}g.png`, `A coin\n${page}g.png`),
      buttons('*Gold*\nSavings\n*R 12*', offers('Yes', 'No'), '*Gold*\nSavings\n*R 12*\n\n1. Yes\n2. No'),
    ],
  ],
  [
    'hero and thumbnail card without buttons',
    {
      text: 'Look:',
      attachments: [card('thumbnail', { title: 'Gold', ...withPicture, tap: action('openUrl', 'More', page) })],
    },
    [
      media(`${page}p.png`, `Look:\n\n*Gold*\n\nMore: ${page}\n\n${page}p.png`, {
        caption: `Look:\n\n*Gold*\n\nMore: ${page}`,
      }),
    ],
  ],
  [
    'list of cards',
    { text: 'Ours:', attachments: [phone, tablet] },
    [
      buttons('Ours:\n\n*Phone*', offers(choice('Buy', { buy: 1 }, 'postBack')), 'Ours:\n\n*Phone*\n\n1. Buy'),
      buttons('*Tablet*', offers(choice('Buy', { buy: 2 }, 'postBack')), '*Tablet*\n\n2. Buy'),
    ],
  ],
  [
    'carousel of cards with buttons',
    { text: 'Ours:', attachmentLayout: 'carousel', attachments: [phone, tablet] },
    [
      {
        kind: 'list',
        body: 'Ours:\n\n*Phone*\n\n*Tablet*',
        button: 'Choose',
        sections: [
          { title: 'Phone', rows: offers(choice('Buy', { buy: 1 }, 'postBack')) },
          { title: 'Tablet', rows: offers(choice('Buy', { buy: 2 }, 'postBack')) },
        ],
        text: 'Ours:\n\n*Phone*\n1. Buy\n\n*Tablet*\n2. Buy',
      },
    ],
  ],
  [
    'receipt card',
    {
      attachments: [
        card('receipt', {
          title: 'Order 7',
          facts: [{ key: 'Paid with', value: 'VISA' }],
          items: [
            { title: 'Data', subtitle: '2 GB', price: 'R 38.45', quantity: '2' },
            { title: 'A very long name of an item', price: 'R 45.00' },
          ],
          tax: 'R 7.50',
          total: 'R 90.95',
        }),
      ],
    },
    [
      text(
        [
          '*Order 7*\n\nPaid with: VISA\n\n```',
          '2 × Data             R 38.45',
          '  2 GB',
          'A very long name of an item',
          '                     R 45.00',
          'Tax                   R 7.50',
          'Total                R 90.95',
          '```',
        ].join('\n'),
      ),
    ],
  ],
  [
    'sign-in and OAuth card',
    { attachments: [card('signin', { text: 'Please sign in', buttons: [action('signin', 'Sign in', page)] })] },
    [link('Please sign in', 'Sign in', page, `Please sign in\n\nSign in: ${page}`)],
  ],
  [
    'audio card',
    {
      attachments: [
        card('audio', {
          title: 'Song',
          image: { url: `${page}c.jpg`, alt: 'Cover' },
          media: [{ url: `${page}s.mp3` }],
        }),
      ],
    },
    [
      media(`${page}c.jpg`, `*Song*\n\nCover\n${page}c.jpg`, { caption: '*Song*' }),
      media(`${page}s.mp3`, `${page}s.mp3`),
    ],
  ],
  [
    'video and animation card',
    {
      attachments: [
        card('video', {
          title: 'Film',
          autoloop: true,
          aspect: '16:9',
          media: [{ url: `${page}f.webm` }, { url: `${page}f.mp4` }],
        }),
      ],
    },
    [media(`${page}f.mp4`, `*Film*\n\n${page}f.webm\n${page}f.mp4`, { caption: '*Film*' })],
  ],
  [
    'adaptive card',
    adaptive({
      body: [
        { type: 'TextBlock', text: 'Flight', weight: 'Bolder' },
        { type: 'FactSet', facts: [{ title: 'Gate', value: 'A4' }] },
        { type: 'Image', url: `${page}m.png`, altText: 'Map' },
      ],
      actions: [
        { type: 'Action.Submit', title: 'Check in', data: { step: 1 } },
        { type: 'Action.Submit', title: 'Cancel' },
      ],
    }),
    [
      media(`${page}m.png`, `Map\n${page}m.png`),
      buttons(
        '*Flight*\nGate: A4',
        offers(choice('Check in', { step: 1 }, 'submit'), choice('Cancel', {}, 'submit')),
        '*Flight*\nGate: A4\n\n1. Check in\n2. Cancel',
      ),
    ],
  ],
  [
    "adaptive card's inputs",
    adaptive({
      body: [
        { type: 'Input.Text', id: 'name', label: 'Name', placeholder: 'as in your passport' },
        {
          type: 'Input.ChoiceSet',
          id: 'colour',
          label: 'Colour',
          value: '2',
          choices: [
            { title: 'Red', value: '1' },
            { title: 'Blue', value: '2' },
          ],
        },
      ],
    }),
    [text('Name (as in your passport): …\nColour: Blue\n- Red\n- Blue')],
  ],
  [
    "adaptive card's Action.ShowCard",
    adaptive({
      body: [{ type: 'TextBlock', text: 'Hi' }],
      actions: [
        {
          type: 'Action.ShowCard',
          title: 'Due date',
          card: { body: [{ type: 'Input.Date', id: 'due' }], actions: [{ type: 'Action.Submit', title: 'Set' }] },
        },
        { type: 'Action.OpenUrl', title: 'Help', url: page },
      ],
    }),
    [text(`Hi\n*Due date*\ndue: …\n\n1. Set\nHelp: ${page}`)],
  ],
  [
    'adaptive card with elements that are not known',
    adaptive({ fallbackText: 'A chart of sales', body: [{ type: 'Chart.Pie', title: 'Sales' }] }),
    [text('A chart of sales')],
  ],
  [
    'image, video or document',
    { text: 'Maps', attachments: [picture, { ...picture, contentUrl: 'data:image/png;base64,AAAA', name: 'b.png' }] },
    [
      media(`${page}a.png`, `Maps\n\na.png\n${page}a.png`, { ...png, caption: 'Maps' }),
      media('data:image/png;base64,AAAA', 'b.png', { ...png, fileName: 'b.png' }),
    ],
  ],
  [
    'audio or voice note',
    { text: 'Listen', attachments: [{ contentType: 'audio/ogg', contentUrl: `${page}v.ogg` }] },
    [text('Listen'), media(`${page}v.ogg`, `${page}v.ogg`, { contentType: 'audio/ogg' })],
  ],
  [
    'files and suggested actions',
    { text: 'This one?', attachments: [picture], ...suggested(...yesNo) },
    [
      media(`${page}a.png`, `a.png\n${page}a.png`, png),
      buttons('This one?', offers('Yes', 'No'), 'This one?\n\n1. Yes\n2. No'),
    ],
  ],
  [
    'text file (CSV, JSON, Markdown, …), at an address or as `content` with a `name`',
    { attachments: [{ contentType: 'text/csv', name: 'may.csv', content: 'a,b' }] },
    [media('data:text/csv;base64,YSxi', 'may.csv', { contentType: 'text/csv', fileName: 'may.csv' })],
  ],
  [
    'GeoCoordinates or Place, as an attachment or an entity',
    { entities: [{ type: 'GeoCoordinates', latitude: -33.9, longitude: 18.4, name: 'Office' }] },
    [{ kind: 'location', latitude: -33.9, longitude: 18.4, name: 'Office', text: 'Office\n-33.9, 18.4' }],
  ],
  [
    'vCard',
    { attachments: [{ contentType: 'text/vcard', content: vcard }] },
    [
      {
        kind: 'contact',
        contact: {
          name: { formattedName: 'Jane Doe', firstName: 'Jane', lastName: 'Doe' },
          phones: [{ phone: '+27 82 000 0001', type: 'CELL' }],
          emails: [{ email: 'jane@example.com' }],
          organization: { company: 'Bank' },
        },
        text: 'Jane Doe\n+27 82 000 0001\njane@example.com\nBank',
      },
    ],
  ],
  [
    'any other attachment',
    {
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.card.list',
          content: { title: 'Files', items: [{ type: 'file', id: 'f1', title: 'Report', subtitle: 'in Teams' }] },
        },
      ],
    },
    [text('*Files*\n\nReport\nin Teams')],
  ],
  ['nothing', { text: ' ', attachments: [], inputHint: 'ignoringInput' }, []],
];

describe('render: what each construct becomes', () => {
  it('is what the README says, row by row', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const table = /\| what the bot sends \| what the person gets \|\n.*\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? '';
    const rows = Array.from(table.matchAll(/^\| ([^|]+) \|/gm), ([, construct]) => construct);
    expect(rows).to.deep.equal(golden.map(([construct]) => construct));
  });

  for (const [construct, parts, expected] of golden) {
    it(construct, () => {
      expect(pieces(activityOf(parts))).to.deep.equal(expected);
    });
  }
});

describe('render: at the edges', () => {
  const kinds = (parts: object) => pieces(activityOf(parts)).map(({ kind }) => kind);
  const titled = (...titles: readonly string[]) => ({
    text: 'Which?',
    ...suggested(...titles.map((title) => action('imBack', title))),
  });
  const shownTitles = (parts: object) =>
    pieces(activityOf(parts)).flatMap((piece): string[] => {
      if (piece.kind === 'buttons') return piece.buttons.map(({ title }) => title);
      if (piece.kind === 'list') return piece.sections.flatMap(({ rows }) => rows.map(({ title }) => title));
      return [piece.kind === 'link' ? piece.title : piece.kind];
    });
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Row ${index + 1}`);

  it('3 choices are buttons, 4 to 10 a list, 11 numbered', () => {
    expect([3, 4, 10, 11].map((count) => kinds(titled(...numbers(count))))).to.deep.equal([
      ['buttons'],
      ['list'],
      ['list'],
      ['text'],
    ]);
    expect(pieces(activityOf(titled(...numbers(11))))).to.deep.equal([
      text(
        `Which?\n\n${numbers(11)
          .map((title, index) => `${index + 1}. ${title}`)
          .join('\n')}`,
      ),
    ]);
  });

  it('a title of 20 units is whole on a button, one of 21 is cut', () => {
    expect(shownTitles(titled('x'.repeat(20)))).to.deep.equal(['x'.repeat(20)]);
    expect(shownTitles(titled('x'.repeat(21)))).to.deep.equal([`${'x'.repeat(19)}…`]);
  });

  it('a title is cut between graphemes', () => {
    expect(shownTitles(titled(`${'x'.repeat(17)}👩‍👩‍👧‍👦yes`))).to.deep.equal([`${'x'.repeat(17)}…`]);
    expect(shownTitles(titled(`${'x'.repeat(18)}e\u0301\u0302 yes`))).to.deep.equal([`${'x'.repeat(18)}…`]);
    expect(shownTitles(titled(`${'x'.repeat(16)}e\u0301\u0302 yes`))).to.deep.equal([
      `${'x'.repeat(16)}e\u0301\u0302…`,
    ]);
    expect(shownTitles(titled(`e${'\u0301'.repeat(40)}`))).to.deep.equal([`e${'\u0301'.repeat(18)}…`]);
  });

  it('titles that a button would make alike go into a list, with the whole title below', () => {
    const [one, two] = ['Transfer to savings account', 'Transfer to savings and invest'];
    const piece = list(
      'Which?',
      [
        { title: 'Transfer to savings acc…', description: one, choice: choice(one) },
        { title: 'Transfer to savings and…', description: two, choice: choice(two) },
      ],
      `Which?\n\n1. ${one}\n2. ${two}`,
    );
    expect(pieces(activityOf(titled(one, two)))).to.deep.equal([piece]);
  });

  it('a row of 24 units has no description, a description of 73 is cut', () => {
    const rows = ['a'.repeat(24), 'b'.repeat(25), 'c'.repeat(72), 'd'.repeat(73)];
    const [piece] = pieces(activityOf(titled(...rows)));
    if (piece?.kind !== 'list') return expect.fail(`A ${piece?.kind} instead of a list.`);
    expect(piece.sections[0]?.rows.map(({ description }) => description)).to.deep.equal([
      undefined,
      'b'.repeat(25),
      'c'.repeat(72),
      `${'d'.repeat(71)}…`,
    ]);
  });

  it('titles that even a list would make alike are numbered', () => {
    const [one, two] = [`${'x'.repeat(80)}1`, `${'x'.repeat(80)}2`];
    expect(pieces(activityOf(titled(one, two)))).to.deep.equal([text(`Which?\n\n1. ${one}\n2. ${two}`)]);
    expect(kinds(titled('Same', 'Same'))).to.deep.equal(['text']);
  });

  it('a text of 4096 units is one message, one of 4097 two', () => {
    expect(pieces(activityOf({ text: 'x'.repeat(4096) }))).to.deep.equal([text('x'.repeat(4096))]);
    expect(kinds({ text: 'x'.repeat(4097) })).to.deep.equal(['text', 'text']);
  });

  it('a body of 1024 units stays with its buttons, of a longer one the last paragraph', () => {
    const ask = (said: string) => pieces(activityOf({ text: said, ...suggested(action('imBack', 'Yes')) }));
    const yes = (body: string, said: string) => buttons(body, offers('Yes'), said);
    const full = 'x'.repeat(1024);
    expect(ask(full)).to.deep.equal([yes(full, `${full}\n\n1. Yes`)]);
    expect(ask(`${full}\n\nSure?`)).to.deep.equal([text(full), yes('Sure?', 'Sure?\n\n1. Yes')]);
    expect(ask(`${full}y`)).to.deep.equal([text(`${full}y`), yes('…', '1. Yes')]);
    const code = `\`\`\`\n${full}\n\nlast\n\`\`\``;
    expect(ask(code)).to.deep.equal([text(code), yes('…', '1. Yes')]);
  });

  it('a caption of 1024 units stays with its picture, a longer one goes before it', () => {
    const captions = (said: string) =>
      pieces(activityOf({ text: said, attachments: [picture] })).map((piece) =>
        piece.kind === 'media' ? piece.caption : piece.text.length,
      );
    expect(captions('x'.repeat(1024))).to.deep.equal(['x'.repeat(1024)]);
    expect(captions('x'.repeat(1025))).to.deep.equal([1025, undefined]);
  });

  it('a text is the caption of the first file that may have one', () => {
    const voice = { contentType: 'audio/ogg', contentUrl: 'data:audio/ogg;base64,AAAA' };
    expect(pieces(activityOf({ text: 'Both', attachments: [voice, picture] }))).to.deep.equal([
      media(voice.contentUrl, '📎', { contentType: 'audio/ogg' }),
      media(`${page}a.png`, `Both\n\na.png\n${page}a.png`, { ...png, caption: 'Both' }),
    ]);
  });

  it('a text stands right above what it asks', () => {
    const asking = card('hero', { ...withPicture, buttons: yesNo });
    expect(pieces(activityOf({ text: 'This one?', attachments: [asking] }))).to.deep.equal([
      media(`${page}p.png`, `${page}p.png`),
      buttons('This one?', offers('Yes', 'No'), 'This one?\n\n1. Yes\n2. No'),
    ]);
    const place = { content: { type: 'GeoCoordinates', latitude: 1, longitude: 2 } };
    expect(kinds({ text: 'Here?', attachments: [place], ...suggested(...yesNo) })).to.deep.equal([
      'location',
      'buttons',
    ]);
    expect(kinds({ text: 'Here.', attachments: [place] })).to.deep.equal(['text', 'location']);
  });

  it("a card's words are no caption of the next attachment", () => {
    expect(kinds({ attachments: [card('hero', { title: 'Gold' }), picture] })).to.deep.equal(['text', 'media']);
  });

  it('a title of 20 units is whole on a link, one of 21 is cut', () => {
    const titles = [20, 21].map((length) => shownTitles(suggested(action('openUrl', 'x'.repeat(length), page))));
    expect(titles).to.deep.equal([['x'.repeat(20)], [`${'x'.repeat(19)}…`]]);
  });

  it('an address that no button can open is said', () => {
    expect(pieces(activityOf(suggested(action('openUrl', 'App', 'bank://home'))))).to.deep.equal([
      text('App: bank://home'),
    ]);
    expect(pieces(activityOf(suggested(action('openUrl', 'File', 'data:text/plain,x'))))).to.deep.equal([text('File')]);
  });

  it('choices are numbered on through an activity, in their order', () => {
    const go = { actions: [{ type: 'Action.Submit', title: 'Go' }] };
    const activity = activityOf({
      text: 'All:',
      attachments: [phone, card('hero', { buttons: yesNo }), card('adaptive', go)],
      ...suggested(action('imBack', 'Stop')),
    });
    expect(choicesOf(activity).map(({ title }) => title)).to.deep.equal(['Buy', 'Yes', 'No', 'Go', 'Stop']);
    expect(pieces(activity).map((piece) => piece.text)).to.deep.equal([
      'All:\n\n*Phone*\n\n1. Buy',
      '2. Yes\n3. No',
      '4. Go',
      '5. Stop',
    ]);
  });

  it('a carousel with pictures shows them, then asks once', () => {
    const cards = ['One', 'Two'].map((title) => card('hero', { title, ...withPicture, buttons: yesNo }));
    const [first, second, question] = pieces(activityOf({ attachmentLayout: 'carousel', attachments: cards }));
    expect([first, second]).to.deep.equal(
      ['*One*', '*Two*'].map((caption) => media(`${page}p.png`, `${caption}\n\n${page}p.png`, { caption })),
    );
    expect(question?.text).to.equal('*One*\n1. Yes\n2. No\n\n*Two*\n3. Yes\n4. No');
  });

  it('a carousel of more than ten choices, or with addresses, asks card by card', () => {
    const many = (count: number) =>
      card('hero', { title: 'Many', buttons: numbers(count).map((row) => action('imBack', row)) });
    const linked = card('hero', { title: 'Linked', buttons: [action('openUrl', 'Open', page)] });
    const carousel = { attachmentLayout: 'carousel' };
    expect(kinds({ ...carousel, attachments: [many(5), many(5)] })).to.deep.equal(['list']);
    expect(kinds({ ...carousel, attachments: [many(5), many(6)] })).to.deep.equal(['list', 'list']);
    expect(kinds({ ...carousel, attachments: [many(3), linked] })).to.deep.equal(['buttons', 'link']);
  });
});
