import { expect } from 'chai';
import { fillTemplate } from '../../../src/emulator/provider/fillTemplate.js';
import type { TemplateRequest } from '../../../src/emulator/provider/sendRequest.js';
import { TemplateCatalog } from '../../../src/templates/catalog.js';

const plain = { language: 'en', category: 'utility', body: 'Hi {{1}}, your code is {{2}}.', slots: ['name', 'code'] };
const templates = [
  ...TemplateCatalog.parse({
    templates: [
      { ...plain, name: 'plain' },
      { ...plain, name: 'titled', header: { type: 'text', text: 'Ticket {{1}}', slot: 'ticket' } },
      { ...plain, name: 'fixed', header: { type: 'text', text: 'Support' } },
      { ...plain, name: 'pictured', header: { type: 'image', slot: 'picture' } },
      {
        ...plain,
        name: 'linked',
        buttons: [
          { type: 'quickReply', title: 'Yes' },
          { type: 'url', title: 'Open', url: 'https://example.com/{{1}}', slot: 'path' },
        ],
      },
      { ...plain, name: 'thanks', portalName: 'thanks_portal' },
      { ...plain, name: 'many' },
    ],
  }),
  // A portal can have two languages under one name; a catalogue of ours cannot.
  ...TemplateCatalog.parse({
    defaultLanguage: 'af',
    templates: [{ ...plain, name: 'many', language: 'af', body: 'Hallo {{1}}, dankie.', slots: ['name'] }],
  }),
];
const two = { body: { parameters: { 1: 'Thandi', 2: '7' } } };
const text = (value: string): TemplateRequest['header'] => ({ type: 'text', text: { parameters: { 1: value } } });
const picture: TemplateRequest['header'] = { type: 'media', media: { fileId: 'x.png' } };
const link = (listPosition: number, value: string): NonNullable<TemplateRequest['buttons']> => [
  { type: 'url', listPosition, parameters: { 1: value } },
];
const linked = { templateName: 'linked', buttons: link(2, 'a'), ...two };

describe('fillTemplate', () => {
  const shown: [string, TemplateRequest, string][] = [
    ['fills the body in', { templateName: 'plain', ...two }, 'Hi Thandi, your code is 7.'],
    [
      'fills the header in',
      { templateName: 'titled', header: text('T-1'), ...two },
      'Ticket T-1\n\nHi Thandi, your code is 7.',
    ],
    ['shows a header without variables', { templateName: 'fixed', ...two }, 'Support\n\nHi Thandi, your code is 7.'],
    ['shows a picture', { templateName: 'pictured', header: picture, ...two }, '[image]\n\nHi Thandi, your code is 7.'],
    ['fills a link in', linked, 'Hi Thandi, your code is 7.'],
    ['knows a template by its portal name', { templateName: 'thanks_portal', ...two }, 'Hi Thandi, your code is 7.'],
    [
      'takes the language that fits',
      { templateName: 'many', body: { parameters: { 1: 'Anna' } } },
      'Hallo Anna, dankie.',
    ],
  ];
  for (const [what, request, expected] of shown) {
    it(what, () => {
      expect(fillTemplate(request, templates)).to.include({ kind: 'shown', text: expected });
    });
  }

  const body = (value: string): Omit<TemplateRequest, 'templateName'> => ({
    body: { parameters: { 1: value, 2: '7' } },
  });
  const failed: [string, TemplateRequest, string][] = [
    ['an unknown name', { templateName: 'unknown', ...two }, 'WHATSAPP_HSM_NOT_AVAILABLE'],
    ['our name where the portal has another', { templateName: 'thanks', ...two }, 'WHATSAPP_HSM_NOT_AVAILABLE'],
    ['no parameters', { templateName: 'plain' }, 'WHATSAPP_HSM_PARAM_COUNT_MISMATCH'],
    ['too few', { templateName: 'plain', body: { parameters: { 1: 'x' } } }, 'WHATSAPP_HSM_PARAM_COUNT_MISMATCH'],
    [
      'too many',
      { templateName: 'plain', body: { parameters: { 1: 'x', 2: 'x', 3: 'x' } } },
      'WHATSAPP_HSM_PARAM_COUNT_MISMATCH',
    ],
    ['an empty value', { templateName: 'plain', ...body('') }, 'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED'],
    ['a new line', { templateName: 'plain', ...body('a\nb') }, 'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED'],
    ['a tab', { templateName: 'plain', ...body('a\tb') }, 'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED'],
    ['five spaces', { templateName: 'plain', ...body('a     b') }, 'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED'],
    ['a body of 1025', { templateName: 'plain', ...body('x'.repeat(1025 - 20)) }, 'WHATSAPP_TEMPLATE_TEXT_TOO_LONG'],
    [
      'a header of 61',
      { templateName: 'titled', header: text('x'.repeat(54)), ...two },
      'WHATSAPP_TEMPLATE_TEXT_TOO_LONG',
    ],
    ['no header parameter', { templateName: 'titled', ...two }, 'WHATSAPP_PARAMETER_MISSING'],
    ['a header too much', { templateName: 'plain', header: text('x'), ...two }, 'WHATSAPP_PARAMETER_NOT_REQUIRED'],
    [
      'a header parameter too much',
      { templateName: 'fixed', header: text('x'), ...two },
      'WHATSAPP_PARAMETER_NOT_REQUIRED',
    ],
    ['no picture', { templateName: 'pictured', ...two }, 'WHATSAPP_PARAMETER_MISSING'],
    [
      'a text for a picture',
      { templateName: 'pictured', header: text('x'), ...two },
      'WHATSAPP_TEMPLATE_FORMAT_MISMATCH',
    ],
    ['a picture for a text', { templateName: 'titled', header: picture, ...two }, 'WHATSAPP_TEMPLATE_FORMAT_MISMATCH'],
    ['no button parameter', { templateName: 'linked', ...two }, 'WHATSAPP_PARAMETER_MISSING'],
    ['a button too much', { templateName: 'plain', buttons: link(1, 'x'), ...two }, 'WHATSAPP_PARAMETER_NOT_REQUIRED'],
    [
      'a parameter of a quick reply',
      { templateName: 'linked', buttons: [...link(2, 'x'), ...link(1, 'x')], ...two },
      'WHATSAPP_PARAMETER_NOT_REQUIRED',
    ],
  ];
  for (const [what, request, expected] of failed) {
    it(`fails ${what} with ${expected}`, () => {
      expect(fillTemplate(request, templates)).to.deep.equal({ kind: 'failed', status: expected });
    });
  }

  it('says what each button does, its link filled in', () => {
    const { buttons } = Object.assign({ buttons: [] }, fillTemplate(linked, templates));
    expect(buttons).to.deep.equal([
      { title: 'Yes', postbackData: 'Yes' },
      { title: 'Open', url: 'https://example.com/a' },
    ]);
  });

  it('takes four spaces and a body of 1024', () => {
    expect(fillTemplate({ templateName: 'plain', ...body('a    b') }, templates).kind).to.equal('shown');
    expect(fillTemplate({ templateName: 'plain', ...body('x'.repeat(1024 - 20)) }, templates).kind).to.equal('shown');
  });
});
