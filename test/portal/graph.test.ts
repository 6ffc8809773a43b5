import { expect } from 'chai';
import { readGraph } from '../../src/portal/graph.js';

const template = (name: string, ...components: object[]) => ({
  ...{ name, language: 'en', status: 'APPROVED', category: 'UTILITY', id: '1' },
  components: [{ type: 'BODY', text: 'Hello.' }, ...components],
});
const read = (json: unknown) => readGraph(json).templates;

describe('An export of the Graph API', () => {
  it('has header, body, footer, buttons and examples', () => {
    const [given] = read({
      data: [
        {
          ...{ name: 'parcel', language: 'en_US', status: 'APPROVED', category: 'UTILITY' },
          components: [
            { type: 'HEADER', format: 'TEXT', text: 'Parcel {{1}}', example: { header_text: ['ZA1'] } },
            {
              type: 'BODY',
              text: 'Hi {{1}}, {{2}}.',
              example: {
                body_text: [
                  ['Anna', 'today'],
                  ['Ben', 'soon'],
                ],
              },
            },
            { type: 'FOOTER', text: 'Reply STOP to opt out' },
            {
              type: 'BUTTONS',
              buttons: [
                { type: 'QUICK_REPLY', text: 'Thanks' },
                { type: 'URL', text: 'Track', url: 'https://x.example.com/{{1}}', example: ['ZA1'] },
                { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+27 (11) 000-0001' },
              ],
            },
          ],
        },
      ],
    });
    expect(given).to.deep.equal({
      ...{ name: 'parcel', language: 'en_US', status: 'APPROVED', category: 'UTILITY' },
      header: { type: 'text', text: { text: 'Parcel {{1}}', names: [undefined], examples: ['ZA1'] } },
      body: { text: 'Hi {{1}}, {{2}}.', names: [undefined, undefined], examples: ['Anna', 'today'] },
      footer: 'Reply STOP to opt out',
      buttons: [
        { type: 'quickReply', title: 'Thanks' },
        {
          type: 'url',
          title: 'Track',
          url: { text: 'https://x.example.com/{{1}}', names: [undefined], examples: ['ZA1'] },
        },
        { type: 'phone', title: 'Call', phone: '+27110000001' },
      ],
      unknown: [],
    });
  });

  it('has variables with names, which are numbered by where they first stand', () => {
    const example = { body_text_named_params: [{ param_name: 'day', example: 'Monday' }] };
    const [given] = read([
      { ...template('a'), components: [{ type: 'BODY', text: '{{name}}: {{day}}, {{name}}', example }] },
    ]);
    expect(given?.body).to.deep.equal({
      text: '{{1}}: {{2}}, {{1}}',
      names: ['name', 'day'],
      examples: [undefined, 'Monday'],
    });
  });

  const forms: [string, unknown][] = [
    ['a page', { data: [template('a'), template('b')] }],
    ['several pages', [{ data: [template('a')] }, { data: [template('b')] }]],
    ['an account with its templates', { message_templates: { data: [template('a'), template('b')] }, id: '1' }],
    ['the templates alone', [template('a'), template('b')]],
  ];
  for (const [what, json] of forms) {
    it(`is ${what}`, () => {
      expect(read(json).map(({ name }) => name)).to.deep.equal(['a', 'b']);
    });
  }

  const unknown: [string, object, string][] = [
    ['a place as header', { type: 'HEADER', format: 'LOCATION' }, 'a header of the kind LOCATION'],
    ['a code to copy', { type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'X' }] }, 'a COPY_CODE button'],
    ['a flow', { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Begin' }] }, 'a FLOW button'],
    ['a one-time password', { type: 'BUTTONS', buttons: [{ type: 'OTP', text: 'Copy' }] }, 'a OTP button'],
    ['a carousel', { type: 'CAROUSEL', cards: [] }, 'a part of the kind CAROUSEL'],
    ['the end of a code', { type: 'FOOTER', code_expiration_minutes: 10 }, 'a footer that WhatsApp writes itself'],
  ];
  for (const [what, component, told] of unknown) {
    it(`says what a catalogue has no form for: ${what}`, () => {
      expect(read([template('a', component)])[0]?.unknown).to.deep.equal([told]);
    });
  }

  it('says what is missing in it, and where', () => {
    const paging = { cursors: {}, next: 'https://graph.example.com/next' };
    const { templates, notes } = readGraph([{ data: [template('a'), { name: 'b' }, 'c'], paging }]);
    expect(templates).to.have.length(1);
    expect(notes).to.deep.equal([
      'the export[0].data[1] is no template: it has no language. It was passed over.',
      'the export[0].data[2] is no template: it is no object. It was passed over.',
      'The last page says that there is another one (paging.next), which is not in the export: ask for it too.',
    ]);
  });
});
