import { ActivityHandler, ConversationState, MemoryStorage } from 'botbuilder';
import { DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { toActivity } from '../../src/inbound/activity.js';
import { itemId, opensWindow } from '../../src/inbound/event.js';
import { type Channel, startChannel, thandi } from '../support/channel.js';
import { stored } from './parsed.js';

const messageOf = (event: string, fields: object) => stored(event, { messageId: 'm2', ...fields });

describe('An edited message', () => {
  const edited: [name: string, event: string, fields: object][] = [
    ['with the text and the message before', 'moEdited', { content: 'New', relatedMessageId: 'm1' }],
    ['of another name', 'moMessageEdit', { content: 'New', originalMessageId: 'm1' }],
    ['of a text that says so', 'moText', { content: 'New', edited: true, relatedMessageId: 'm1' }],
    ['of a text with a mark', 'moText', { content: 'New', is_edited: 'true', edited_message_id: 'm1' }],
    ['by its type', 'moText', { type: 'edit', content: 'New', relatedMessageId: 'm1' }],
    [
      "in WhatsApp's own shape",
      'moText',
      { type: 'edit', edit: { original_message_id: 'm1', message: { type: 'text', text: { body: 'New' } } } },
    ],
    ['in camel case', 'moNew', { edit: { originalMessageId: 'm1', message: { text: { body: 'New' } } } }],
    ['of a caption', 'moNew', { edit: { original_message_id: 'm1', message: { image: { id: 'i', caption: 'New' } } } }],
    [
      'as a protocol message',
      'moText',
      { protocolMessage: { key: { id: 'm1' }, editedMessage: { conversation: 'New' } } },
    ],
    ['nested', 'moNew', { editedMessage: { messageId: 'm1', message: { extendedTextMessage: { text: 'New' } } } }],
    ['under the id of the message itself', 'moEdited', { messageId: 'm1', content: 'New' }],
    ['under that id, which it names', 'moEdited', { messageId: 'm1', content: 'New', relatedMessageId: 'm1' }],
  ];
  for (const [name, event, fields] of edited) {
    it(`is an update of the message before: ${name}`, () => {
      const message = messageOf(event, fields);
      expect(message).to.include({ kind: 'text', text: 'New', editedMessageId: 'm1' });
      expect(message.messageId).not.to.equal('m1');
      expect(opensWindow(message)).to.equal(true);
      const activity = toActivity(message);
      expect(activity).to.include({ type: 'messageUpdate', text: 'New', id: 'm1', replyToId: 'm1' });
      expect(activity.channelData).to.deep.include({ clickatell: { edited: { messageId: 'm1' } } });
    });
  }

  it('has a file if a file came', () => {
    const fields = { contentType: 'image/png', content: 'Zm9v', caption: 'New', relatedMessageId: 'm1' };
    const activity = toActivity(messageOf('moEdited', fields));
    expect(activity).to.include({ type: 'messageUpdate', text: 'New', id: 'm1' });
    expect(activity.attachments).to.have.length(1);
  });

  it('is an update that cannot be read where nothing new came, or it is encrypted', () => {
    for (const [fields, reason] of [
      [{ relatedMessageId: 'm1' }, 'unknown-kind'],
      [{ relatedMessageId: 'm1', content: 'Zm9v', encryptionKey: 'a2V5' }, 'encrypted'],
    ] as const) {
      expect(toActivity(messageOf('moEdited', fields))).to.deep.include({
        ...{ type: 'messageUpdate', id: 'm1', text: '', valueType: 'clickatell/unsupported' },
        value: { event: 'moEdited', reason },
      });
    }
  });

  it('is one event however often it comes, and two if it was edited twice', () => {
    const version = (content: string) => itemId(messageOf('moEdited', { messageId: 'm1', content }));
    expect(version('a')).to.equal(version('a'));
    expect(
      new Set([version('a'), version('b'), itemId(messageOf('moText', { messageId: 'm1', content: 'a' }))]).size,
    ).to.equal(3);
    const longest = 'ü'.repeat(128);
    expect(Buffer.byteLength(messageOf('moEdited', { messageId: longest, content: 'a' }).messageId)).to.be.below(256);
  });

  const others: [name: string, event: string, fields: object, kind: string][] = [
    ['a text', 'moText', { content: 'Hi', relatedMessageId: 'm1' }, 'text'],
    ['a text that was not edited', 'moText', { content: 'Hi', edited: false, type: 'text' }, 'text'],
    ['a text with an empty edit', 'moText', { content: 'Hi', edit: {} }, 'text'],
    ['an event about credit', 'moCredit', { content: 'Hi' }, 'text'],
    ['a reaction that was edited', 'moReactionEdited', { content: '👍', relatedMessageId: 'm1' }, 'reaction'],
  ];
  for (const [name, event, fields, kind] of others) {
    it(`is not ${name}`, () => {
      expect(messageOf(event, fields)).to.include({ kind }).and.not.to.have.property('editedMessageId');
    });
  }

  const deletions: [event: string, fields: object][] = [
    ['moDeleted', { relatedMessageId: 'm1' }],
    ['moRevoke', { relatedMessageId: 'm1', content: 'What I did not want to say' }],
    ['moMessageDelete', { relatedMessageId: 'm1', title: 'Yes', postbackData: 'yes' }],
    ['moText', { type: 'revoke', revoke: { original_message_id: 'm1' } }],
  ];
  for (const [event, fields] of deletions) {
    it(`that was deleted is no message, and opens nothing: ${event}`, () => {
      const message = messageOf(event, fields);
      expect(message).to.include({ kind: 'unsupported', reason: 'unknown-kind' });
      expect(opensWindow(message)).to.equal(false);
      expect(toActivity(message)).to.include({
        ...{ type: 'messageDelete', id: 'm1', text: '', valueType: 'clickatell/unsupported' },
      });
    });
  }
});

describe('A person who edits a message', () => {
  let channel: Channel;
  afterEach(() => channel.close());

  const hourMs = 60 * 60 * 1000;
  const heard: string[] = [];
  /** A bot that asks whom a transfer is for and how much it is, and runs its dialog in every turn. */
  function transferBot() {
    const state = new ConversationState(new MemoryStorage());
    const dialogs = new DialogSet(state.createProperty('dialog')).add(new TextPrompt('text')).add(
      new WaterfallDialog('transfer', [
        (step) => step.prompt('text', 'To whom?'),
        (step) => step.prompt('text', `How much for ${step.result}?`),
        async (step) => {
          await step.context.sendActivity(`${step.result}: sent.`);
          return step.endDialog();
        },
      ]),
    );
    const bot = new ActivityHandler();
    bot.onMessageUpdate(async ({ activity }, next) => {
      heard.push(`${activity.id} is now: ${activity.text}`);
      await next();
    });
    bot.onDialog(async (context, next) => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === 'empty' && context.activity.type === 'message') await dialog.beginDialog('transfer');
      await state.saveChanges(context);
      await next();
    });
    return bot;
  }
  async function edits(text: string): Promise<void> {
    await channel.emulator.say({ from: thandi, edit: { text } });
    await channel.settled();
  }
  beforeEach(async () => {
    heard.splice(0);
    const bot = transferBot();
    channel = await startChannel({ logic: (context) => bot.run(context) });
  });

  it('runs nothing twice, and the bot is told which message is another now', async () => {
    await channel.say('transfer');
    await channel.say('Sipho');
    const { id } = channel.emulator.chat(thandi).messages.findLast(({ direction }) => direction === 'in') ?? {};
    await edits('Thabo');
    expect(heard).to.deep.equal([`${id} is now: Thabo`]);
    expect(channel.heard()).to.deep.equal(['To whom?', 'How much for Sipho?']);
    await channel.say('100');
    await edits('1000');
    expect(channel.heard().at(-1)).to.equal('100: sent.');
    expect(
      channel.emulator
        .chat(thandi)
        .messages.filter(({ isEdited }) => isEdited)
        .map(({ text }) => text),
    ).to.deep.equal([...['Thabo', '1000']]);
  });

  it('keeps the window open by it, and is greeted if nothing came before', async () => {
    await channel.say('transfer');
    channel.clock.advance(20 * hourMs);
    await edits('transfer please');
    channel.clock.advance(20 * hourMs);
    expect(await channel.adapter.window(channel.adapter.reference(thandi))).to.include({ state: 'open' });
    const entry = { channel: 'whatsapp', messageId: 'e1', from: '27820000009', to: '27110000001', content: 'Hi' };
    const body = JSON.stringify({ event: { moEdited: [{ ...entry, relatedMessageId: 'e0' }] } });
    await fetch(channel.url, { method: 'POST', body });
    await channel.settled();
    const turns = channel.events.flatMap((event) =>
      event.kind === 'turn' && event.person.endsWith('0009') ? event.type : [],
    );
    expect(turns).to.deep.equal(['conversationUpdate', 'messageUpdate']);
  });

  it('answers no question that is open, but stops everything with STOP', async () => {
    await channel.say('transfer');
    await channel.say('Sipho');
    await edits('STOP');
    expect((await channel.adapter.consent.of({ to: thandi })).stopped).to.include({ source: 'chat' });
    expect(channel.heard()).to.have.length(3);
    expect(heard).to.deep.equal([]);
  });

  it('is read by the human who has the conversation', async () => {
    await channel.say('transfer');
    const reference = channel.adapter.reference(thandi);
    await channel.adapter.handOff(reference, { reason: 'A test' });
    await edits('transfer 100');
    const [waiting] = await channel.adapter.desk.conversations('waiting');
    const messages = await channel.adapter.desk.messages(waiting?.id ?? '');
    expect(JSON.stringify(messages)).to.include('Edited: transfer 100');
    expect(heard).to.deep.equal([]);
  });
});
