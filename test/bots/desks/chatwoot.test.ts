import { expect } from 'chai';
import { until } from '../../support/channel.js';
import { type Program, person, records, startProgram, supportNumber } from '../program.js';
import { type ChatwootDouble, chatwootDouble, messageCreated, statusChanged } from './chatwootDouble.js';

const inbox = 'inbox-1';
const webhookToken = 'a-token-of-sixteen';
const id = `${supportNumber}:${person}`;

describe('Chatwoot as the desk', () => {
  let chatwoot: ChatwootDouble;
  let program: Program;
  before(async () => {
    chatwoot = await chatwootDouble(inbox);
    program = await startProgram({
      CHATWOOT_URL: chatwoot.url,
      CHATWOOT_INBOX: inbox,
      CHATWOOT_WEBHOOK_TOKEN: webhookToken,
    });
  });
  after(async () => {
    await program.stop();
    chatwoot.close();
  });

  const heard = () => {
    const { messages = [] } = program.emulator?.chat(person, supportNumber) ?? {};
    return messages.filter(({ direction }) => direction === 'out').map(({ text }) => text);
  };
  const say = async (text: string) => {
    await program.emulator?.say({ from: person, to: supportNumber, name: 'Thandi', text });
  };
  const contents = () => chatwoot.said.map(({ content }) => content);
  const webhook = (body: object, token = webhookToken) => program.call(`/desks/chatwoot?token=${token}`, { body });
  const states = async () => {
    const { json } = await program.api('/api/conversations?all');
    return records(json.conversations).map(({ state }) => state);
  };

  it('gets a conversation with what was said, and what the person writes meanwhile', async () => {
    await say('Open a ticket');
    await until(() => /What is the problem/.test(heard().at(-1) ?? ''));
    await say('human');
    await until(() => chatwoot.said.length === 1);
    const [contact] = chatwoot.contacts;
    expect(contact).to.include({ source_id: id, identifier: id, name: 'Thandi', phone_number: `+${person}` });
    expect(contents()[0]).to.match(/^\[T-1: Talk to a human\]\nKnown so far: \{.*"task":"Open a ticket"/);
    expect(contents()[0]).to.match(
      /\nPerson: Open a ticket\nBot: Welcome.*\nBot: What is the problem.*\nPerson: human$/s,
    );
    await say('Are you there?');
    await until(() => chatwoot.said.length === 2);
    expect(chatwoot.said[1]).to.include({ conversation: 41, content: 'Are you there?' });
  });

  it('answers, each message once, and not with notes or with what the person has said', async () => {
    const before = heard().length;
    expect((await webhook(messageCreated(501, 41, 'Ben here.'))).status).to.equal(200);
    expect((await webhook(messageCreated(501, 41, 'Ben here.'))).status).to.equal(200);
    await webhook(messageCreated(502, 41, 'A note', { private: true }));
    await webhook(messageCreated(503, 41, 'Are you there?', { message_type: 'incoming' }));
    await webhook(messageCreated(504, 99, 'In another inbox'));
    await webhook({ event: 'conversation_updated', id: 41 });
    await webhook(messageCreated(505, 41, 'One moment.'));
    await until(() => heard().at(-1) === 'One moment.');
    expect(heard().slice(before)).to.deep.equal(['Ben here.', 'One moment.']);
    const messages = records((await program.api(`/api/conversations/${id}/messages`)).json.messages);
    expect(messages.at(-1)).to.include({ from: 'agent', agent: 'Ben', id: 'chatwoot-505' });
  });

  it('takes nothing without the token, and nothing that is no JSON', async () => {
    expect((await webhook(messageCreated(506, 41, 'x'), 'another-token-of-ours')).status).to.equal(401);
    expect(
      (await program.call(`/desks/chatwoot?token=${webhookToken}`, { method: 'POST', body: 'x' })).status,
    ).to.equal(400);
  });

  it('hears that an answer waits for the person, outside the window', async () => {
    program.emulator?.clock.advance(23 * 60 * 60 * 1000);
    await webhook(messageCreated(507, 41, 'Still on it.'));
    await until(() => heard().at(-1) === 'Still on it.');
    program.emulator?.clock.advance(2 * 60 * 60 * 1000);
    await webhook(messageCreated(508, 41, 'It is mended.'));
    await until(() => /^\[Your message waits until the person writes/.test(contents().at(-1) ?? ''));
    await say('Show me');
    await until(() => heard().at(-1) === 'It is mended.');
  });

  it('that is down gets everything later, and a new conversation in place of one that was deleted', async () => {
    chatwoot.status = 503;
    await say('one');
    await say('two');
    await until(async () => records((await program.api('/api/conversations')).json.conversations)[0]?.unanswered === 3);
    chatwoot.remove(41);
    chatwoot.status = 0;
    program.emulator?.clock.advance(10_000);
    await until(() => contents().at(-1) === 'two');
    expect(contents().slice(-2)).to.deep.equal(['one', 'two']);
    expect(chatwoot.said.at(-1)?.conversation).to.equal(42);
  });

  it('gives the conversation back when it is resolved, and says so where somebody writes afterwards', async () => {
    await webhook(statusChanged(42, 'pending'));
    await webhook(statusChanged(41, 'resolved'));
    expect(await states()).to.deep.equal(['open']);
    await webhook(statusChanged(42, 'resolved'));
    await until(() => /What is the problem/.test(heard().at(-1) ?? ''));
    expect(await states()).to.deep.equal(['closed']);
    await until(() => chatwoot.resolved.includes(42));
    expect((await webhook(statusChanged(42, 'resolved'))).status).to.equal(200);
    expect((await webhook(messageCreated(509, 42, 'Too late'))).status).to.equal(200);
    expect(contents().at(-1)).to.match(/^\[Not sent: The hand-off has ended/);
    await say('human');
    await until(() => chatwoot.said.at(-1)?.conversation === 43);
    expect(chatwoot.contacts.length).to.be.greaterThan(1);
  });
});
