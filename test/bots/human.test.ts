import { expect } from 'chai';
import { until } from '../support/channel.js';
import { bankingNumber, type Program, person, record, records, startProgram, supportNumber } from './program.js';

describe('The bots and humans', () => {
  let program: Program;
  before(async () => {
    program = await startProgram();
  });
  after(() => program.stop());

  const heard = (number: string) => {
    const { messages = [] } = program.emulator?.chat(person, number) ?? {};
    return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  };
  /** Says it, and waits until the bot has said what matches. */
  const say = async (to: string, text: string, answer: RegExp) => {
    await program.emulator?.say({ from: person, to, text });
    await until(() => answer.test(heard(to).at(-1) ?? ''));
  };
  const pathOf = (number: string) => `/api/conversations/${number}:${person}`;
  const waiting = async (business: string) => {
    const { json } = await program.api('/api/conversations?waiting');
    return records(json.conversations).filter((each) => each.business === business);
  };

  it('leave a transfer to a consultant with its draft, and go on with it afterwards', async () => {
    await say(bankingNumber, 'send R250', /Who is the money for/);
    await say(bankingNumber, 'human', /A consultant will write/);
    await until(async () => (await waiting(bankingNumber)).length === 1);
    const [one] = await waiting(bankingNumber);
    expect(record(record(one?.context).draft)).to.deep.equal({
      task: 'Send money',
      amount: 'R250.00',
      said: 'send R250',
    });
    const said = records((await program.api(`${pathOf(bankingNumber)}/messages`)).json.messages);
    // As the phone shows it: the first answer to the first message is the welcome.
    expect(said.map(({ from, text }) => [from, String(text).split('\n')[0]])).to.deep.equal([
      ['person', 'send R250'],
      ['bot', 'Welcome to Protea Bank. Say "menu" at any time to see what I can do.'],
      ['bot', 'Who is the money for?'],
      ['person', 'human'],
    ]);
    await program.emulator?.say({ from: person, to: bankingNumber, text: 'Is this safe?' });
    await until(async () => (await waiting(bankingNumber))[0]?.unanswered === 1);
    await program.api(`${pathOf(bankingNumber)}/reply`, { body: { text: 'Yes, it is.', agent: 'Ben' } });
    await until(() => heard(bankingNumber).at(-1) === 'Yes, it is.');
    expect(heard(bankingNumber).at(-2)).to.match(/A consultant will write/);
    await program.api(`${pathOf(bankingNumber)}/close`, { body: {} });
    await until(() => /Who is the money for/.test(heard(bankingNumber).at(-1) ?? ''));
    expect(heard(bankingNumber).at(-2)).to.match(/^You are back with me/);
    await say(bankingNumber, 'Sipho', /Which account shall pay|Send R250/);
  });

  it('open a ticket half told for a colleague', async () => {
    await say(supportNumber, 'open a ticket', /What is the problem/);
    await say(supportNumber, 'No internet', /Please describe it/);
    await say(supportNumber, 'Talk to a human', /a colleague will read your ticket/);
    await until(async () => (await waiting(supportNumber)).length === 1);
    const [one] = await waiting(supportNumber);
    expect(record(one?.context)).to.deep.include({ draft: { task: 'Open a ticket', subject: 'No internet' } });
    expect(one?.reason).to.match(/^T-\d+: No internet$/);
    await program.api(`${pathOf(supportNumber)}/close`, { body: { state: 'failed' } });
    // The draft has become the ticket that the human got, so nothing is left to ask.
    await until(() => /nobody could answer you in time.*What can I do/.test(heard(supportNumber).at(-1) ?? ''));
  });
});
