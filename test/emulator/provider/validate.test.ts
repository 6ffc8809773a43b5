import { expect } from 'chai';
import type { ChatMessage } from '../../../src/emulator/people/chatMessage.js';
import type { StoredFile } from '../../../src/emulator/provider/media.js';
import { type Surroundings, validateMessage } from '../../../src/emulator/provider/validate.js';
import { business, person, start } from '../support.js';

const stored = (fileId: string, contentType: string, onlyTo?: string): StoredFile => ({
  fileId,
  fileName: fileId,
  contentType,
  bytes: Buffer.from('x'),
  sha256Hash: '',
  storedAt: start,
  uploadedBy: business,
  ...(onlyTo !== undefined && { onlyTo }),
});
const files = [
  stored('photo.png', 'image/png'),
  stored('voice.ogg', 'audio/ogg; codecs=opus'),
  stored('hers.pdf', 'application/pdf', person),
  stored('his.pdf', 'application/pdf', '27820000002'),
];
const said: ChatMessage = {
  id: 'said',
  order: 1,
  business,
  person,
  direction: 'in',
  at: start,
  kind: 'text',
  text: 'Hi',
  statuses: [],
};
const around: Surroundings = {
  templates: [],
  file: (fileId) => files.find((file) => file.fileId === fileId),
  onWhatsApp: () => true,
  message: (_, messageId) => (messageId === said.id ? said : undefined),
};

/** `accepted`, or the error's code with the parameter that it names. */
function verdict(message: Record<string, unknown>): string {
  const validation = validateMessage({ channel: 'whatsapp', to: person, ...message }, around);
  if (validation.kind === 'accepted') return 'accepted';
  const { code, description = '' } = validation.error;
  const parameter = /: (\S+) \.$/.exec(description)?.[1];
  return parameter ? `${code} ${parameter}` : `${code}`;
}

const x = (length: number): string => 'x'.repeat(length);
const reply = (n: number | string, change: object = {}): object => ({
  type: 'reply',
  title: `Title ${n}`,
  postbackData: `data ${n}`,
  ...change,
});
const button = (items: object[], body = 'Choose'): Record<string, unknown> => ({ button: { body, items } });
const row = (n: number | string, change: object = {}): object => ({
  title: `Row ${n}`,
  postbackData: `data ${n}`,
  ...change,
});
const rows = (from: number, to: number): object[] => Array.from({ length: to - from + 1 }, (_, n) => row(from + n));
const list = (sections: object[], change: object = {}): Record<string, unknown> => ({
  list: { body: 'Choose', button: 'Open', sections, ...change },
});
const link = (change: object = {}): Record<string, unknown> => ({
  ctaUrl: { body: 'Look', title: 'Open', url: 'https://example.com/a?b=c', ...change },
});
const place = (latitude: unknown, longitude: unknown): Record<string, unknown> => ({
  location: { latitude, longitude },
});
const media = (fileId: string, contentType: string, caption?: string): Record<string, unknown> => ({
  media: { fileId, contentType, ...(caption !== undefined && { caption }) },
});

