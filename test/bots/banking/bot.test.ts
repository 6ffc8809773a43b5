import { type Activity, TestAdapter } from 'botbuilder';
import { expect } from 'chai';
import { buttons, person, Talk, tuesday } from './talk.js';

const menu = ['Balance', 'Transactions', 'Transfer', 'Freeze card', 'Help'];

describe('the banking bot', () => {
  it('welcomes a new person in one line, and not itself', async () => {
    const talk = new Talk();
    const added = { type: 'conversationUpdate', membersAdded: [{ id: person, name: '' }] };
    const [welcome, ...rest] = await talk.send(added);
    expect(welcome?.text).to.match(/^Welcome[^\n]*$/);
    expect(rest).to.deep.equal([]);
    const itself = { type: 'conversationUpdate', membersAdded: [{ id: '27110000002', name: '' }] };
    expect(await talk.send(itself)).to.deep.equal([]);
  });

  it('greets by name and offers the menu as suggested actions', async () => {
    const talk = new Talk();
    const sent = await talk.send({ text: 'hi' });
    expect(sent.map(({ text }) => text)).to.deep.equal([
      `Hello ${(await talk.bank.customer(person)).name}. What can I do for you?`,
    ]);
    expect(buttons(sent)).to.deep.equal(menu);
  });

  it('shows every account with its number masked, as text that no markup can eat', async () => {
    const talk = new Talk();
    const [balance] = await talk.send({ text: "what's my balance" });
    expect(balance?.textFormat).to.equal('plain');
    for (const { name, masked } of await talk.bank.accounts(person))
      expect(balance?.text).to.include(`${name} ${masked}: `);
  });

  it('sends plain text only', async () => {
    const talk = new Talk();
    for (const text of ['hi', 'help', 'pay', '100', 'Sipho', 'Cheque', 'help', 'yes', 'freeze card', 'no', 'Tuesday']) {
      for (const activity of await talk.send({ text })) expect(activity.textFormat).to.equal('plain');
    }
  });

  it('answers what it does not understand with what it can do', async () => {
    const talk = new Talk();
    const sent = await talk.send({ text: 'qwerty' });
    expect(sent[0]?.text).to.include('did not understand');
    expect(buttons(sent)).to.deep.equal(menu);
    expect((await talk.say('yes')).join()).to.include('no question open');
  });

  it('understands a tapped button by its title', async () => {
    const [answer] = await new Talk().send({ text: 'Balance', value: 'Balance' });
    expect(answer?.text).to.include('Your accounts:');
  });

  const notText: Record<string, Partial<Activity>> = {
    'a picture': { text: '', attachments: [{ contentType: 'image/jpeg', contentUrl: 'https://example.org/1.jpg' }] },
    'a place': { entities: [{ type: 'GeoCoordinates' }] },
    'an unsupported message': { text: 'x', valueType: 'clickatell/unsupported' },
    blanks: { text: '  ' },
  };
  for (const [name, activity] of Object.entries(notText)) {
    it(`says that it only reads text to ${name}, and asks again what it asked`, async () => {
      const talk = new Talk();
      expect((await talk.send(activity))[0]?.text).to.include('I can only read text here');
      const [question] = await talk.say('pay');
      const again = await talk.send(activity);
      expect(again.map(({ text }) => text)).to.deep.equal([again[0]?.text, question]);
      expect((await talk.say('100'))[0]).to.equal('Who is the money for?');
    });
  }

  it('says that a text is too long, does nothing of it, and asks again what it asked', async () => {
    const talk = new Talk();
    const [question] = await talk.say('pay');
    const answers = await talk.say(`100 to Thandi ${'no wait '.repeat(5000)}`);
    expect(answers).to.deep.equal(['That is longer than I can read. Tell me in up to 1000 characters.', question]);
    expect((await talk.say('100'))[0]).to.equal('Who is the money for?');
  });

  it('does not take up whole card numbers', async () => {
    const talk = new Talk();
    await talk.say('pay');
    const answers = await talk.say('4111 1111 1111 1111');
    expect(answers[0]).to.include('Please never send');
    expect(answers.join()).to.not.include('4111');
  });

  it('hands over to a human with an event, and keeps the dialog', async () => {
    const talk = new Talk();
    await talk.say('pay');
    const sent = await talk.send({ text: 'I want a human' });
    expect(sent.map(({ type, name }) => name ?? type)).to.deep.equal(['handoff.initiate', 'message']);
    expect(sent[0]?.value).to.deep.include({ reason: 'I want a human', draft: { task: 'Send money', said: 'pay' } });
    expect(sent[1]?.text).to.include('call');
    const back = await talk.send({ type: 'event', name: 'handoff.status', value: { state: 'completed' } });
    expect(back.map(({ text }) => text)).to.deep.equal([
      'You are back with me, the assistant. Let us go on:',
      'How much would you like to send?',
    ]);
    expect(await talk.send({ type: 'event', name: 'handoff.status', value: { state: 'accepted' } })).to.deep.equal([]);
  });

  it('starts nothing on events, statuses, reactions and typing', async () => {
    const talk = new Talk();
    await talk.say('pay');
    for (const type of ['event', 'messageReaction', 'typing', 'conversationUpdate', 'endOfConversation']) {
      expect(await talk.send({ type, name: 'clickatell/status', text: 'balance' })).to.deep.equal([]);
    }
    expect((await talk.say('100'))[0]).to.equal('Who is the money for?');
  });

  it('remembers nothing of one person for another', async () => {
    const one = new Talk();
    const other = new Talk({ from: '27820000002', bank: one.bank });
    await one.say('pay');
    expect((await other.say('100'))[0]).to.include('did not understand');
  });

  it('runs on TestAdapter', async () => {
    const talk = new Talk();
    await new TestAdapter((context) => talk.run(context))
      .send('freeze card')
      .assertReply((reply) => expect(reply.text).to.match(/^Shall I freeze your card \*{4}\d{4} now\?$/))
      .send('cancel')
      .assertReply((reply) => expect(reply.text).to.include('Cancelled'))
      .startTest();
  });

  it('answers the quick replies of its templates', async () => {
    const talk = new Talk({ now: tuesday });
    expect((await talk.say('It was me'))[0]).to.include('all is well');
    expect((await talk.say('Not me'))[0]).to.match(/^Thank you for telling us\. Shall I freeze your card/);
    expect((await talk.say('Yes'))[0]).to.include('frozen');
    expect((await talk.bank.customer(person)).cardIsFrozen).to.equal(true);
  });
});
