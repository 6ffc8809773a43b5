import { expect } from 'chai';
import { buttons, person, Talk } from '../talk.js';

/** What leads to each question, and how the question begins. */
const steps = {
  amount: { words: ['transfer'], asks: 'How much' },
  payee: { words: ['transfer', '250'], asks: 'Who is the money for' },
  payer: { words: ['transfer', '250', 'Sipho'], asks: 'Which account' },
  confirmation: { words: ['transfer', '250', 'Sipho', 'Cheque'], asks: 'Send R250.00 to Sipho Dlamini?' },
} as const;

async function talkThrough(words: readonly string[]): Promise<{ talk: Talk; last: string }> {
  const talk = new Talk();
  let last = '';
  for (const text of words) last = (await talk.say(text)).at(-1) ?? '';
  return { talk, last };
}

describe('the transfer dialog', () => {
  it('asks for what is missing, one thing at a time, and books after the confirmation', async () => {
    const { talk, last } = await talkThrough(steps.confirmation.words);
    expect(last).to.match(/^Send R250\.00 to Sipho Dlamini\?\nFrom: Cheque \*{4}\d{4}\nReference: /);
    const before = await talk.balances();
    const [receipt] = await talk.send({ text: 'Yes' });
    expect(receipt?.text).to.match(/^Done: R250\.00 sent to Sipho Dlamini from Cheque \*{4}\d{4}\./);
    expect(receipt?.channelData?.clickatell?.outsideWindow?.name).to.equal('transfer_receipt');
    expect(await talk.balances()).to.deep.equal({ ...before, cheque: (before.cheque ?? 0) - 250_00 });
    expect((await talk.say('Yes'))[0]).to.include('no question open');
  });

  it('asks for nothing that the first message said', async () => {
    const { talk, last } = await talkThrough(['send R1 250,50 to Thandi from savings for rent']);
    expect(last).to.match(/^Send R1,250\.50 to Thandi Nkosi\?\nFrom: Savings \*{4}\d{4}\nReference: rent$/);
    expect((await talk.say('yes please'))[0]).to.include('Done: R1,250.50');
  });

  it('offers payees, accounts and answers as suggested actions', async () => {
    const talk = new Talk();
    await talk.say('pay 100');
    expect(buttons(await talk.send({ text: 'hm' }))).to.include.members(['Sipho Dlamini', 'Thandi Nkosi']);
    expect(buttons(await talk.send({ text: 'thandi' }))).to.deep.equal(['Cheque', 'Savings']);
    expect(buttons(await talk.send({ text: '2' }))).to.deep.equal(['Yes', 'No']);
  });

  for (const [name, { words, asks }] of Object.entries(steps)) {
    it(`asks for ${name}, helps there and asks again`, async () => {
      const { talk, last } = await talkThrough(words);
      expect(last.startsWith(asks)).to.equal(true);
      const [help, again, ...rest] = await talk.say('help');
      expect(help).to.include('stops the transfer');
      expect([again, ...rest]).to.deep.equal([last]);
    });

    for (const word of ['cancel', 'stop', 'menu']) {
      it(`ends on "${word}" when it has asked for ${name}, with no money sent`, async () => {
        const { talk } = await talkThrough(words);
        const before = await talk.balances();
        expect((await talk.say(word))[0]).to.include('No money was sent');
        expect((await talk.say('yes'))[0]).to.include('no question open');
        expect(await talk.balances()).to.deep.equal(before);
      });
    }

    it(`goes on in another process after it has asked for ${name}`, async () => {
      const talk = new Talk();
      for (const text of steps.confirmation.words) {
        await talk.say(text);
        talk.restart();
      }
      expect((await talk.say('Yes'))[0]).to.include('Done: R250.00');
    });

    it(`is interrupted by another request when it has asked for ${name}, and comes back`, async () => {
      const { talk, last } = await talkThrough(words);
      expect((await talk.say('block my card')).join()).to.include('Shall I freeze');
      expect(await talk.say('no')).to.deep.equal(['All right, your card stays as it is.', last]);
    });
  }

  it('shows the balance on the way and asks again', async () => {
    const { talk, last } = await talkThrough(steps.payer.words);
    const [balance, again] = await talk.say('balance');
    expect(balance).to.include('Your accounts');
    expect(again).to.equal(last);
  });

  it('books once when the turn with the Yes is run again', async () => {
    const { talk } = await talkThrough(steps.confirmation.words);
    const before = await talk.balances();
    const memory = talk.remember();
    const first = await talk.say('Yes');
    talk.restart(memory);
    expect(await talk.say('Yes')).to.deep.equal(first);
    expect(await talk.balances()).to.deep.equal({ ...before, cheque: (before.cheque ?? 0) - 250_00 });
  });

  it('sends nothing on a No, nor on anything that is not clearly a Yes', async () => {
    const { talk } = await talkThrough(steps.confirmation.words);
    const before = await talk.balances();
    for (const text of ["don't say yes", 'yes or no?', 'hm', '3']) {
      expect((await talk.say(text))[0]).to.match(/^Please answer Yes or No\./);
    }
    expect((await talk.say('No'))[0]).to.include('no money was sent');
    expect(await talk.balances()).to.deep.equal(before);
  });

  it('asks back about amounts that it cannot be sure of', async () => {
    const { talk } = await talkThrough(steps.amount.words);
    for (const [text, why] of [
      ['1.250', 'two ways'],
      ['lots', 'in figures'],
      ['-5', 'more than zero'],
      ['10.005', 'two ways'],
      ['$5', 'only send rand'],
    ] as const) {
      expect((await talk.say(text))[0]).to.include(why);
    }
    expect((await talk.say('1,250.50'))[0]).to.include('Who is the money for');
  });

  it('does not take more than there is', async () => {
    const { talk } = await talkThrough(['send R10 000 000 to Sipho']);
    expect((await talk.say('R9 000 000'))[0]).to.include('R9,000,000.00 is more than you have there');
    const { cheque = 0 } = await talk.balances();
    await talk.bank.transfer(person, { from: 'savings', to: 'b2', amountCents: 12_000_00, reference: '', key: 'k' });
    expect((await talk.say(String(cheque / 100)))[0]).to.include('Which account shall pay');
  });

  it('says so when the money has gone before the Yes', async () => {
    const { talk } = await talkThrough(steps.confirmation.words);
    const { cheque = 0 } = await talk.balances();
    await talk.bank.transfer(person, { from: 'cheque', to: 'b2', amountCents: cheque, reference: '', key: 'k' });
    const answers = await talk.say('Yes');
    expect(answers[0]).to.equal('There is only R0.00 in that account now, so no money was sent.');
    expect(answers.at(-1)).to.match(/^Which account shall pay\?\nSavings/);
  });

  it('says which name it does not know', async () => {
    const { talk, last } = await talkThrough(['send R250 to Bob']);
    expect(last).to.equal('Who is the money for?');
    expect((await talk.say('Bob'))[0]).to.include('"Bob" is not among your beneficiaries');
  });

  it('moves money between own accounts', async () => {
    const { talk } = await talkThrough(['move R500 from savings to cheque']);
    const before = await talk.balances();
    await talk.say('Yes');
    const { cheque = 0, savings = 0 } = before;
    expect(await talk.balances()).to.deep.equal({ ...before, cheque: cheque + 500_00, savings: savings - 500_00 });
  });
});