const table: Record<string, [string, Record<string, unknown>, string][]> = {
  'reply buttons': [
    ['one', button([reply(1)]), 'accepted'],
    ['three', button([1, 2, 3].map((n) => reply(n))), 'accepted'],
    ['none', button([]), '23 button.items'],
    ['four', button([1, 2, 3, 4].map((n) => reply(n))), '23 button.items'],
    ['a title of 20', button([reply(1, { title: x(20) })]), 'accepted'],
    ['a title of 21', button([reply(1, { title: x(21) })]), '23 button.items.0.title'],
    ['a title of 10 emoji, which are 20 units', button([reply(1, { title: '😀'.repeat(10) })]), 'accepted'],
    ['a title of 11 emoji', button([reply(1, { title: '😀'.repeat(11) })]), '23 button.items.0.title'],
    ['an empty title', button([reply(1, { title: '' })]), '23 button.items.0.title'],
    ['a blank title', button([reply(1, { title: '  ' })]), '23 button.items.0.title'],
    ['two titles alike', button([reply(1), reply(2, { title: 'Title 1' })]), '23 button'],
    ['two answers alike', button([reply(1), reply(2, { postbackData: 'data 1' })]), '23 button'],
    ['an answer of 256', button([reply(1, { postbackData: x(256) })]), 'accepted'],
    ['an answer of 257', button([reply(1, { postbackData: x(257) })]), '23 button.items.0.postbackData'],
    ['no answer', button([reply(1, { postbackData: undefined })]), '23 button.items.0.postbackData'],
    ['another type', button([reply(1, { type: 'url' })]), '23 button.items.0.type'],
    ['a body of 1024', button([reply(1)], x(1024)), 'accepted'],
    ['a body of 1025', button([reply(1)], x(1025)), '23 button.body'],
    ['no body', button([reply(1)], ''), '23 button.body'],
    ['a text beside', { content: 'x', ...button([reply(1)]) }, '23 button'],
  ],
  'a list': [
    ['one row without a section title', list([{ items: [row(1)] }]), 'accepted'],
    ['ten rows', list([{ items: rows(1, 10) }]), 'accepted'],
    ['eleven rows', list([{ items: rows(1, 11) }]), '23 list.sections'],
    [
      'ten rows in two sections',
      list([
        { title: 'A', items: rows(1, 5) },
        { title: 'B', items: rows(6, 10) },
      ]),
      'accepted',
    ],
    [
      'eleven rows in two sections',
      list([
        { title: 'A', items: rows(1, 5) },
        { title: 'B', items: rows(6, 11) },
      ]),
      '23 list.sections',
    ],
    ['ten sections', list(rows(1, 10).map((one, n) => ({ title: `S${n}`, items: [one] }))), 'accepted'],
    ['no section', list([]), '23 list.sections'],
    ['a section without rows', list([{ title: 'A', items: [] }]), '23 list.sections.0.items'],
    ['two sections, one untitled', list([{ title: 'A', items: [row(1)] }, { items: [row(2)] }]), '23 list.sections'],
    ['a section title of 24', list([{ title: x(24), items: [row(1)] }]), 'accepted'],
    ['a section title of 25', list([{ title: x(25), items: [row(1)] }]), '23 list.sections.0.title'],
    ['a button of 20', list([{ items: [row(1)] }], { button: x(20) }), 'accepted'],
    ['a button of 21', list([{ items: [row(1)] }], { button: x(21) }), '23 list.button'],
    ['no button', list([{ items: [row(1)] }], { button: '' }), '23 list.button'],
    ['a row title of 24', list([{ items: [row(1, { title: x(24) })] }]), 'accepted'],
    ['a row title of 25', list([{ items: [row(1, { title: x(25) })] }]), '23 list.sections.0.items.0.title'],
    ['a description of 72', list([{ items: [row(1, { description: x(72) })] }]), 'accepted'],
    [
      'a description of 73',
      list([{ items: [row(1, { description: x(73) })] }]),
      '23 list.sections.0.items.0.description',
    ],
    ['an answer of 200', list([{ items: [row(1, { postbackData: x(200) })] }]), 'accepted'],
    [
      'an answer of 201',
      list([{ items: [row(1, { postbackData: x(201) })] }]),
      '23 list.sections.0.items.0.postbackData',
    ],
    [
      'two answers alike in two sections',
      list([
        { title: 'A', items: [row(1)] },
        { title: 'B', items: [row(1)] },
      ]),
      '23 list.sections',
    ],
    ['two titles alike', list([{ items: [row(1), row(2, { title: 'Row 1' })] }]), 'accepted'],
    ['a body of 1025', list([{ items: [row(1)] }], { body: x(1025) }), '23 list.body'],
  ],
  'a link': [
    ['to a page', link(), 'accepted'],
    ['over http', link({ url: 'http://example.com' }), 'accepted'],
    ['to a script', link({ url: 'javascript:alert(1)' }), '23 ctaUrl.url'],
    ['to a number', link({ url: 'tel:+27820000001' }), '23 ctaUrl.url'],
    ['to nowhere', link({ url: 'https://' }), '23 ctaUrl.url'],
    ['with a title of 20', link({ title: x(20) }), 'accepted'],
    ['with a title of 21', link({ title: x(21) }), '23 ctaUrl.title'],
    ['without a title', link({ title: '' }), '23 ctaUrl.title'],
    ['with a body of 1025', link({ body: x(1025) }), '23 ctaUrl.body'],
  ],
  'a location': [
    ['as strings', place('-33.9', '18.4'), 'accepted'],
    ['as numbers', place(-33.9, 18.4), 'accepted'],
    ['at the edges', place('90', '-180'), 'accepted'],
    ['beyond the pole', place('90.1', '0'), '23 location.latitude'],
    ['beyond the date line', place('0', '180.5'), '23 location.longitude'],
    ['without a longitude', place('1', undefined), '23 location.longitude'],
    ['in words', place('north', '1'), '23 location.latitude'],
  ],
  contacts: [
    ['with a name', { contacts: [{ name: { formattedName: 'Anna' } }] }, 'accepted'],
    [
      'with everything',
      {
        contacts: [
          {
            name: { formattedName: 'Anna Smit', firstName: 'Anna', lastName: 'Smit' },
            phones: [{ phone: '+27820000001', type: 'CELL' }],
            emails: [{ email: 'anna@example.com' }],
            organization: { company: 'Example' },
          },
        ],
      },
      'accepted',
    ],
    ['without one', { contacts: [] }, '23 contacts'],
    ['without a name', { contacts: [{}] }, '23 contacts.0.name'],
    ['with an empty name', { contacts: [{ name: { formattedName: ' ' } }] }, '23 contacts.0.name.formattedName'],
    [
      'with a phone that is none',
      { contacts: [{ name: { formattedName: 'Anna' }, phones: ['1'] }] },
      '23 contacts.0.phones.0',
    ],
  ],
  media: [
    ['with a caption of 1024', media('photo.png', 'image/png', x(1024)), 'accepted'],
    ['with a caption of 1025', media('photo.png', 'image/png', x(1025)), '24'],
    ['audio', media('voice.ogg', 'audio/ogg'), 'accepted'],
    ['audio with a caption', media('voice.ogg', 'audio/ogg', 'x'), '23 media.caption'],
    ['Ogg that is not Opus', media('voice.ogg', 'audio/ogg; codecs=vorbis'), '30'],
    ['of a type that Clickatell does not take', media('photo.png', 'image/webp'), '30'],
    ['of another type than its upload', media('photo.png', 'image/jpeg'), '30'],
    ['that was never uploaded', media('else.png', 'image/png'), '33'],
    ['uploaded for this person', media('hers.pdf', 'application/pdf'), 'accepted'],
    ['uploaded for somebody else', media('his.pdf', 'application/pdf'), '33'],
    [
      'of a header uploaded for somebody else',
      { template: { templateName: 'x', header: { type: 'media', media: { fileId: 'his.pdf' } } } },
      '33',
    ],
  ],
  'a template of the older form': [
    ['as hsm', { hsm: { template: 'plain', parameters: { 1: 'x' } } }, '23 hsm'],
    ['beside a template', { hsm: { template: 'plain' }, template: { templateName: 'plain' } }, '23 hsm'],
    ['left out', { hsm: null, content: 'x' }, 'accepted'],
  ],
  'a quote': [
    ['of a message in the chat', { content: 'x', relatedMessageId: 'said' }, 'accepted'],
    ['with buttons', { ...button([reply(1)]), relatedMessageId: 'said' }, 'accepted'],
    ['of an unknown message', { content: 'x', relatedMessageId: 'unknown' }, '23 relatedMessageId'],
    ['of nothing', { content: 'x', relatedMessageId: '' }, '23 relatedMessageId'],
    ['left out', { content: 'x', relatedMessageId: null }, 'accepted'],
  ],
};

describe('validateMessage', () => {
  for (const [kind, cases] of Object.entries(table)) {
    describe(kind, () => {
      for (const [what, message, expected] of cases) {
        it(`${what}: ${expected}`, () => {
          expect(verdict(message)).to.equal(expected);
        });
      }
    });
  }
});
