import { expect } from 'chai';
import { messagesBody } from '../../src/clickatell/body.js';
import type { WireMessage } from '../../src/clickatell/wire.js';

const file = (content: string): WireMessage => ({
  ...{ channel: 'whatsapp', to: '27820000001', clientMessageId: 'a "b"', caption: 'Zoë – “März”' },
  ...{ content, contentType: 'image/png' },
});
const text: WireMessage = { channel: 'whatsapp', to: '27820000001', content: 'He said "Hi"\n😀' };

describe('The body of a request', () => {
  const bodies: [what: string, messages: WireMessage[]][] = [
    ['a text', [text]],
    ['nothing', []],
    ['a file', [file('aGVsbG8=')]],
    ['files among texts', [text, file('aGk='), text, file('AAAA')]],
    [
      'what is said to be a file and is none',
      [file('aG"k'), file('a,"to":"27820000009","b":"'), file('aGk=aGk='), file('ab')],
    ],
    ['a file with line ends', [file('aGVs\nbG8=\n\n')]],
    ['an empty file', [file('')]],
    ['a file that is not there', [{ channel: 'whatsapp', to: '1', contentType: 'image/png' }]],
  ];
  for (const [what, messages] of bodies) {
    it(`is the JSON of its messages with ${what}`, () => {
      expect(JSON.parse(messagesBody(messages).toString())).to.deep.equal({ messages });
    });
  }
});
