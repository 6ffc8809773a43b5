import { expect } from 'chai';
import { buttons, person, Talk } from '../talk.js';

const rows = (text = '') => text.split('\n').filter((line) => /^\d{1,2} \w{3} {2}|^\w{3} \d{1,2} {2}/.test(line));

describe('the transactions dialog', () => {
  it('shows the last five', async () => {
    const [answer] = await new Talk().say('Transactions');
    expect(rows(answer)).to.have.length(5);
  });

  it('shows as many of the latest as asked for, up to 20', async () => {
    const talk = new Talk();
    expect(rows((await talk.say('last 12 transactions'))[0])).to.have.length(12);
    expect(rows((await talk.say('show my last 100 payments'))[0])).to.have.length(20);
  });

  it('shows a period, with the days that it has understood', async () => {
    const talk = new Talk();
    const [answer] = await talk.say('show transactions from 25 June to 26 June');
    expect(answer).to.match(/^Transactions from 25 June 2026 to 26 June 2026:/);
    expect(answer).to.include('Salary').and.include('Monthly saving');
    const days = { from: '2026-06-25', to: '2026-06-26' };
    expect(rows(answer)).to.have.length((await talk.bank.transactions(person, undefined, { days })).length);
    expect((await talk.say('25 June'))[0]).to.include('Transactions on 25 June 2026');
  });

  it('shows one account only when it is named', async () => {
    const [answer] = await new Talk().say('transactions on my savings account in June');
    expect(rows(answer)).to.deep.equal(['26 Jun  R1,500.00  Monthly saving (Savings)']);
  });

  it('writes dates in the manner of the person', async () => {
    const [answer] = await new Talk({ from: '12025550100' }).say('transactions on 6/25/2026');
    expect(answer).to.match(/^Transactions on June 25, 2026:\nJun 25 {2}/);
  });

  it('pages ten at a time until all are shown, over a restart', async () => {
    const talk = new Talk();
    const days = { from: '2026-05-01', to: '2026-07-17' };
    const count = (await talk.bank.transactions(person, undefined, { days })).length;
    let sent = await talk.send({ text: 'show transactions from 1 May to last Friday' });
    const seen = rows(sent[0]?.text);
    while (buttons(sent).includes('More')) {
      talk.restart();
      sent = await talk.send({ text: 'More' });
      seen.push(...rows(sent[0]?.text));
    }
    expect(seen).to.have.length(count);
    expect(count).to.be.greaterThan(20);
  });

  it('ends the pages on Done, on thanks and on cancel, and takes another period in their place', async () => {
    for (const word of ['Done', 'thanks', 'cancel', 'no']) {
      const talk = new Talk();
      await talk.say('transactions since 1 May');
      await talk.say(word);
      expect((await talk.say('More'))[0]).to.include('did not understand');
    }
    const talk = new Talk();
    await talk.say('transactions since 1 May');
    expect((await talk.say('last week'))[0]).to.include('from 13 July 2026 to 19 July 2026');
  });

  it('asks which days are meant where the words fit several', async () => {
    const talk = new Talk();
    const sent = await talk.send({ text: 'transactions on Tuesday' });
    expect(sent[0]?.text).to.equal('Which days do you mean?');
    expect(buttons(sent)).to.deep.equal(['Today', 'Tue 14 Jul']);
    talk.restart();
    expect((await talk.say('Tue 14 Jul'))[0]).to.include('on 14 July 2026');
    await talk.say('transactions on Tuesday');
    expect((await talk.say('1'))[0]).to.include('on 21 July 2026');
    await talk.say('transactions on Tuesday');
    expect((await talk.say('12 July'))[0]).to.include('on 12 July 2026');
    await talk.say('transactions on Tuesday');
    expect((await talk.say('hm'))[0]).to.equal('Which days do you mean?');
    expect((await talk.say('cancel'))[0]).to.include('Cancelled');
  });

  it('asks a person whose culture is not known what 05/06 is', async () => {
    const sent = await new Talk({ from: 'US.1349' }).send({ text: 'transactions on 05/06/2026' });
    expect(buttons(sent)).to.deep.equal(['Fri 5 Jun', 'Wed 6 May']);
  });

  it('asks again for days that it cannot read, and shows none of the future', async () => {
    const talk = new Talk();
    expect((await talk.say('transactions since 31 February'))[0]).to.include('There is no such day');
    expect((await talk.say('the last few days'))[0]).to.include('could not read those days');
    expect((await talk.say('the other day'))[0]).to.include('could not read those days');
    expect((await talk.say('yesterday'))[0]).to.include('on 20 July 2026');
    expect((await talk.say('transactions for next week'))[0]).to.include('still to come');
    expect((await talk.say('transactions in 2019'))[0]).to.equal(
      'My records begin on 22 April 2026.\nThere are no transactions from 1 January 2019 to 31 December 2019.',
    );
  });
});
