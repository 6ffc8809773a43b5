import { expect } from 'chai';
import fc from 'fast-check';
import { mended, readIntent, type TopicId } from '../../../bots/alerts/intents.js';
import { isOneSlip } from '../../../bots/talk/slip.js';

const known = ['SA204', 'SA301', 'FA117', '4Z702'];
const isKnown = (topic: TopicId, id: string) => topic === 'parcel' || known.includes(id);

/** `follow flight SA204`, or the kind alone. */
function read(text: string): string {
  const intent = readIntent(text, isKnown);
  if (!('subjects' in intent)) return intent.kind;
  return [intent.kind, intent.topic, ...intent.subjects, ...intent.flightsToo].filter(Boolean).join(' ');
}

describe('readIntent', () => {
  const cases: Readonly<Record<string, string>> = {
    'Alerts for flight SA204': 'follow flight SA204',
    'follow parcel ZA123456789': 'follow parcel ZA123456789',
    'please can you keep me posted about sa 204?': 'follow flight SA204',
    'tell me when SA301 boards': 'follow flight SA301',
    'let me know about my parcel': 'follow parcel',
    'Follow a flight': 'follow flight',
    'shipping updates': 'follow parcel',
    'subscribe to SA204': 'follow flight SA204',
    'follow BA57': 'follow flight BA57',
    'follow flight SA20411': 'follow flight sa20411',
    'stop SA204': 'stop flight SA204',
    'please stop alerts for ZA123456789': 'stop parcel ZA123456789',
    'sign me off from SA204': 'stop flight SA204',
    'unsubscribe from my flight': 'stop flight',
    "don't tell me about SA204 any more": 'stop flight SA204',
    'stop following SA204': 'stop flight SA204',
    'stop it now': 'stop',
    'no more alerts': 'stop',
    SA204: 'state flight SA204',
    'sa 204?': 'state flight SA204',
    BA57: 'state flight BA57',
    'where is my parcel?': 'state parcel',
    'is SA204 on time': 'state flight SA204',
    'which gate is SA301': 'state flight SA301',
    'status of za 123 456 789': 'state parcel ZA123456789',
    'and SA204?': 'state flight SA204',
    'where is gate B12': 'state flight',
    'follow SA204 and ZA123456789': 'follow parcel ZA123456789 SA204',
    'can you tell me if SA204 is delayed': 'state flight SA204',
    'tell me about my parcel': 'state parcel',
    'tell me if anything changes with SA204': 'follow flight SA204',
    'notify me if SA204 is delayed': 'follow flight SA204',
    "I'd like to get updates about my order": 'follow parcel',
    "I don't want alerts any more": 'stop',
    'delete my data': 'unknown',
    'stop the music': 'unknown',
    'please stop now': 'stop',
    'and what about my parcel': 'state parcel',
    'any news': 'state',
    'my alerts': 'list',
    'what am I following?': 'list',
    'show me my subscriptions': 'list',
    cancel: 'cancel',
    'never mind': 'cancel',
    'cancel SA204': 'stop flight SA204',
    help: 'help',
    'what can you do': 'help',
    'can I talk to a person': 'human',
    Human: 'human',
    'are you a bot': 'who',
    'am I talking to a real person': 'who',
    'hi there': 'greeting',
    'ok thanks': 'thanks',
    'you are useless': 'upset',
    bonjour: 'foreign',
    'I paid R250 in 20 minutes': 'unknown',
    qwerty: 'unknown',
    '🔥🔥': 'unknown',
  };
  for (const [text, intent] of Object.entries(cases)) {
    it(`reads "${text}" as ${intent}`, () => expect(read(text)).to.equal(intent));
  }

  const isUnsure = (text: string) => {
    const intent = readIntent(text, isKnown);
    return 'isUnsure' in intent && intent.isUnsure;
  };
  for (const text of ['stop it now', 'please stop', 'stop that', 'remove me', 'cancel my order', 'stop the delivery']) {
    it(`is not sure that "${text}" is about alerts`, () => expect(isUnsure(text)).to.equal(true));
  }
  const sure = [
    'stop SA204',
    'no more alerts',
    'unsubscribe from my flight',
    'stop everything',
    'follow a flight',
    'SA204',
  ];
  for (const text of [...sure, "don't tell me about my flight", 'sign me off', 'stop all my flight alerts']) {
    it(`is sure of "${text}"`, () => expect(isUnsure(text)).to.equal(false));
  }

  it('takes anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'grapheme' }), (text) => {
        expect(read(text)).to.be.a('string');
      }),
    );
  });
});

describe('mended', () => {
  const cases: Readonly<Record<string, string | undefined>> = {
    'folow SA204': 'follow SA204',
    'my alrts': 'my alerts',
    'trak my parcell': 'track my parcel',
    'where is my pracel': 'where is my parcel',
    'follow SA204': undefined,
    'hollow SA204': undefined,
    'stock SA204': undefined,
    qwerty: undefined,
  };
  for (const [text, meant] of Object.entries(cases)) {
    it(`makes ${meant === undefined ? 'nothing' : `"${meant}"`} of "${text}"`, () => {
      expect(mended(text)).to.equal(meant);
    });
  }
});

describe('isOneSlip', () => {
  const letters = fc.stringMatching(/^[A-Z0-9]{2,8}$/);
  it('finds a letter that is wrong, missing or added, and two that are swapped; in both directions', () => {
    fc.assert(
      fc.property(letters, fc.nat(7), fc.constantFrom('X', '7'), (word, place, letter) => {
        const at = place % word.length;
        const others = [
          word.slice(0, at) + letter + word.slice(at + 1),
          word.slice(0, at) + letter + word.slice(at),
          word.slice(0, at) + word.slice(at + 1),
          word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
        ];
        for (const other of others.filter((each) => each !== word)) {
          expect([word, other, isOneSlip(word, other), isOneSlip(other, word)]).to.deep.equal([
            word,
            other,
            true,
            true,
          ]);
        }
      }),
    );
  });

  it('finds no more than one', () => {
    for (const other of ['SA240X', 'AS240', 'SA2', 'SB205', 'SA204'])
      expect(isOneSlip('SA204', other), other).to.equal(false);
  });
});
