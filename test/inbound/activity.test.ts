import { expect } from 'chai';
import { conversationOf } from '../../src/core/conversation.js';
import { referenceFor } from '../../src/core/reference.js';
import { toActivity, toStatusActivity, toWelcomeActivity } from '../../src/inbound/activity.js';
import type { InboundMessage, InboundStatus } from '../../src/inbound/event.js';
import { parseCallback } from '../../src/inbound/parse.js';
import { envelopeOf, samples } from './samples.js';

function eventOf(json: string) {
  return parseCallback(envelopeOf(json)).events[0] ?? expect.fail();
}
function messageOf(json: string): InboundMessage {
  const event = eventOf(json);
  return event.kind === 'status' ? expect.fail() : event;
}
function statusOf(json: string): InboundStatus {
  const event = eventOf(json);
  return event.kind === 'status' ? event : expect.fail();
}

const pair = { business: '2799900002', person: '2799900001' };
const conversation = { id: '2799900002:2799900001', isGroup: false, conversationType: 'personal', name: '' };
const addressed = {
  channelId: 'whatsapp',
  serviceUrl: 'https://platform.clickatell.com',
  conversation,
  from: { id: '2799900001', name: 'Thandi', role: 'user' },
  recipient: { id: '2799900002', name: '', role: 'bot' },
  timestamp: new Date(1506607698000),
};

