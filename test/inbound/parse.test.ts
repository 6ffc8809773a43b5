import { expect } from 'chai';
import fc from 'fast-check';
import { conversationId } from '../../src/core/conversation.js';
import { toActivity } from '../../src/inbound/activity.js';
import { type InboundEvent, inboundEvent, itemId } from '../../src/inbound/event.js';
import { hasTooMany, parseCallback } from '../../src/inbound/parse.js';
import { envelopeOf, samples } from './samples.js';

const ids = { messageId: 'm1', from: '2799900001', to: '2799900002', channel: 'whatsapp', timestamp: 1506607698000 };

const parse = (event: string, entry: unknown) => parseCallback({ event: { [event]: [entry] } });

/** The one event of a callback, without its raw entry. */
function only(parsed: ReturnType<typeof parseCallback>): Omit<InboundEvent, 'raw'> {
  expect(parsed.events, JSON.stringify(parsed)).to.have.length(1);
  expect(parsed.passedOver).to.deep.equal([]);
  const { raw, ...event } = parsed.events[0] ?? expect.fail();
  expect(raw).to.be.an('object');
  return event;
}

const fromThandi = { person: '2799900001', business: '2799900002', timestamp: 1506607698000 };
const thandi = { ...fromThandi, integrationId: 'fa80e7f1', profileName: 'Thandi' };
const status = { kind: 'status', messageId: '77fb2999', clientMessageId: 'abc', timestamp: 1506607698000 };

