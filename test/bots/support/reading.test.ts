import { expect } from 'chai';
import { inEnglish, ownWords } from '../../../bots/support/heard.js';
import { consentIn, isSkip } from '../../../bots/support/reading/answersToQuestions.js';
import { changeIn, explicitChangeIn } from '../../../bots/support/reading/corrections.js';
import { openingOf } from '../../../bots/support/reading/opening.js';
import { tellsOfProblem } from '../../../bots/support/reading/problem.js';
import { smallTalkOf } from '../../../bots/support/reading/smallTalk.js';
import { closingOf, reopeningOf } from '../../../bots/support/reading/states.js';

describe('openingOf', () => {
  for (const [said, title] of [
    ['open a ticket', ''],
    ['Please log a call for me', ''],
    ['I have a problem', ''],
    ['open ticket: my card machine is broken', 'my card machine is broken'],
    ['can you open a ticket about The Lift?', 'The Lift?'],
    ['I have a big problem with my router', 'problem with my router'],
    ['new ticket no lights', 'no lights'],
    ['open T-1', undefined],
    ['open ticket T-1', undefined],
    ['my ticket is still open', undefined],
    ['do not open a ticket', undefined],
  ] as const) {
    it(`reads the title "${title}" in "${said}"`, () => expect(openingOf(said)?.title).to.equal(title));
  }

  it('takes no time for the square of a run of dots', () => {
    expect(openingOf(`open a ticket: no${'.'.repeat(100_000)}please`)?.title).to.match(/^no\.+$/);
  });
});

describe('closingOf and reopeningOf', () => {
  for (const said of [
    'close T-2',
    'my ticket T-2 is fixed, please close',
    'cancel t2',
    'T-2 works again',
    'you can close T-2',
  ]) {
    it(`reads "${said}" as a wish to close`, () =>
      expect(closingOf(said)).to.include({ kind: 'close', ticket: 'T-2' }));
  }
  for (const said of [
    'is T-2 fixed?',
    'why was T-2 closed',
    "don't close T-2",
    'T-2 is not fixed',
    'close the window',
    'T-2',
  ]) {
    it(`reads no such wish in "${said}"`, () => expect(closingOf(said)).to.equal(undefined));
  }
  for (const said of ['reopen T-2', 're-open t2 please', 'T-2 is broken again', 'open T-2 again']) {
    it(`reads "${said}" as a wish to re-open`, () => expect(reopeningOf(said)).to.include({ ticket: 'T-2' }));
  }
});

describe('changeIn', () => {
  for (const [said, part, text] of [
    ['no, the title should be Gate broken', 'subject', 'Gate broken'],
    ['Title: Gate broken', 'subject', 'Gate broken'],
    ['title Gate broken', 'subject', 'Gate broken'],
    ['rename it to Gate broken', 'subject', 'Gate broken'],
    ['die titel moet Hek stukkend wees', 'subject', 'Hek stukkend'],
    ['change the description to it hums', 'description', 'it hums'],
    ['yes but add that it hums', 'add', 'it hums'],
    ['voeg by: dit Zoem', 'add', 'dit Zoem'],
    ['the title is wrong', 'subject', undefined],
    ['no wait', undefined, undefined],
    ['no good', undefined, undefined],
    ['no it is the front gate', undefined, 'it is the front gate'],
  ] as const) {
    it(`reads "${said}"`, () => {
      const change = changeIn(said, { open: true });
      expect([change?.part, change?.text]).to.deep.equal([part, text]);
    });
  }
  for (const said of ['hm', 'it is the front gate', 'yes', 'no']) {
    it(`reads none in "${said}"`, () => expect(changeIn(said, { open: true })).to.equal(undefined));
  }

  it('is explicit only if it names what is to be changed', () => {
    expect(explicitChangeIn('the name is wrong on my bill')).to.equal(undefined);
    expect(explicitChangeIn('add water to the kettle')).to.equal(undefined);
    expect(explicitChangeIn('wait the title should be Gate')).to.deep.equal({ part: 'subject', text: 'Gate' });
  });
});

describe('consentIn', () => {
  for (const said of [
    'yes',
    'ja',
    'Yes please open it',
    '👍🏽',
    'looks good',
    'ok thanks',
    'open it',
    'yesss',
    'please do',
  ]) {
    it(`takes "${said}" for a yes`, () => expect(consentIn(said)).to.equal('yes'));
  }
  for (const said of ['no', 'nee dankie', "no don't open it", '👎', 'nah leave it']) {
    it(`takes "${said}" for a no`, () => expect(consentIn(said)).to.equal('no'));
  }
  for (const said of [
    'yes but it is urgent',
    'wrong',
    'not right',
    'no, the title is wrong',
    'open it?',
    'thanks',
    'maybe',
  ]) {
    it(`takes "${said}" for neither`, () => expect(consentIn(said)).to.equal(undefined));
  }
});

describe('isSkip', () => {
  for (const said of [
    'skip',
    'no',
    'Nothing more to say',
    "I don't have a photo",
    'slaan oor',
    'ill send it later',
    'idk',
  ])
    it(`takes "${said}" for one`, () => expect(isSkip(said)).to.equal(true));
  for (const said of ['no light in the hall', 'nothing works', 'it skips a beat', 'I do not know why it stops'])
    it(`does not take "${said}" for one`, () => expect(isSkip(said)).to.equal(false));
});

describe('smallTalkOf', () => {
  for (const [said, topic] of [
    ['ok thanks', 'thanks'],
    ['🙏', 'thanks'],
    ['are you a bot?', 'who'],
    ['What time do you open on Sundays', 'unknownFact'],
    ['hi how are you', 'howAreYou'],
    ['unsubscribe', 'optOut'],
    ['thanks to you my line is down', undefined],
    ['who broke the lift', undefined],
    ['🔥🔥', undefined],
  ] as const) {
    it(`reads "${said}" as ${topic}`, () => expect(smallTalkOf(said)).to.equal(topic));
  }
});

describe('tellsOfProblem', () => {
  for (const said of [
    'my internet is down since this morning!!',
    'broken kettle',
    'I was overcharged',
    'my geiser lek',
  ])
    it(`hears one in "${said}"`, () => expect(tellsOfProblem(said)).to.equal(true));
  for (const said of ['the moon is green', 'tell me a joke', 'broken'])
    it(`hears none in "${said}"`, () => expect(tellsOfProblem(said)).to.equal(false));
});

describe('ownWords', () => {
  for (const [said, read, own] of [
    ['opn a tiket: my Hek is af', 'my Hek is af', 'my Hek is af'],
    ["maak 'n kaartjie oop: my kaartjie Masjien is stukkend", undefined, 'my kaartjie Masjien is stukkend'],
  ] as const) {
    it(`gives back what was written in "${said}"`, () => {
      expect(ownWords(said, read ?? openingOf(inEnglish(said))?.title ?? '')).to.equal(own);
    });
  }
});