describe('toActivity', () => {
  it('makes a text a message', () => {
    const event = messageOf(samples.text);
    expect(toActivity(event)).to.deep.equal({
      type: 'message',
      id: '3a89d1f0',
      ...addressed,
      textFormat: 'plain',
      text: 'Hi',
      channelData: event.raw,
    });
  });

  it('has no timestamp where none is known, and nothing that is undefined', () => {
    const { timestamp, profileName, ...event } = messageOf(samples.text);
    expect([timestamp, profileName]).to.deep.equal([1506607698000, 'Thandi']);
    const activity = toActivity(event);
    expect(activity).not.to.have.property('timestamp');
    expect(activity.from).to.include({ id: '2799900001', name: '' });
    expect(Object.values(activity)).not.to.include(undefined);
  });

  it('answers our message by our id, else by the id of Clickatell', () => {
    const event = messageOf(samples.textWithBlankInChannel);
    expect(toActivity(event).replyToId).to.equal('abc');
    const { relatedClientMessageId, ...rest } = event;
    expect(relatedClientMessageId).to.equal('abc');
    expect(toActivity(rest).replyToId).to.equal('9c1f');
    expect(toActivity(messageOf(samples.text))).not.to.have.property('replyToId');
  });

  it('hands on inline media as a data URL, once', () => {
    const activity = toActivity(messageOf(samples.inlineMedia));
    expect(activity.text).to.equal('My card');
    expect(activity.attachments).to.deep.equal([
      { contentType: 'image/png', contentUrl: 'data:image/png;base64,iVBORw0KGgo=', content: { byteSize: 8 } },
    ]);
    expect(JSON.stringify(activity).split('iVBORw0KGgo=')).to.have.length(2);
  });

  it('hands on a file by its address, with its size and hash, and marks a voice note', () => {
    const activity = toActivity(messageOf(samples.fileMedia));
    expect(activity.text).to.equal('');
    expect(activity.attachments).to.deep.equal([
      {
        contentType: 'audio/ogg; codecs=opus',
        contentUrl: 'https://platform.clickatell.com/v1/media?fileId=1.ogg&sha256Hash=e3b0',
        content: { sha256: 'e3b0', byteSize: 5120, voice: true },
        name: 'voice.ogg',
      },
    ]);
    expect(activity).to.nested.include({
      'channelData.files[0].byteSize': 5120,
      'channelData.files[0].sha256Hash': 'e3b0',
    });
  });

  it('takes nothing else for a voice note', () => {
    const source = { kind: 'file' as const, downloadUrl: 'https://host/f' };
    const voices: [contentType: string, isVoice: boolean][] = [
      ['audio/ogg;codecs=opus', true],
      ['audio/ogg; rate=16000; codecs="opus"', true],
      ['audio/ogg', false],
      ['audio/ogg; codecs=vorbis', false],
      ['audio/mpeg', false],
      ['video/ogg; codecs=opus', false],
    ];
    for (const [contentType, isVoice] of voices) {
      const { attachments } = toActivity({
        kind: 'media',
        ...pair,
        messageId: 'm',
        media: [{ contentType, source }],
        raw: {},
      });
      expect(attachments?.[0]?.content).to.deep.equal(isVoice ? { voice: true } : {});
    }
  });

  it('makes a data URL that can be fetched of a type with parameters', async () => {
    const media = [{ contentType: 'audio/ogg; codecs=opus', source: { kind: 'inline' as const, base64: 'Zm9v' } }];
    const activity = toActivity({ kind: 'media', ...pair, messageId: 'm', media, raw: {} });
    const fetched = await fetch(activity.attachments?.[0]?.contentUrl ?? expect.fail());
    expect(await fetched.text()).to.equal('foo');
    expect(fetched.headers.get('content-type')).to.equal('audio/ogg;codecs=opus');
  });

  it('gives a place as an entity and as an attachment', () => {
    const place = {
      ...{ type: 'GeoCoordinates', latitude: -33.9249, longitude: 18.4241 },
      ...{ name: 'Branch', address: '1 Long Street' },
    };
    expect(toActivity(messageOf(samples.location))).to.deep.include({
      text: 'Branch',
      entities: [place],
      attachments: [{ contentType: 'application/json', name: 'location', content: place }],
    });
    expect(toActivity(messageOf(samples.locationInStrings)).text).to.equal('');
  });

  it('gives a place without coordinates by its name and address', () => {
    const place = { type: 'Place', name: 'Branch', address: '1 Long Street', url: 'https://bank.example/' };
    const { type: _, ...fields } = place;
    const activity = toActivity({ kind: 'location', ...pair, messageId: 'm', ...fields, raw: {} });
    expect(activity).to.deep.include({ text: 'Branch', entities: [place] });
    const { text } = toActivity({ kind: 'location', ...pair, messageId: 'm', address: '1 Long Street', raw: {} });
    expect(text).to.equal('1 Long Street');
  });

  it('hands on a vCard as it came, and the ids of numbers in one of our own', () => {
    const contact = { name: 'T', phones: ['+27 82'], emails: [], waIds: { '+27 82': '2782' } };
    const cards = [contact, { ...contact, card: 'BEGIN:VCARD' }].map((each) => {
      const { attachments } = toActivity({ kind: 'contacts', ...pair, messageId: 'm', contacts: [each], raw: {} });
      return String(attachments?.[0]?.content);
    });
    expect(cards[0]).to.include('\r\nTEL;waid=2782:+27 82\r\n');
    expect(cards[1]).to.equal('BEGIN:VCARD');
  });

  it('makes a tap the text of the button, and its data the value', () => {
    for (const json of [samples.button, samples.buttonInSelectedItem]) {
      expect(toActivity(messageOf(json))).to.include({ type: 'message', text: 'Balance', value: 'balance' });
    }
    const bare: InboundMessage = { kind: 'button', ...pair, messageId: 'm', title: 'Solved', raw: {} };
    expect(toActivity(bare)).to.include({ text: 'Solved', value: 'Solved' });
  });

  it('gives contacts in words, and as vCards', () => {
    const contacts = [
      {
        ...{ name: 'Thandi; M', firstName: 'Thandi', lastName: 'M', company: 'Bank, Ltd' },
        ...{ phones: ['+27 82 000 0001', '+27 11'], emails: ['t@example.com'] },
      },
      { name: '2782', phones: ['2782'], emails: [] },
    ];
    const {
      type,
      text,
      attachments = [],
    } = toActivity({ kind: 'contacts', ...pair, messageId: 'm', contacts, raw: {} });
    expect(type).to.equal('message');
    expect(text).to.equal('Thandi; M (Bank, Ltd): +27 82 000 0001, +27 11, t@example.com\n2782');
    expect(attachments.map(({ contentType, name }) => [contentType, name])).to.deep.equal([
      ['text/vcard', 'Thandi; M'],
      ['text/vcard', '2782'],
    ]);
    expect(String(attachments[0]?.content).split('\r\n')).to.deep.equal([
      ...['BEGIN:VCARD', 'VERSION:3.0', 'N:M;Thandi;;;', 'FN:Thandi\\; M', 'ORG:Bank\\, Ltd'],
      ...['TEL:+27 82 000 0001', 'TEL:+27 11', 'EMAIL:t@example.com', 'END:VCARD', ''],
    ]);
  });

  it('writes no line of a vCard that a contact has brought along', () => {
    const contact = { name: 'T\r\nTEL:666', phones: ['1\u2028TEL:2'], emails: [], lastName: 'a\\\nb' };
    const { attachments } = toActivity({ kind: 'contacts', ...pair, messageId: 'm', contacts: [contact], raw: {} });
    expect(String(attachments?.[0]?.content).split(/[\r\n\u2028]+/)).to.deep.equal([
      ...['BEGIN:VCARD', 'VERSION:3.0', 'N:a\\\\\\nb;;;;', 'FN:T\\nTEL:666', 'TEL:1\\nTEL:2', 'END:VCARD', ''],
    ]);
  });

  it('makes a reaction one, to the message that it stands on, and no message', () => {
    const event = { kind: 'reaction' as const, ...pair, messageId: 'm', relatedMessageId: '9c1f', raw: {} };
    const added = toActivity({ ...event, emoji: '👍', relatedClientMessageId: 'abc' });
    expect(added).to.deep.include({ type: 'messageReaction', reactionsAdded: [{ type: '👍' }], replyToId: 'abc' });
    const removed = toActivity({ ...event, emoji: '' });
    expect(removed).to.deep.include({ type: 'messageReaction', reactionsRemoved: [{ type: '' }], replyToId: '9c1f' });
    const told = toActivity({ ...event, emoji: '👍', isRemoved: true });
    expect(told).to.deep.include({ type: 'messageReaction', reactionsRemoved: [{ type: '👍' }] });
    expect(told).not.to.have.property('reactionsAdded');
    for (const activity of [added, removed]) expect(activity).not.to.have.property('text');
    expect(removed).not.to.have.property('reactionsAdded');
  });

  it('says of what it cannot read what it was and why', () => {
    const event = {
      kind: 'unsupported' as const,
      ...pair,
      messageId: 'm',
      event: 'moOrder',
      reason: 'unknown-kind' as const,
    };
    const explained = { event: 'moOrder', reason: 'unknown-kind' };
    expect(toActivity({ ...event, raw: { a: 1, clickatell: { b: 2 } } })).to.deep.include({
      ...{ type: 'message', text: '', value: explained, valueType: 'clickatell/unsupported' },
      channelData: { a: 1, clickatell: { b: 2, unsupported: explained } },
    });
    const raw = { clickatell: 'x' };
    expect(toActivity({ ...event, raw }).channelData).to.deep.equal({ clickatell: { unsupported: explained } });
    expect(raw).to.deep.equal({ clickatell: 'x' });
  });

  it('makes no message of a reaction that cannot be read', () => {
    const event = { ...pair, messageId: 'm', event: 'moReaction', reason: 'unreadable' as const, raw: {} };
    expect(toActivity({ kind: 'unsupported', ...event })).to.include({
      ...{ type: 'messageReaction', valueType: 'clickatell/unsupported' },
    });
  });
});