describe('parseCallback', () => {
  const expected: Partial<Record<keyof typeof samples, object>> = {
    text: { kind: 'text', messageId: '3a89d1f0', ...thandi, text: 'Hi' },
    textWithBlankInChannel: {
      ...{ kind: 'text', messageId: '3a89d1f1', ...thandi, text: 'Yes' },
      ...{ relatedMessageId: '9c1f', relatedClientMessageId: 'abc' },
    },
    inlineMedia: {
      ...{ kind: 'media', messageId: '3a89d1f2', ...thandi, caption: 'My card' },
      media: [{ contentType: 'image/png', source: { kind: 'inline', base64: 'iVBORw0KGgo=' }, byteSize: 8 }],
    },
    fileMedia: {
      ...{ kind: 'media', messageId: '3a89d1f3', ...thandi },
      media: [
        {
          contentType: 'audio/ogg; codecs=opus',
          source: {
            kind: 'file',
            downloadUrl: 'https://platform.clickatell.com/v1/media?fileId=1.ogg&sha256Hash=e3b0',
          },
          fileName: 'voice.ogg',
          sha256: 'e3b0',
          byteSize: 5120,
        },
      ],
    },
    location: {
      ...{ kind: 'location', messageId: '3a89d1f4', ...fromThandi, integrationId: 'fa80e7f1' },
      ...{ latitude: -33.9249, longitude: 18.4241, name: 'Branch', address: '1 Long Street' },
    },
    locationInStrings: { kind: 'location', messageId: '3a89d1f5', ...fromThandi, latitude: -33.9, longitude: 18.4 },
    button: { kind: 'button', messageId: '3a89d1f6', ...fromThandi, title: 'Balance', postbackData: 'balance' },
    buttonInSelectedItem: {
      ...{ kind: 'button', messageId: '3a89d1f7', ...fromThandi },
      ...{ title: 'Balance', postbackData: 'balance' },
    },
    status: { ...status, status: 'DEVICE_ACK', statusCode: 5 },
  };
  for (const [name, event] of Object.entries(expected)) {
    it(`reads the sample "${name}"`, () => {
      const json = Object.entries(samples).find(([key]) => key === name)?.[1] ?? expect.fail();
      expect(only(parseCallback(envelopeOf(json)))).to.deep.equal(event);
    });
  }

  it('passes over what is neither a message nor a status', () => {
    for (const [json, event] of [
      [samples.fallback, 'messageFallback'],
      [samples.typing, 'statusIsTyping'],
      ['{"event":{"__proto__":[{}]}}', '__proto__'],
      ['{"event":{"constructor":[{"messageId":"m","from":"1","to":"2"}]}}', 'constructor'],
    ] as const) {
      expect(parseCallback(envelopeOf(json))).to.deep.equal({
        events: [],
        passedOver: [{ event, reason: 'not a message or a status' }],
      });
    }
  });

  it('keeps the raw entry, but for the base64 of inline media', () => {
    const { raw } = parseCallback(envelopeOf(samples.inlineMedia)).events[0] ?? expect.fail();
    expect(raw).to.have.property('caption', 'My card');
    expect(raw).not.to.have.property('content');
    expect(parse('moText', { ...ids, content: 'Hi', later: 1 }).events[0]?.raw).to.deep.equal({
      ...{ ...ids, content: 'Hi', later: 1 },
    });
  });

  describe('decides what an entry is', () => {
    const known: [string, string, object, object][] = [
      ['an empty text', 'moText', { content: '' }, { kind: 'text', text: '' }],
      [
        'a tap without a title',
        'moButtonResponse',
        { postbackData: 'b' },
        { kind: 'button', title: 'b', postbackData: 'b' },
      ],
      ['a tap without data', 'moButtonResponse', { title: 'B' }, { kind: 'button', title: 'B' }],
      ['a tap that has only content', 'moButtonResponse', { content: 'B' }, { kind: 'text', text: 'B' }],
      [
        'an unknown event with a title',
        'moListReply',
        { selectedItem: { title: 'B' } },
        { kind: 'button', title: 'B' },
      ],
      ['an unknown event with content', 'moQuickReply', { content: 'B' }, { kind: 'text', text: 'B' }],
      [
        'base64 in lines',
        'moMedia',
        { contentType: 'image/png', content: 'iVBO\r\nRw0=' },
        {
          kind: 'media',
          media: [{ contentType: 'image/png', source: { kind: 'inline', base64: 'iVBORw0=' }, byteSize: 5 }],
        },
      ],
      [
        'a file of no type',
        'moMedia',
        { files: [{ downloadUrl: 'http://127.0.0.1:1/f', byteSize: '7', fileName: 3 }] },
        {
          kind: 'media',
          media: [
            {
              contentType: 'application/octet-stream',
              source: { kind: 'file', downloadUrl: 'http://127.0.0.1:1/f' },
              byteSize: 7,
            },
          ],
        },
      ],
      [
        'a place on the edge',
        'moLocation',
        { latitude: -90, longitude: '180' },
        { kind: 'location', latitude: -90, longitude: 180 },
      ],
    ];
    for (const [name, event, fields, content] of known) {
      it(name, () => {
        expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal({ messageId: 'm1', ...fromThandi, ...content });
      });
    }

    const files = (...list: unknown[]) => ({ files: list });
    const file = { contentType: 'image/png', downloadUrl: 'https://host/f' };
    const unsupported: [string, string, object, string?][] = [
      ['a text without content', 'moText', {}],
      ['a text that is a number', 'moText', { content: 7 }],
      ['a text that is an object', 'moText', { content: { text: 'Hi' } }],
      ['an encrypted text', 'moText', { content: 'Zm9v', encryptionKey: 'a2V5' }, 'encrypted'],
      ['a text with an empty encryption key', 'moText', { content: 'Zm9v', encryptionKey: '' }, 'encrypted'],
      ['an encrypted tap', 'moButtonResponse', { title: 'B', encryptionKey: {} }, 'encrypted'],
      ['encrypted media', 'moMedia', { ...files(file), encryptionKey: 'a2V5' }, 'encrypted'],
      ['an encrypted file', 'moMedia', files({ ...file, encryptionKey: 'a2V5' }), 'encrypted'],
      ['media without content', 'moMedia', { contentType: 'image/png' }],
      ['media without a type', 'moMedia', { content: 'Zm9v' }],
      ['media of a type that is none', 'moMedia', { content: 'Zm9v', contentType: 'png' }],
      ['media that are not base64', 'moMedia', { content: '<b>', contentType: 'image/png' }],
      ['no files', 'moMedia', files()],
      ['a good and a bad file', 'moMedia', files(file, { contentType: 'image/png' })],
      ['a file that is a string', 'moMedia', files('https://host/f')],
      ['a file on the disk', 'moMedia', files({ ...file, downloadUrl: 'file:///etc/passwd' })],
      ['a file at no address', 'moMedia', files({ ...file, downloadUrl: 'f' })],
      ['a place without longitude', 'moLocation', { latitude: 1 }],
      ['a place beyond the pole', 'moLocation', { latitude: 90.1, longitude: 1 }],
      ['a place beyond the date line', 'moLocation', { latitude: 1, longitude: -180.1 }],
      ['a place in words', 'moLocation', { latitude: 'here', longitude: '' }],
      ['a tap that says nothing', 'moButtonResponse', { selectedItem: [] }],
      ['a good and an encrypted file', 'moMedia', files(file, { ...file, encryptionKey: '' }), 'encrypted'],
      ['a reaction that has only a title', 'moReaction', { title: '👍' }],
      ['a reaction that is a number', 'moReaction', { reaction: { emoji: 7, messageId: 'm0' } }],
      ['a reaction to nothing with nothing', 'moReaction', { reaction: {} }],
      ['a reaction as long as a letter', 'moReaction', { reaction: { emoji: 'x'.repeat(65) } }],
      ['a contact with nothing', 'moContacts', { contacts: [{}] }],
      ['no contacts', 'moContacts', { contacts: [] }],
      ['contacts that are none', 'moContacts', { contacts: 'Thandi' }],
      ['a good and a bad contact', 'moContacts', { contacts: [{ name: 'Thandi' }, 7] }],
      ['a contact with no more than a bad number', 'moContacts', { contacts: [{ phones: [{ phone: {} }] }] }],
      ['contacts in a text that is no vCard', 'moContacts', { contacts: ['Thandi'], content: 'Thandi' }],
      ['a contact whose vCard is empty', 'moContacts', { contacts: [{ vcard: 'BEGIN:VCARD\nEND:VCARD' }] }],
      ['contacts whose title is a button', 'moContacts', { contacts: [{}], title: 'B' }],
      ['a picked row that is none', 'moListResponse', { selectedItem: { title: 7, postbackData: [] } }],
      ['an unknown event with media', 'moSticker', { content: 'Zm9v', contentType: 'image/webp' }, 'unknown-kind'],
      ['an unknown event with nothing', 'moOrder', {}, 'unknown-kind'],
      ['an unknown event, encrypted', 'moOrder', { content: 'Zm9v', encryptionKey: 'a2V5' }, 'encrypted'],
    ];
    for (const [name, event, fields, reason = 'unreadable'] of unsupported) {
      it(`unsupported: ${name}`, () => {
        const expectedEvent = { messageId: 'm1', ...fromThandi, kind: 'unsupported', event, reason };
        expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal(expectedEvent);
      });
    }

    const passedOver: [string, string, unknown][] = [
      ['an SMS', 'moText', { ...ids, content: 'Hi', channel: 'sms' }],
      ['a channel that is an object', 'moText', { ...ids, content: 'Hi', channel: {} }],
      ['an entry that is null', 'moText', null],
      ['an entry that is a string', 'moText', 'Hi'],
      ['an entry that is an array', 'moText', [ids]],
      ['no sender', 'moText', { ...ids, content: 'Hi', from: undefined }],
      ['an empty sender', 'moText', { ...ids, content: 'Hi', from: '  ' }],
      ['a sender that is an object', 'moText', { ...ids, content: 'Hi', from: { id: 1 } }],
      ['no recipient', 'moText', { ...ids, content: 'Hi', to: null }],
      ['no message id', 'moText', { ...ids, content: 'Hi', messageId: '' }],
      ['an id that is too long', 'moText', { ...ids, content: 'Hi', messageId: 'm'.repeat(257) }],
      ['an id that is too long in UTF-8', 'moText', { ...ids, content: 'Hi', from: 'ü'.repeat(129) }],
      ['an id that is not exact', 'moText', { ...ids, content: 'Hi', messageId: 2 ** 53 }],
      ['an id with half a surrogate pair', 'moText', { ...ids, content: 'Hi', from: 'a\ud800' }],
      ['an id with a control character', 'moText', { ...ids, content: 'Hi', from: 'a\u0000b' }],
      ['a status without an id', 'messageStatusUpdate', { status: 'READ' }],
      ['a status without a name or a code', 'messageStatusUpdate', { messageId: 'm1', status: 5, statusCode: {} }],
      ['a status whose name is too long', 'messageStatusUpdate', { messageId: 'm1', status: 'R'.repeat(257) }],
    ];
    for (const [name, event, entry] of passedOver) {
      it(`passed over: ${name}`, () => {
        const parsed = parse(event, entry);
        expect(parsed.events).to.deep.equal([]);
        expect(parsed.passedOver.map((each) => each.event)).to.deep.equal([event]);
      });
    }
  });

  describe('reads a tap', () => {
    const whole = { title: 'Balance', postbackData: 'balance' };
    const selectedItem = { postbackData: 'balance', title: 'Balance', description: 'What you have' };
    const table: [string, object, object?, string?][] = [
      ['a picked row', { selectedItem }, whole, 'moListResponse'],
      ['a picked row below the title of its list', { title: 'Menu', selectedItem }],
      ['a picked row with data above', { postbackData: 'balance', selectedItem: { title: 'Balance' } }],
      ['a list response', { listResponse: { title: 'Menu', selectedItem } }],
      ['a list reply', { listReply: { id: 'balance', title: 'Balance', description: 'What you have' } }],
      ['a button', { button: { postbackData: 'balance', title: 'Balance' } }],
      ['a button reply', { buttonReply: { id: 'balance', title: 'Balance' } }],
      [
        "WhatsApp's button reply",
        { interactive: { type: 'button_reply', button_reply: { id: 'balance', title: 'Balance' } } },
      ],
      [
        "WhatsApp's list reply",
        { interactive: { type: 'list_reply', list_reply: { id: 'balance', title: 'Balance' } } },
      ],
      ["WhatsApp's quick reply", { button: { payload: 'balance', text: 'Balance' } }],
      ['a quick reply', { quickReply: { payload: 'balance', text: 'Balance' } }],
      ['the title as content', { content: 'Balance', postbackData: 'balance' }],
      ['a text with the data of a button', { content: 'Balance', postbackData: 'balance' }, whole, 'moText'],
      ['a text with a quick reply', { content: 'Balance', quickReply: { payload: 'balance' } }, whole, 'moText'],
      ['only a title', { quickReply: { text: 'Solved' } }, { title: 'Solved' }],
      ['only data', { listReply: { id: 'balance' } }, { title: 'balance', postbackData: 'balance' }],
    ];
    for (const [name, fields, tap = whole, event = 'moInteractive'] of table) {
      it(name, () => {
        expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal({
          ...{ kind: 'button', messageId: 'm1', ...fromThandi },
          ...tap,
        });
      });
    }

    it('and no other field for one', () => {
      expect(only(parse('moText', { ...ids, content: 'Hi', title: 'B' }))).to.include({ kind: 'text', text: 'Hi' });
      expect(only(parse('moNew', { ...ids, id: 'x', text: 'B' }))).to.include({ kind: 'unsupported' });
    });
  });

  describe('reads contacts', () => {
    const bare = { phones: [], emails: [] };
    const table: [string, unknown, object][] = [
      [
        'in camel case',
        {
          name: { formattedName: 'Thandi M', firstName: 'Thandi', lastName: 'M' },
          phones: [{ phone: '+27 82', type: 'CELL' }],
        },
        { ...bare, name: 'Thandi M', firstName: 'Thandi', lastName: 'M', phones: ['+27 82'] },
      ],
      [
        "in WhatsApp's",
        {
          ...{ name: { formatted_name: 'Thandi', first_name: 'Thandi' }, org: { company: 'Bank' } },
          ...{ phones: [{ wa_id: '2782' }], emails: [{ email: 't@example.com' }] },
        },
        { name: 'Thandi', firstName: 'Thandi', phones: ['2782'], emails: ['t@example.com'], company: 'Bank' },
      ],
      [
        'with only parts of a name',
        { name: { firstName: 'T', lastName: 'M' } },
        { ...bare, name: 'T M', firstName: 'T', lastName: 'M' },
      ],
      ['with a name on two lines', { name: 'T\r\nM', phones: null }, { ...bare, name: 'T M' }],
      ['with no more than a number', { phones: [2782] }, { ...bare, name: '2782', phones: ['2782'] }],
      ['with no more than a name', { displayName: 'T' }, { ...bare, name: 'T' }],
      ['with no more than an address', { emails: ['t@e.org'] }, { ...bare, name: 't@e.org', emails: ['t@e.org'] }],
      ['with no more than a company', { org: { company: 'Bank' } }, { ...bare, name: 'Bank', company: 'Bank' }],
      ['with a name and a number that is none', { name: 'T', phones: [{ phone: {} }] }, { ...bare, name: 'T' }],
      ['with a name that is none and a number', { name: {}, phones: ['+1'] }, { ...bare, name: '+1', phones: ['+1'] }],
      ['with one number', { full_name: 'T', phone: '+27 82' }, { ...bare, name: 'T', phones: ['+27 82'] }],
      [
        'with the id of a number',
        { name: 'T', phones: [{ phone: '+27 82', wa_id: '2782' }, { number: '+27 83' }, { type: 'CELL' }] },
        { ...bare, name: 'T', phones: ['+27 82', '+27 83'], waIds: { '+27 82': '2782' } },
      ],
    ];
    const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n');
    const written = card(
      'FN:Thandi M',
      'N:M;Thandi;;;',
      'item1.TEL;TYPE=CELL;waid=2782:+27 82',
      'EMAIL:t@e.org',
      'X-A:b',
    );
    const fromCard = {
      ...{ name: 'Thandi M', firstName: 'Thandi', lastName: 'M', phones: ['+27 82'], emails: ['t@e.org'] },
      ...{ waIds: { '+27 82': '2782' }, card: written },
    };
    const cards: [string, unknown, object][] = [
      ['a vCard beside a shorter name', { displayName: 'T', vcard: written }, fromCard],
      ['a vCard alone', { vCard: written }, fromCard],
      ['a vCard that is all', written, fromCard],
      [
        'a vCard beside a name of the contact',
        { name: { formattedName: 'Mum' }, vcard: written },
        { ...fromCard, name: 'Mum' },
      ],
      [
        'a vCard and another number',
        { vcard: written, phones: [{ phone: '+27 83' }] },
        { ...fromCard, phones: ['+27 83', '+27 82'] },
      ],
      [
        'a vCard without a name, beside one',
        { display_name: 'T', vcard: card('TEL:+1') },
        { ...bare, name: 'T', phones: ['+1'], card: card('TEL:+1') },
      ],
      ['a vCard that is none, beside a name', { displayName: 'T', vcard: 'x' }, { ...bare, name: 'T' }],
      [
        'a vCard of Android',
        { vcard: card('VERSION:2.1', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20=', 'M', 'TEL;CELL:1') },
        {
          ...{ name: 'Jürgen M', phones: ['1'], emails: [] },
          card: card('VERSION:2.1', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen=20=', 'M', 'TEL;CELL:1'),
        },
      ],
    ];
    for (const [name, contact, expectedContact] of cards) {
      it(name, () => {
        expect(only(parse('moContacts', { ...ids, contacts: [contact] }))).to.deep.equal({
          ...{ kind: 'contacts', messageId: 'm1', ...fromThandi },
          contacts: [expectedContact],
        });
      });
    }

    const wholes: [string, string, object, string[]][] = [
      ['one that is not in a list', 'moContacts', { contacts: { name: 'A' } }, ['A']],
      ['one in a field of its own', 'moContact', { contact: { name: 'A' } }, ['A']],
      ['one that is the entry itself', 'moContact', { name: 'A', phone: '+1' }, ['A']],
      ['a vCard in the entry itself', 'moContact', { displayName: 'A', vcard: card('FN:A') }, ['A']],
      ['a vCard in the content', 'moContacts', { content: card('FN:A') }, ['A']],
      ['two in one vCard', 'moVcard', { vcard: `${card('FN:A')}\n${card('FN:B')}` }, ['A', 'B']],
      ['one in a message of its own', 'moNew', { contactMessage: { displayName: 'A', vcard: card('FN:A') } }, ['A']],
      [
        'several in a message of their own',
        'moNew',
        {
          contactsArrayMessage: {
            displayName: '2 contacts',
            contacts: [{ vcard: card('FN:A') }, { displayName: 'B' }],
          },
        },
        ['A', 'B'],
      ],
      ['all but an empty one', 'moContacts', { contacts: [{ name: 'A' }, {}, { phones: [] }] }, ['A']],
    ];
    for (const [name, event, fields, names] of wholes) {
      it(name, () => {
        const read = parse(event, { ...ids, ...fields }).events[0];
        expect(read?.kind === 'contacts' && read.contacts.map((each) => each.name)).to.deep.equal(names);
      });
    }
    for (const [name, contact, expectedContact] of table) {
      it(name, () => {
        for (const event of ['moContacts', 'moShared']) {
          expect(only(parse(event, { ...ids, contacts: [contact] }))).to.deep.equal({
            ...{ kind: 'contacts', messageId: 'm1', ...fromThandi },
            contacts: [expectedContact],
          });
        }
      });
    }
  });

  describe('reads a reaction', () => {
    const table: [string, object, object][] = [
      ['to a message', { reaction: { emoji: '👍', messageId: 'm0' } }, { emoji: '👍', relatedMessageId: 'm0' }],
      [
        'in the other spelling',
        { reaction: { emoji: '👍', message_id: 'm0' } },
        { emoji: '👍', relatedMessageId: 'm0' },
      ],
      ['to a related message', { emoji: '👍', relatedMessageId: 'm0' }, { emoji: '👍', relatedMessageId: 'm0' }],
      ['that was taken back', { reaction: { emoji: '', messageId: 'm0' } }, { emoji: '', relatedMessageId: 'm0' }],
      ['that is there no more', { reaction: { messageId: 'm0' } }, { emoji: '', relatedMessageId: 'm0' }],
      ['with its text', { content: '👍', relatedMessageId: 'm0' }, { emoji: '👍', relatedMessageId: 'm0' }],
      ['with its text, to nothing', { text: '👍🏽' }, { emoji: '👍🏽' }],
      ['with its text in a record', { text: { body: '👍' } }, { emoji: '👍' }],
      ['that is a field', { reaction: '❤️', relatedMessageId: 'm0' }, { emoji: '❤️', relatedMessageId: 'm0' }],
      ['with its text inside', { reaction: { text: '👍', id: 'm0' } }, { emoji: '👍', relatedMessageId: 'm0' }],
      [
        'with its text beside',
        { reaction: { messageId: 'm0' }, content: '👍' },
        { emoji: '👍', relatedMessageId: 'm0' },
      ],
      [
        'to the key of a message',
        { reactionMessage: { text: '👍', key: { id: 'm0' } } },
        { emoji: '👍', relatedMessageId: 'm0' },
      ],
      ['with its target beside', { emoji: '👍', reacted_message_id: 'm0' }, { emoji: '👍', relatedMessageId: 'm0' }],
      ['that was taken back, flat', { content: '', relatedMessageId: 'm0' }, { emoji: '', relatedMessageId: 'm0' }],
      ['that is null', { emoji: null, relatedMessageId: 'm0' }, { emoji: '', relatedMessageId: 'm0' }],
      ['without anything but a target', { relatedMessageId: 'm0' }, { emoji: '', relatedMessageId: 'm0' }],
      [
        'that was taken back by its name',
        { reaction: { emoji: '👍', messageId: 'm0', removed: true } },
        { emoji: '👍', isRemoved: true, relatedMessageId: 'm0' },
      ],
      ['whose action is to remove', { emoji: '👍', action: 'unreact' }, { emoji: '👍', isRemoved: true }],
      ['with our id', { emoji: '👍', relatedClientMessageId: 'abc' }, { emoji: '👍', relatedClientMessageId: 'abc' }],
    ];
    for (const [name, fields, reaction] of table) {
      it(name, () => {
        for (const event of ['moReaction', 'moMessageReaction']) {
          expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal({
            ...{ kind: 'reaction', messageId: 'm1', ...fromThandi },
            ...reaction,
          });
        }
      });
    }
  });

  it('takes a reaction for removed by the name of its event', () => {
    const event = only(parse('moReactionRemoved', { ...ids, content: '👍', relatedMessageId: 'm0' }));
    expect(event).to.include({ kind: 'reaction', emoji: '👍', isRemoved: true, relatedMessageId: 'm0' });
  });

  describe('reads a place', () => {
    const point = { latitude: -33.9, longitude: 18.4 };
    const names = { name: 'Branch', address: '1 Long Street' };
    const table: [string, object, object, string?][] = [
      ['flat', { ...point, ...names }, { ...point, ...names }],
      [
        "in Clickatell's names",
        { ...point, locationName: 'Branch', locationAddress: names.address },
        { ...point, ...names },
      ],
      [
        'with underscores',
        { ...point, location_name: 'Branch', location_address: names.address },
        { ...point, ...names },
      ],
      ["in WhatsApp's spelling", { location: { ...point, ...names } }, { ...point, ...names }],
      [
        "in WhatsApp's spelling with a page",
        { location: { ...point, name: 'Branch', url: 'https://bank.example/' } },
        { ...point, name: 'Branch', url: 'https://bank.example/' },
      ],
      ['nested, with its name beside', { location: point, locationName: 'Branch' }, { ...point, name: 'Branch' }],
      [
        'nested twice',
        { location: { name: 'Branch', coordinates: { lat: '-33.9', lng: '18.4' } } },
        { ...point, name: 'Branch' },
      ],
      ['in degrees', { locationMessage: { degreesLatitude: -33.9, degreesLongitude: 18.4 } }, point],
      ['flat and misspelt', { latitute: -33.9, lon: 18.4 }, point],
      ['with an address alone', { location: { address: '1 Long\nStreet' } }, { address: '1 Long Street' }],
      ['with a name alone', { locationName: 'Branch', latitude: null, longitude: null }, { name: 'Branch' }],
      [
        'with a name and half of its coordinates',
        { location: { latitude: -33.9, name: 'Branch' } },
        { name: 'Branch' },
      ],
      ['with a name and coordinates that are none', { latitude: 91, longitude: 0, name: 'Branch' }, { name: 'Branch' }],
      ['with a page that is none', { ...point, url: 'javascript:alert(1)' }, point],
      ['of another name', { ...point, ...names }, { ...point, ...names }, 'moVenue'],
      ['of no known name', { location: point }, point, 'moNew'],
      ['that moves', { liveLocation: point }, point, 'moLiveLocation'],
    ];
    for (const [name, fields, place, event = 'moLocation'] of table) {
      it(name, () => {
        const expected = { kind: 'location', messageId: 'm1', ...fromThandi, ...place };
        expect(only(parse(event, { ...ids, ...fields }))).to.deep.equal(expected);
      });
    }

    it('and none in a text about one', () => {
      expect(only(parse('moNew', { ...ids, content: 'Hi', location: { name: 'Branch' } }))).to.include({
        kind: 'text',
      });
      expect(only(parse('moText', { ...ids, content: 'Hi', ...point }))).to.include({ kind: 'text', text: 'Hi' });
    });
  });

  it('reads back what an earlier version stored', () => {
    const stored = { kind: 'unsupported', messageId: 'm', person: '1', business: '2', event: 'moOrder', raw: {} };
    expect(inboundEvent.parse(stored)).to.deep.equal({ ...stored, reason: 'unreadable' });
  });

  it('reads ids that are numbers, and numbers with a plus, as digits', () => {
    const event = only(parse('moText', { ...ids, messageId: 17, from: ' +2799900001 ', to: 2799900002, content: '' }));
    expect(event).to.include({ messageId: '17', person: '2799900001', business: '2799900002' });
  });

  it('leaves an id alone that is no number', () => {
    for (const from of ['US.1349', '+US.1349', '+27 82 1', '++27', '0027']) {
      expect(only(parse('moText', { ...ids, from, content: '' }))).to.include({ person: from });
    }
  });

  it('takes no time for known that a Date cannot hold', () => {
    for (const timestamp of [null, 0, -1, '', 'now', '2017-09-28T14:08:18Z', 8.64e15 + 1, '1e400', [1], true]) {
      expect(only(parse('moText', { ...ids, timestamp, content: '' }))).not.to.have.property('timestamp');
    }
  });

  const times: [string, unknown, number][] = [
    ['milliseconds', 1506607698123, 1506607698123],
    ['seconds', 1506607698, 1506607698000],
    ['seconds as a text', ' 1506607698 ', 1506607698000],
    ['seconds with a fraction', 1506607698.5, 1506607698500],
    ['microseconds', 1506607698123000, 1506607698123],
  ];
  for (const [what, timestamp, time] of times) {
    it(`reads a time in ${what}`, () => {
      expect(only(parse('moText', { ...ids, timestamp, content: '' }))).to.include({ timestamp: time });
      const update = { messageId: 'm', status: 'READ', channel: 'whatsapp', timestamp };
      expect(only(parse('messageStatusUpdate', update))).to.include({ timestamp: time });
    });
  }

  it('reads numbers as people write them, and one that has two spellings as one person', () => {
    const from = '+55 (11) 8765-4321';
    expect(only(parse('moText', { ...ids, from, to: '+27 11 000 0001', content: '' }))).to.include({
      person: '5511987654321',
      sentFrom: '551187654321',
      business: '27110000001',
    });
    expect(only(parse('moText', { ...ids, from: '5511987654321', content: '' }))).not.to.have.property('sentFrom');
  });

  const userId = 'US.ENT.11815799212886844830';
  const places: [string, object, string][] = [
    ['in from', { from: userId }, userId],
    ['in a field of its own', { from: undefined, fromUserId: userId }, userId],
    ['in a field of its own, and from is null', { from: null, anonymousUserId: userId }, userId],
    ['in a field of its own, and from is empty', { from: '', from_user_id: userId }, userId],
    ['beside the profile name', { from: undefined, whatsapp: { profileName: 'Thandi', userId } }, userId],
    ['in from, which is an object', { from: { user_id: userId } }, userId],
    ['in a record about who sent it', { from: null, sender: { id: userId } }, userId],
    ['in a field that nobody knows yet', { from: undefined, sender_scoped_user: userId }, userId],
    ['in a number’s field', { from: undefined, msisdn: '+2799900001' }, '2799900001'],
    ['in the field of their WhatsApp id', { from: '', waId: '2799900001' }, '2799900001'],
    ['in the field of a contact', { from: undefined, contact: { wa_id: '2799900001', name: 'T' } }, '2799900001'],
    ['in no form that is known, in a known field', { from: undefined, user_id: 'thandi-4711' }, 'thandi-4711'],
    ['of their own and not their parent’s', { from: undefined, parentUserId: userId, userId: 'US.1349' }, 'US.1349'],
    ['beside their number, which counts first', { from: '+2799900001', fromUserId: userId }, '2799900001'],
    ['beside their number in an object', { from: { userId, phoneNumber: '+2799900001' } }, '2799900001'],
  ];
  for (const [where, fields, person] of places) {
    it(`finds a person whose id is ${where}`, () => {
      expect(only(parse('moText', { ...ids, ...fields, content: '' }))).to.include({ person });
    });
  }

  it('tells which field has the person, if it is not from', () => {
    const field = (fields: object) => only(parse('moText', { ...ids, content: '', ...fields }));
    expect(field({ from: null, user_id: userId })).to.include({ senderField: 'userid' });
    expect(field({ from: null, sender: { id: userId } })).to.include({ senderField: 'id' });
    expect(field({ userId })).not.to.have.property('senderField');
  });

  it('takes nobody else for the person, and says which fields a message without one has', () => {
    const others = {
      ...{ campaignId: '27999000009', recipientId: '27999000008', businessPhoneNumber: '27110000001' },
      ...{ messageUserId: userId, integrationId: userId, senderName: 'US.1349', content: '27999000007' },
    };
    const { events, passedOver } = parse('moText', { ...ids, from: null, ...others });
    expect(events).to.deep.equal([]);
    const [{ reason } = expect.fail()] = passedOver;
    expect(reason).to.match(/^no usable from; its fields: .*senderName/);
    for (const value of Object.values(others)) expect(reason).not.to.include(value);
  });

  const both: [string, object, string | undefined][] = [
    ['in a field beside the number', { from: '2799900001', userId: 'US.1349' }, 'US.1349'],
    ['in from, and the number beside it', { from: 'US.1349', phone_number: '+27 99 900 001' }, 'US.1349'],
    ['beside the profile name', { from: '2799900001', whatsapp: { profileName: 'T', bsuid: 'US.1349' } }, 'US.1349'],
    [
      'and their parent’s, which does not count',
      { from: '2799900001', parentUserId: 'US.ENT.1', userId: 'US.2' },
      'US.2',
    ],
    ['of a form that is none', { from: '2799900001', userId: '4711' }, undefined],
    ['nowhere', { from: '2799900001' }, undefined],
  ];
  for (const [where, fields, alias] of both) {
    it(`finds the other id of a person ${where}`, () => {
      const event = only(parse('moText', { ...ids, ...fields, content: '' }));
      expect(event).to.include({ person: '2799900001' });
      expect('alias' in event ? event.alias : undefined).to.equal(alias);
    });
  }

  it('finds the ids of whom a status is about, if it shows a user id', () => {
    const status = { messageId: 'm', status: 'READ', channel: 'whatsapp' };
    const told: [object, object | undefined][] = [
      [
        { to: '+27 99 900 0001', userId: 'US.1' },
        { number: '27999000001', userId: 'US.1' },
      ],
      [{ to: 'US.1' }, { userId: 'US.1' }],
      [
        { recipientId: '27999000001', recipient_user_id: 'US.1' },
        { number: '27999000001', userId: 'US.1' },
      ],
      [{ to: '27999000001' }, undefined],
    ];
    for (const [fields, recipient] of told) {
      const event = only(parse('messageStatusUpdate', { ...status, ...fields }));
      expect('recipient' in event ? event.recipient : undefined).to.deep.equal(recipient);
    }
  });

  it('names a status by its code where the name is missing', () => {
    for (const [fields, name] of [
      [{ status: ' read ', statusCode: '6' }, 'READ'],
      [{ statusCode: 131 }, 'WHATSAPP_RE_ENGAGEMENT_REQUIRED'],
      [{ status: '', statusCode: '23' }, 'DELIVERY_FAILURE'],
      [{ statusCode: 26 }, 'VOLUME_LIMIT'],
      [{ statusCode: 62 }, 'STATUS_62'],
      [{ status: 'EXCESSIVE_MESSAGES_TO_RECIPIENT' }, 'EXCESSIVE_MESSAGES_TO_RECIPIENT'],
    ] as const) {
      expect(only(parse('messageStatusUpdate', { messageId: 'm1', ...fields }))).to.include({ status: name });
    }
  });

  it('writes the name of a status in one way, whatever its spelling', () => {
    for (const [status, name] of [
      ['Re-engagement required', 'WHATSAPP_RE_ENGAGEMENT_REQUIRED'],
      ['RE_ENGAGEMENT_REQUIRED', 'WHATSAPP_RE_ENGAGEMENT_REQUIRED'],
      ['device ack', 'DEVICE_ACK'],
      ['DeviceAck', 'DEVICE_ACK'],
      ['WHATSAPP_READ', 'READ'],
      ['Delivered', 'DELIVERED'],
      // Free words stay free words, and do not look like a name.
      [' something "new"! ', 'SOMETHING "NEW"!'],
      ['something_new', 'SOMETHING_NEW'],
    ] as const) {
      expect(only(parse('messageStatusUpdate', { messageId: 'm1', status }))).to.include({ status: name });
    }
  });

  it('reads the reason of a failure from its error, where the name does not give it', () => {
    const window = { status: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED' };
    const meta = [{ code: 131047, title: 'Re-engagement message' }];
    for (const [fields, expected] of [
      [
        { status: 'failed', errors: meta },
        { ...window, statusCode: 131047 },
      ],
      [
        { status: 'failed', statusCode: 23, error: { code: '131047' } },
        { status: 'FAILED', statusCode: 131047 },
      ],
      [{ status: 'FAILED', error: { description: 'Re-engagement required' } }, window],
      [{ errors: [{ title: 'Re-engagement required' }] }, window],
      // Among the errors at submit time, 25 is about the recipient. Among the statuses, it is about the account.
      [
        { status: 'FAILED', statusCode: 23, error: { code: 25 } },
        { status: 'FAILED', statusCode: 23 },
      ],
      [{ status: 'DELIVERED', errors: meta }, { status: 'DELIVERED' }],
      [
        { status: 'FAILED', statusCode: 23, errors: 'none' },
        { status: 'FAILED', statusCode: 23 },
      ],
      [
        { status: 'FAILED', statusCode: 23, errors: [null] },
        { status: 'FAILED', statusCode: 23 },
      ],
    ] as const) {
      expect(only(parse('messageStatusUpdate', { messageId: 'm1', ...fields }))).to.include(expected);
    }
  });

  it('reads an entry that stands alone, and one that names no channel', () => {
    const { channel, ...rest } = ids;
    expect(channel).to.equal('whatsapp');
    expect(only(parseCallback({ event: { moText: { ...rest, content: 'Hi' } } }))).to.include({ kind: 'text' });
  });

  it('reads several entries of several events, and the good ones beside the bad', () => {
    const { events, passedOver } = parseCallback({
      event: {
        moText: [{ ...ids, content: 'a' }, null, { ...ids, messageId: 'm2', content: 'b' }],
        messageStatusUpdate: [{ messageId: 'm3', status: 'READ' }],
        moMedia: [],
      },
    });
    expect(events.map(itemId)).to.deep.equal(['message:2799900002:m1', 'message:2799900002:m2', 'status:m3:READ']);
    expect(passedOver).to.deep.equal([{ event: 'moText', reason: 'not an object' }]);
  });

  it('reads a thousand entries, and one more are too many, in one event or in many', () => {
    const entry = { ...ids, content: 'Hi' };
    const many = (count: number) => new Array<unknown>(count).fill(entry);
    expect(parseCallback({ event: { moText: many(1000) } }).events).to.have.length(1000);
    expect(hasTooMany({ event: { moText: many(1000) } })).to.equal(false);
    expect(hasTooMany({ event: { moText: many(1000), moMedia: [null] } })).to.equal(true);
    const names = Object.fromEntries(many(1001).map((_, index) => [`mo${index}`, []]));
    expect(hasTooMany({ event: names })).to.equal(true);
  });

  it('passes over an envelope without events', () => {
    for (const envelope of [{}, { event: null }, { event: [] }, { event: 'moText' }]) {
      expect(parseCallback(envelope)).to.deep.equal({
        events: [],
        passedOver: [{ event: '', reason: 'no event object' }],
      });
    }
  });

  const names = [
    ...[
      'moText',
      'moMedia',
      'moLocation',
      'moButtonResponse',
      'moReaction',
      'moContacts',
      'moNew',
      'messageStatusUpdate',
    ],
    ...['messageFallback', '__proto__', 'constructor', 'toString'],
  ];
  const field = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('whatsapp', 1, '2799900001'));
  const fieldNames = [
    ...['channel', 'messageId', 'from', 'to', 'timestamp', 'content', 'contentType', 'files', 'title', 'selectedItem'],
    ...['latitude', 'longitude', 'status', 'statusCode', 'encryptionKey', 'whatsapp', 'caption', '__proto__'],
    ...['postbackData', 'interactive', 'listReply', 'contacts', 'reaction', 'emoji', 'location', 'vcard', 'text'],
  ];
  const nested = fc.dictionary(
    fc.constantFrom(
      ...['title', 'text', 'id', 'button_reply', 'emoji', 'messageId', 'name', 'phones', 'formattedName', 'vcard'],
      ...['latitude', 'longitude', 'address', 'key', 'wa_id'],
    ),
    field,
  );
  const fields = fc.dictionary(
    fc.constantFrom(...fieldNames),
    fc.oneof(field, nested, fc.array(nested, { maxLength: 2 })),
  );
  const usableIds = fc.constantFrom({}, ids, { ...ids, channel: 'whatsapp ' });
  const entry = fc.oneof(
    fc.jsonValue(),
    fc.tuple(fields, usableIds).map(([some, more]) => ({ ...some, ...more })),
  );
  const callback = fc.dictionary(fc.constantFrom(...names), fc.oneof(entry, fc.array(entry)));

  it('gives whole events of whatever comes, which survive storing', () => {
    let read = 0;
    fc.assert(
      fc.property(callback, (event) => {
        for (const parsed of parseCallback({ event }).events) {
          read += 1;
          const stored: unknown = JSON.parse(JSON.stringify(parsed));
          const again = inboundEvent.parse(stored);
          // What an attacker calls `__proto__` is not read back.
          expect({ ...again, raw: {} }).to.deep.equal({ ...JSON.parse(JSON.stringify(parsed)), raw: {} });
          expect(itemId(again)).to.equal(itemId(parsed));
          if (parsed.kind === 'status') continue;
          expect(conversationId(parsed).length).to.be.below(1600);
          expect(Object.values(toActivity(parsed))).not.to.include(undefined);
        }
      }),
      { numRuns: 150 },
    );
    expect(read).to.be.above(100);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.object(), (envelope) => void parseCallback(envelope)));
    fc.assert(fc.property(fc.jsonValue(), (event) => void parseCallback({ event })));
    fc.assert(fc.property(fc.constantFrom(...names), fc.anything(), (name, given) => void parse(name, given)));
  });
});

describe('itemId', () => {
  const text = (business: string, messageId: string): InboundEvent => {
    return { kind: 'text', text: '', person: '1', business, messageId, raw: {} };
  };

  it('is the same for a callback that comes again', () => {
    const [first, again] = [samples.text, samples.text].map((json) =>
      parseCallback(envelopeOf(json)).events.map(itemId),
    );
    expect(first).to.deep.equal(['message:2799900002:3a89d1f0']);
    expect(again).to.deep.equal(first);
  });

  it('differs for two stages of one message', () => {
    const stages = ['SENT_TO_SUPPLIER', 'READ'].map((name) =>
      parse('messageStatusUpdate', { messageId: 'm', status: name }),
    );
    expect(stages.flatMap(({ events }) => events.map(itemId))).to.deep.equal([
      'status:m:SENT_TO_SUPPLIER',
      'status:m:READ',
    ]);
  });

  it('never takes two events for one', () => {
    const part = fc.string({ unit: fc.constantFrom(':', '%', 'a'), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        expect(itemId(text(a, b)) === itemId(text(c, d))).to.equal(a === c && b === d);
      }),
    );
  });
});
