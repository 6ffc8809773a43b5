import { expect } from 'chai';
import fc from 'fast-check';
import { conversationId } from '../../src/core/conversation.js';
import { toActivity } from '../../src/inbound/activity.js';
import { type InboundEvent, inboundEvent, itemId } from '../../src/inbound/event.js';
import { hasTooMany, parseCallback } from '../../src/inbound/parse.js';
import { fromThandi, ids, only, parse } from './parsed.js';
import { envelopeOf, samples } from './samples.js';

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
