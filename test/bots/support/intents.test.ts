import { expect } from 'chai';
import { feedbackOf } from '../../../bots/support/reading/answers.js';
import { intentOf } from '../../../bots/support/reading/intents.js';
import { ticketIn } from '../../../bots/support/reading/ticketIn.js';

const kinds: [text: string, kind: string][] = [
  ['Open a ticket', 'open'],
  ['I want to report a fault', 'open'],
  ['I have a problem', 'open'],
  ['My tickets', 'list'],
  ['show me my tickets please', 'list'],
  ['Talk to a human', 'human'],
  ['Can I speak to a real person?', 'human'],
  ['agent', 'human'],
  ['Help!', 'help'],
  ['Cancel', 'cancel'],
  ['stop that', 'cancel'],
  ['Never mind.', 'cancel'],
  ['nevermind', 'cancel'],
  ['Hi', 'greeting'],
  ['Good morning!', 'greeting'],
  ['menu', 'greeting'],
  ['status', 'status'],
  ['any news?', 'status'],
  ['What about T-42?', 'status'],
  ['add', 'add'],
  ['Add to my ticket', 'add'],
  ['the moon is green', 'unknown'],
  ['Yes', 'unknown'],
  ['add water to the kettle', 'unknown'],
  ['can I cancel my contract', 'unknown'],
  ['hi my router is broken', 'unknown'],
];

describe('intentOf', () => {
  for (const [text, kind] of kinds) {
    it(`reads "${text}" as ${kind}`, () => expect(intentOf(text)).to.include({ kind }));
  }

  it('takes an addition apart', () => {
    const red = { kind: 'add', ticket: 'T-42', text: 'the light is now red' };
    expect(intentOf('add to T-42: the light is now red')).to.deep.equal(red);
    expect(intentOf('Please add this to ticket t42, the light is now red')).to.deep.equal(red);
    expect(intentOf('add T-42 the light is now red')).to.deep.equal(red);
    expect(intentOf('add to T-7')).to.deep.equal({ kind: 'add', ticket: 'T-7', text: '' });
    expect(intentOf('add to my ticket: Red!\nStill.')).to.deep.equal({
      kind: 'add',
      ticket: undefined,
      text: 'Red!\nStill.',
    });
  });
});

describe('ticketIn', () => {
  it('finds a number however it is written', () => {
    for (const text of ['T-42', 't42', 'how is T 42 doing', 'T-042?', '(t-42)'])
      expect(ticketIn(text)).to.equal('T-42');
  });
  it('finds none where there is none', () => {
    for (const text of ["I can't 42", 'part-42', 'T-42nd', '42', 'T-0', 'T-'])
      expect(ticketIn(text)).to.equal(undefined);
  });
});

const feedback: [text: string, feedback: 'solved' | 'notSolved' | undefined][] = [
  ['Solved', 'solved'],
  ['yes thanks', 'solved'],
  ['Yes, it works now, thank you!', 'solved'],
  ['all sorted', 'solved'],
  ['Not solved', 'notSolved'],
  ['not solved', 'notSolved'],
  ['no, still broken', 'notSolved'],
  ['No', 'notSolved'],
  ['No T-42 is not fixed', 'notSolved'],
  ["it doesn't work", 'notSolved'],
  ['it’s still not working', 'notSolved'],
  ['yes but it is still slow', 'notSolved'],
  ['thanks', undefined],
  ['ok', undefined],
  ['no thanks', undefined],
  ['no problem', undefined],
  ['yes I want to open an account', undefined],
  ['My tickets', undefined],
];

describe('feedbackOf', () => {
  for (const [text, expected] of feedback) {
    it(`reads "${text}" as ${expected}`, () => expect(feedbackOf(text)).to.equal(expected));
  }
});
