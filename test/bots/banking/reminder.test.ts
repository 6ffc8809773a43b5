import { expect } from 'chai';
import { buttons, person, Talk } from './talk.js';

describe('the banking bot: payment reminders', () => {
  it('confirms payee, amount and time, and schedules what tells the person what to type', async () => {
    const talk = new Talk();
    const { name } = await talk.bank.customer(person);
    expect(await talk.say('remind me to pay Sipho R250 on 28 November')).to.deep.equal([
      'I will remind you to pay Sipho Dlamini R250.00 on Saturday 28 November at 09:00. Say "cancel my payment reminder" if you no longer need it.',
    ]);
    const [reminder, ...rest] = talk.followUps.waiting;
    expect(rest).to.deep.equal([]);
    expect(reminder).to.include({
      at: Date.parse('2026-11-28T07:00:00Z'),
      to: person,
      from: '27110000002',
      text: `Hi ${name}, you asked me to remind you to pay Sipho Dlamini R250.00. Type "pay Sipho Dlamini 250" to do it now.`,
    });
    expect(reminder?.template?.channelData.clickatell.template).to.deep.equal({
      name: 'payment_reminder',
      parameters: { name, amount: 'R250.00 to Sipho Dlamini', due: '28 November 2026' },
    });
  });

  it('says to type what the bot understands', async () => {
    for (const [amount, shown] of [
      ['R250', 'R250.00'],
      ['R1 250,50', 'R1,250.50'],
      ['', ''],
    ]) {
      const talk = new Talk();
      await talk.say(`remind me to pay Sipho ${amount} tomorrow at 8`);
      const type = /Type "([^"]+)"/.exec(talk.followUps.waiting[0]?.text ?? '')?.[1] ?? '';
      const answer = (await talk.say(type)).join();
      expect(answer).to.include(amount === '' ? 'How much' : 'Which account shall pay?');
      if (amount !== '') expect((await talk.say('Cheque')).join()).to.include(`Send ${shown} to Sipho Dlamini?`);
    }
  });

  it('reminds of somebody whom the bank does not know, without an amount', async () => {
    const talk = new Talk();
    expect((await talk.say('remind me to pay Eskom tomorrow at 8'))[0]).to.include(
      'to pay Eskom on Wednesday 22 July at 08:00.',
    );
    const [reminder] = talk.followUps.waiting;
    expect(reminder?.text).to.include('to pay Eskom. Type "transfer"');
    expect(reminder?.template?.channelData.clickatell.template.parameters).to.include({
      amount: 'the amount owed to Eskom',
    });
  });

  const forms: readonly (readonly [text: string, about: string])[] = [
    ['please remind me tomorrow at 8 to pay City Power 1200', 'pay City Power R1,200.00 on Wednesday 22 July at 08:00'],
    ['remind me about my payment of R99 to Thandi on Friday', 'pay Thandi Nkosi R99.00 on Friday 24 July at 09:00'],
    ['remind me in 2 hours to send R50 to Sipho', 'pay Sipho Dlamini R50.00 on Tuesday 21 July at 16:30'],
    ['set a reminder to pay rent on 1 August', 'pay rent on Saturday 1 August at 09:00'],
  ];
  for (const [text, about] of forms) {
    it(`reads "${text}"`, async () => {
      expect((await new Talk().say(text))[0]).to.include(`I will remind you to ${about}.`);
    });
  }

  it('asks for what is missing, also after a restart, and helps', async () => {
    const talk = new Talk();
    expect((await talk.say('remind me'))[0]).to.equal('Who is the payment for?');
    expect((await talk.say('help'))[0]).to.include('who you want to pay');
    talk.restart();
    expect((await talk.say('Sipho 250'))[0]).to.match(/^When shall I remind you\?/);
    expect((await talk.say('help'))[0]).to.include('Tell me when');
    expect((await talk.say('yesterday'))[0]).to.match(/^That time has passed\./);
    expect((await talk.say('in 400 days'))[0]).to.match(/^I can remind you at most 366 days ahead\./);
    const asked = await talk.send({ text: 'tomorrow at 5' });
    expect(buttons(asked)).to.deep.equal(['Wed 22 Jul 05:00', 'Wed 22 Jul 17:00']);
    talk.restart();
    expect(talk.followUps.waiting).to.deep.equal([]);
    expect((await talk.say('5pm'))[0]).to.include('to pay Sipho Dlamini R250.00 on Wednesday 22 July at 17:00');
    expect(talk.followUps.waiting).to.have.length(1);
  });

  it('keeps the time while it asks for the payee', async () => {
    const talk = new Talk();
    expect((await talk.say('remind me to pay tomorrow at 8'))[0]).to.equal('Who is the payment for?');
    expect((await talk.say('Thandi'))[0]).to.include('to pay Thandi Nkosi on Wednesday 22 July at 08:00');
  });

  it('says why an amount is not taken, and that it reminds only of payments', async () => {
    const talk = new Talk();
    const answers = await talk.say('remind me to pay Sipho $50 tomorrow at 8');
    expect(answers[0]).to.include('I can only send rand');
    expect(answers[1]).to.include('to pay Sipho Dlamini on Wednesday');
    expect((await talk.say('remind me to feed the cat tomorrow at 8'))[0]).to.include('only remind you of payments');
    expect(talk.followUps.waiting).to.have.length(1);
  });

  it('replaces the reminder about the same payee, and takes back what is named', async () => {
    const talk = new Talk();
    await talk.say('remind me to pay Sipho R250 tomorrow at 8');
    await talk.say('remind me to pay Sipho R300 on Friday');
    await talk.say('remind me to pay Eskom on Friday');
    expect(talk.followUps.waiting).to.have.length(2);
    expect((await talk.say('cancel my payment reminder'))[0]).to.include('Which one?');
    expect((await talk.say('cancel my reminder to pay Sipho'))[0]).to.equal(
      'I have taken back:\n- pay Sipho Dlamini R300.00: Friday 24 July at 09:00',
    );
    expect((await talk.say('my payment reminders'))[0]).to.equal(
      'Your reminders:\n- pay Eskom: Friday 24 July at 09:00',
    );
    expect((await talk.say('cancel my payment reminder'))[0]).to.include('taken back');
    expect(talk.followUps.waiting).to.deep.equal([]);
  });

  it('changes the reminder that was just set, and no other', async () => {
    const talk = new Talk();
    await talk.say('remind me to pay Sipho R250 on Friday at 9');
    expect((await talk.say('no, at 10'))[0]).to.include('Sipho Dlamini R250.00 on Friday 24 July at 10:00');
    expect((await talk.say('make it Monday'))[0]).to.include('Sipho Dlamini R250.00 on Monday 27 July at 10:00');
    expect((await talk.say('rather R300'))[0]).to.include('Sipho Dlamini R300.00 on Monday 27 July at 10:00');
    expect(talk.followUps.waiting).to.have.length(1);
    await talk.say('balance');
    expect((await talk.say('no, at 11'))[0]).to.include('did not understand');
    expect(talk.followUps.waiting).to.have.length(1);
  });

  it('sets none on cancel', async () => {
    const talk = new Talk();
    await talk.say('remind me to pay Sipho');
    expect((await talk.say('cancel'))[0]).to.include('No reminder was set');
    expect((await talk.say('tomorrow at 8'))[0]).to.include('did not understand');
    expect(talk.followUps.waiting).to.deep.equal([]);
  });

  it('takes back in the middle of a transfer, and goes on with it', async () => {
    const talk = new Talk();
    await talk.say('remind me to pay Eskom tomorrow at 8');
    await talk.say('pay Sipho');
    const answers = await talk.say('cancel my payment reminder');
    expect(answers[0]).to.include('taken back');
    expect(answers[1]).to.equal('How much would you like to send?');
    expect(await talk.say('remind me to pay Eskom tomorrow at 8'))
      .to.have.length(2)
      .and.include('How much would you like to send?');
    expect(talk.followUps.waiting).to.have.length(1);
  });

  it('sends plain text, and is in the help', async () => {
    const talk = new Talk();
    for (const text of ['help', 'remind me', 'Sipho', 'tomorrow at 5', '1', 'my reminders', 'cancel my reminder']) {
      for (const activity of await talk.send({ text })) expect(activity.textFormat, text).to.equal('plain');
    }
    expect((await talk.say('help'))[0]).to.include('remind me to pay Sipho R250 on 28 November');
  });
});
