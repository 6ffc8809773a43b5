import { expect } from 'chai';
import { conversationOf } from '../../src/conversation.js';
import { toActivity, toStatusActivity, toWelcomeActivity } from '../../src/inbound/activity.js';
import type { InboundMessage, InboundStatus } from '../../src/inbound/event.js';
import { parseCallback } from '../../src/inbound/parse.js';
import { referenceFor } from '../../src/inbound/reference.js';
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
      { contentType: 'image/png', contentUrl: 'data:image/png;base64,iVBORw0KGgo=' },
    ]);
    expect(JSON.stringify(activity).split('iVBORw0KGgo=')).to.have.length(2);
  });

  it('hands on a file by its address, its size and hash in channelData', () => {
    const activity = toActivity(messageOf(samples.fileMedia));
    expect(activity.text).to.equal('');
    expect(activity.attachments).to.deep.equal([
      {
        contentType: 'audio/ogg; codecs=opus',
        contentUrl: 'https://platform.clickatell.com/v1/media?fileId=1.ogg&sha256Hash=e3b0',
        name: 'voice.ogg',
      },
    ]);
    expect(activity.channelData.files[0]).to.include({ byteSize: 5120, sha256Hash: 'e3b0' });
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

  it('makes a tap the text of the button, and its data the value', () => {
    for (const json of [samples.button, samples.buttonInSelectedItem]) {
      expect(toActivity(messageOf(json))).to.include({ type: 'message', text: 'Balance', value: 'balance' });
    }
    const bare: InboundMessage = { kind: 'button', ...pair, messageId: 'm', title: 'Solved', raw: {} };
    expect(toActivity(bare)).to.include({ text: 'Solved', value: 'Solved' });
  });

  it('says of what it cannot read only what it was', () => {
    const event: InboundMessage = { kind: 'unsupported', ...pair, messageId: 'm', event: 'moContacts', raw: { a: 1 } };
    expect(toActivity(event)).to.deep.include({
      ...{ type: 'message', text: '', value: { event: 'moContacts' } },
      ...{ valueType: 'clickatell/unsupported', channelData: { a: 1 } },
    });
  });

  it('makes no message of a reaction', () => {
    const event: InboundMessage = { kind: 'unsupported', ...pair, messageId: 'm', event: 'moReaction', raw: {} };
    expect(toActivity(event)).to.include({ type: 'messageReaction', valueType: 'clickatell/unsupported' });
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