describe('toWelcomeActivity', () => {
  it('adds the person to the conversation', () => {
    expect(toWelcomeActivity(messageOf(samples.text))).to.deep.equal({
      type: 'conversationUpdate',
      ...addressed,
      membersAdded: [{ id: '2799900001', name: 'Thandi' }],
    });
  });
});

describe('toStatusActivity', () => {
  it('is an event of the conversation that the message belongs to', () => {
    const event = statusOf(samples.status);
    expect(toStatusActivity(event, pair)).to.deep.equal({
      type: 'event',
      name: 'clickatell/status',
      ...addressed,
      from: { ...addressed.from, name: '' },
      value: {
        ...{ messageId: '77fb2999', clientMessageId: 'abc', status: 'DEVICE_ACK', statusCode: 5 },
        timestamp: 1506607698000,
      },
      channelData: event.raw,
    });
  });
});

describe('referenceFor', () => {
  it('addresses the conversation that the messages have', () => {
    const reference = referenceFor(pair);
    expect(reference).to.deep.equal({
      channelId: 'whatsapp',
      serviceUrl: 'https://platform.clickatell.com',
      conversation,
      user: { id: '2799900001', name: '', role: 'user' },
      bot: { id: '2799900002', name: '', role: 'bot' },
    });
    expect(conversationOf(reference.conversation.id)).to.deep.equal(pair);
    expect(referenceFor(pair, 'en-ZA').locale).to.equal('en-ZA');
  });
});
