import { expect } from 'chai';
import { renderTemplate } from '../../src/render/template.js';
import { bind } from '../../src/templates/bind.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { inWords } from './activities.js';

describe('render, in words alone', () => {
  const rows: [string, Parameters<typeof inWords>[0], string[]][] = [
    ['a text', { text: 'Hello' }, ['Hello']],
    ['Markdown, as WhatsApp writes it', { text: '**bold** and *italic*' }, ['*bold* and _italic_']],
    ['an account mask in a plain text', { text: 'Card ****1234', textFormat: 'plain' }, ['Card ****1234']],
    ['nothing', {}, []],
    ['blanks', { text: ' \n ' }, []],
    ['an empty list of attachments', { text: '', attachments: [] }, []],
    [
      'suggested actions, as a numbered list',
      {
        text: 'What next?',
        suggestedActions: {
          to: [],
          actions: [
            { type: 'imBack', title: 'Balance', value: 'balance' },
            { type: 'imBack', title: 'Transfer', value: 'transfer' },
          ],
        },
      },
      ['What next?\n\n1. Balance\n2. Transfer'],
    ],
    [
      'a file on the web, by its name and address',
      {
        text: 'Here:',
        attachments: [{ contentType: 'image/png', name: 'Map', contentUrl: 'https://example.com/a.png' }],
      },
      ['Here:\n\nMap\nhttps://example.com/a.png'],
    ],
    [
      'a card, in words',
      {
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.hero',
            content: { title: 'Gold', subtitle: 'Savings', text: 'R 12.00', buttons: [{ title: 'Open' }] },
          },
        ],
      },
      ['*Gold*\nSavings\nR 12.00\n\n1. Open'],
    ],
    [
      'a file inline, without its bytes',
      { attachments: [{ contentType: 'image/png', name: 'photo', contentUrl: 'data:image/png;base64,AAAA' }] },
      ['photo'],
    ],
    ['an attachment of which nothing can be said', { attachments: [{ contentType: 'image/png' }] }, []],
    [
      'a card whose fields have nothing to read',
      { attachments: [{ contentType: 'x', content: { title: {}, text: null } }] },
      [],
    ],
    [
      'a long text, in pieces',
      { text: `${'a'.repeat(4000)}\n\n${'b'.repeat(4000)}` },
      ['a'.repeat(4000), 'b'.repeat(4000)],
    ],
  ];
  for (const [name, activity, contents] of rows) {
    it(`${name}`, () => {
      expect(inWords({ type: 'message', ...activity })).to.deep.equal(contents.map((content) => ({ content })));
    });
  }
});

describe('renderTemplate', () => {
  const common = { language: 'en', category: 'utility' };
  const rows: [string, object, Record<string, string>, object][] = [
    ['without variables', { name: 'hello', body: 'Hello.', slots: [] }, {}, { templateName: 'hello' }],
    [
      'with positions in the order of the slots',
      { name: 'code', body: 'Ticket {{1}} of {{2}} is done.', slots: ['ticket', 'day'] },
      { day: 'Monday', ticket: 'T-42' },
      { templateName: 'code', body: { parameters: { 1: 'T-42', 2: 'Monday' } } },
    ],
    [
      'under the name that it has in the portal',
      { name: 'hello', portalName: 'hello_en_v2', body: 'Hello.', slots: [] },
      {},
      { templateName: 'hello_en_v2' },
    ],
    [
      'with a fixed text header, which the portal knows',
      { name: 'hello', header: { type: 'text', text: 'Support' }, body: 'Hello.', slots: [] },
      {},
      { templateName: 'hello' },
    ],
    [
      'with a variable in its text header',
      { name: 'hello', header: { type: 'text', text: 'Hi {{1}}', slot: 'name' }, body: 'Hello.', slots: [] },
      { name: 'Thandi' },
      { templateName: 'hello', header: { type: 'text', text: { parameters: { 1: 'Thandi' } } } },
    ],
    [
      'with a file in its header',
      { name: 'hello', header: { type: 'document', slot: 'file' }, body: 'Hello.', slots: [] },
      { file: 'f00.pdf' },
      { templateName: 'hello', header: { type: 'media', media: { fileId: 'f00.pdf' } } },
    ],
    [
      'with the buttons that have a variable, at their places',
      {
        name: 'hello',
        body: 'Hello.',
        slots: [],
        buttons: [
          { type: 'quickReply', title: 'Solved' },
          { type: 'url', title: 'Our page', url: 'https://example.com/' },
          { type: 'url', title: 'Ticket', url: 'https://example.com/{{1}}', slot: 'ticket' },
        ],
      },
      { ticket: 'T-42' },
      { templateName: 'hello', buttons: [{ type: 'url', listPosition: 3, parameters: { 1: 'T-42' } }] },
    ],
    [
      'with values on one line',
      { name: 'note', body: 'Note: {{1}} Bye.', slots: ['note'] },
      { note: 'one\n\ntwo\tthree' },
      { templateName: 'note', body: { parameters: { 1: 'one two three' } } },
    ],
  ];
  for (const [name, given, parameters, expected] of rows) {
    it(name, () => {
      const [template] = TemplateCatalog.parse({ templates: [{ ...common, ...given }] });
      if (!template) return expect.fail('The catalogue is empty.');
      expect(renderTemplate(bind(template, parameters))).to.deep.equal({ template: expected });
    });
  }
});
