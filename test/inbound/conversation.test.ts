import { type Activity, ConversationState, MemoryStorage, type TurnContext } from 'botbuilder';
import { ChoicePrompt, ConfirmPrompt, DialogSet, DialogTurnStatus, ListStyle } from 'botbuilder-dialogs';
import { expect } from 'chai';
import { type Choice, encodeAction } from '../../src/choices/action.js';
import { OfferedChoices } from '../../src/choices/offered.js';
import { type Logic, TemplateCatalog } from '../../src/index.js';
import { business, type Channel, type ChannelOptions, catalogue, startChannel, thandi } from '../support/channel.js';

type Said = Parameters<Channel['emulator']['say']>[0];

/** A channel whose bot keeps what reaches it, and offers what a test gives it to "menu". */
async function startTalk(actions: readonly Choice[] = [], options: ChannelOptions = {}) {
  const seen: Activity[] = [];
  const sent: string[] = [];
  const logic: Logic = async (context) => {
    if (context.activity.type === 'conversationUpdate') return;
    seen.push(context.activity);
    if (context.activity.type !== 'message') return;
    const suggestedActions = { to: [], actions: actions.map((action) => ({ ...action })) };
    const isMenu = context.activity.text === 'menu';
    const answer = await context.sendActivity({ type: 'message', text: 'Well?', ...(isMenu && { suggestedActions }) });
    sent.push(answer?.id ?? '');
  };
  const channel = await startChannel({ logic, ...options });
  const { emulator, settled } = channel;
  const templates = TemplateCatalog.parse(catalogue);
  const { apiKey } = emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  return {
    ...channel,
    seen,
    sent,
    last: () => seen.at(-1) ?? expect.fail('Nothing reached the bot.'),
    async does(said: Omit<Said, 'from'>) {
      await emulator.say({ from: thandi, ...said });
      await settled();
    },
    /** What another program of the business sent: a message of a kind that is rendered elsewhere. */
    async shows(message: object) {
      const response = await fetch(`${emulator.url}/v1/message`, {
        method: 'POST',
        headers: { authorization: apiKey, 'content-type': 'application/json' },
        body: JSON.stringify({ messages: [{ channel: 'whatsapp', to: thandi, ...message }] }),
      });
      expect(response.status).to.equal(202);
      await settled();
    },
    async callsBack(event: string, fields: object) {
      const entry = { channel: 'whatsapp', messageId: 'cb1', from: thandi, to: business, ...fields };
      const response = await fetch(channel.url, {
        method: 'POST',
        body: JSON.stringify({ event: { [event]: [entry] } }),
      });
      expect(response.status).to.equal(200);
      await settled();
    },
  };
}

const large = { notes: 'x'.repeat(400) };
const balance = { type: 'imBack', title: 'Balance', value: 'balance' };
const transfer = { type: 'postBack', title: 'Transfer', value: { step: 2 } };
const call = { type: 'messageBack', title: 'Call me', value: { call: true }, text: 'Please call me' };
const spanish = { type: 'postBack', title: 'Español', value: 'es' };
const thanks = { type: 'messageBack', title: 'Thanks', value: { thanks: 1 } };
const report = { type: 'postBack', title: 'Report', value: large };

describe('What a person sends', () => {
  let talk: Awaited<ReturnType<typeof startTalk>>;
  afterEach(() => talk.close());

  const reply = ({ title, postbackData }: { title: string; postbackData: string }) => ({
    type: 'reply',
    title,
    postbackData,
  });
  const taps: [name: string, choice: Choice, text: string][] = [
    ['imBack', balance, 'balance'],
    ['postBack', transfer, 'Transfer'],
    ['postBack with a string', spanish, 'es'],
    ['messageBack', call, 'Please call me'],
    ['messageBack without a text', thanks, 'Thanks'],
    ['a value that is too large for a button', report, 'Report'],
  ];
  for (const [name, choice, text] of taps) {
    it(`is the action's text and value when it is a tap on a button or a row: ${name}`, async () => {
      talk = await startTalk();
      await talk.say('Hi');
      const { id, kept } = encodeAction(choice, 200);
      if (kept)
        await talk.store.engine.values.commit([
          new OfferedChoices(talk.store).keepWrite(`${business}:${thandi}`, id, kept),
        ]);
      const { title } = choice;
      await talk.shows({ button: { body: 'Choose', items: [reply({ title, postbackData: id })] } });
      await talk.does({ tap: title });
      expect(talk.last()).to.deep.include({ type: 'message', text, value: choice.value });
      const rows = [{ title, description: 'It', postbackData: id }];
      await talk.shows({ list: { body: 'Choose', button: 'Open', sections: [{ items: rows }] } });
      await talk.does({ tap: title });
      expect(talk.last()).to.deep.include({ type: 'message', text, value: choice.value });
    });
  }

  it('is the title and the data of a button that is not ours', async () => {
    talk = await startTalk();
    await talk.say('Hi');
    await talk.shows({ button: { body: 'Choose', items: [reply({ title: 'Rate us', postbackData: 'crm-17' })] } });
    await talk.does({ tap: 1 });
    expect(talk.last()).to.deep.include({ text: 'Rate us', value: 'crm-17' });
    const body = { parameters: { 1: 'Thandi', 2: 'T-42', 3: 'It works' } };
    await talk.shows({ template: { templateName: 'ticket_resolved', body } });
    await talk.does({ tap: 'Solved' });
    expect(talk.last()).to.deep.include({ text: 'Solved', value: 'Solved' });
  });

  it('is what was offered under the title, where the button has lost its data or we have', async () => {
    talk = await startTalk([balance, transfer]);
    const { id } = encodeAction(report, 32);
    for (const fields of [{ title: 'Transf…' }, { title: 'Transfer', postbackData: id }]) {
      await talk.say('menu');
      await talk.callsBack('moButtonResponse', { messageId: `cb${talk.seen.length}`, ...fields });
      expect(talk.last()).to.deep.include({ text: 'Transfer', value: { step: 2 } });
    }
    await talk.callsBack('moButtonResponse', { messageId: 'cb-late', title: 'Report', postbackData: id });
    expect(talk.last()).to.deep.include({ text: 'Report', value: 'Report' });
  });

  it('is the whole title, where the button showed less of it', async () => {
    const long = { ...transfer, title: 'Transfer between my accounts' };
    talk = await startTalk([balance, long]);
    await talk.say('menu');
    await talk.callsBack('moButtonResponse', {
      title: 'Transfer between my…',
      postbackData: encodeAction(long, 200).id,
    });
    expect(talk.last()).to.deep.include({ text: long.title, value: { step: 2 } });
  });

  it('is one of the choices last offered when it is typed, near enough, and then no more', async () => {
    talk = await startTalk([balance, transfer]);
    const typed: [text: string, heard: string][] = [
      ['balanc', 'balance'],
      ['2', 'Transfer'],
      ['trasnfer', 'Transfer'],
      ["don't transfer", "don't transfer"],
    ];
    for (const [text, heard] of typed) {
      await talk.say('menu');
      await talk.say(text);
      expect(talk.last().text).to.equal(heard);
      await talk.say('1');
      expect(talk.last().text).to.equal('1');
    }
  });

  it('is the same for the bot whether a choice is tapped, or its title, value or number is typed', async () => {
    talk = await startTalk([balance, spanish, call]);
    const answers: [choice: Choice, text: string, typed: readonly string[]][] = [
      [balance, 'balance', ['Balance', 'balance', '1']],
      [spanish, 'es', ['Español', 'es', 'ES', 'espanol', '2', '"es"']],
      [call, 'Please call me', ['Call me', 'please call me', '3']],
    ];
    for (const [{ title, value }, text, typed] of answers) {
      for (const said of [{ tap: title }, ...typed.map((words) => ({ text: words }))]) {
        await talk.say('menu');
        await talk.does(said);
        expect(talk.last(), JSON.stringify(said)).to.deep.include({ type: 'message', text, value });
      }
      // The person has said the title.
      expect(
        talk.emulator
          .chat(thandi)
          .messages.filter((one) => one.kind === 'tap')
          .at(-1)?.text,
      ).to.equal(title);
    }
  });

  it('ends what was offered when it is a tap, but not when it is a reaction', async () => {
    talk = await startTalk([balance, transfer]);
    await talk.say('menu');
    await talk.does({ reaction: { emoji: '👍' } });
    await talk.say('2');
    expect(talk.last().text).to.equal('Transfer');
    await talk.say('menu');
    await talk.callsBack('moButtonResponse', { title: 'Old', postbackData: 'imBack:old' });
    expect(talk.last()).to.deep.include({ text: 'old', value: 'old' });
    await talk.say('2');
    expect(talk.last().text).to.equal('2');
  });

  it('names the message that it quotes or reacts to by the id that the bot got', async () => {
    talk = await startTalk();
    await talk.say('Hi');
    await talk.does({ text: 'This?', quote: true });
    expect(talk.last()).to.include({ type: 'message', text: 'This?', replyToId: talk.sent[0] });
    await talk.does({ reaction: { emoji: '👍' } });
    expect(talk.last()).to.deep.include({
      ...{ type: 'messageReaction', replyToId: talk.sent[1], reactionsAdded: [{ type: '👍' }] },
    });
    await talk.does({ reaction: { emoji: '' } });
    expect(talk.last()).to.deep.include({ type: 'messageReaction', reactionsRemoved: [{ type: '' }] });
  });

  it('does not open the window when it is a reaction', async () => {
    talk = await startTalk();
    await talk.say('Hi');
    talk.clock.advance(25 * 60 * 60 * 1000);
    await talk.does({ reaction: { emoji: '👍' } });
    expect(talk.last().type).to.equal('messageReaction');
    expect(await talk.adapter.window(talk.adapter.reference(thandi))).to.include({ state: 'closed' });
  });

  it('is marked when it is a voice note', async () => {
    talk = await startTalk();
    await talk.does({ media: { voice: true } });
    const { text, attachments } = talk.last();
    expect(text).to.equal('');
    expect(attachments?.[0]).to.include({ contentType: 'audio/ogg; codecs=opus', name: 'voice.ogg' });
    expect(attachments?.[0]?.content).to.include({ voice: true }).and.to.have.keys('voice', 'sha256', 'byteSize');
  });

  it('is in words and a card when it is a contact', async () => {
    talk = await startTalk();
    await talk.does({ contact: { name: 'Sipho', phones: ['+27 82 000 0002'] } });
    const { text, attachments } = talk.last();
    expect(text).to.equal('Sipho: +27 82 000 0002');
    expect(attachments?.[0]).to.include({ contentType: 'text/vcard', name: 'Sipho' });
    expect(attachments?.[0]?.content).to.include('\r\nTEL:+27 82 000 0002\r\n');
  });

  it('comes from the person, whichever field has them, and the log is told of the field and not of them', async () => {
    const userId = 'ZA.13491208655302741918';
    talk = await startTalk();
    await talk.callsBack('moText', { from: null, anonymousUserId: userId, content: 'Hi' });
    expect(talk.last()).to.deep.include({ type: 'message', text: 'Hi' });
    expect(talk.last().from?.id).to.equal(userId);
    expect(talk.events.filter(({ kind }) => kind === 'sender')).to.deep.equal([
      { kind: 'sender', field: 'anonymoususerid' },
    ]);
    const lost = { messageId: 'cb2', from: null, nickname: 'Thandi', content: 'Hi' };
    await talk.callsBack('moText', lost);
    expect(talk.events.filter((event) => event.kind === 'callback').at(-1)).to.deep.include({
      ...{ passedOver: 1, reason: 'no usable from; its fields: channel, messageId, from, to, nickname, content' },
    });
  });

  it('is kept for what it has, in whatever spelling it comes', async () => {
    talk = await startTalk();
    const vcard = 'BEGIN:VCARD\nFN:Sipho Dlamini\nTEL;waid=27820000002:+27 82 000 0002\nEND:VCARD';
    const place = { latitude: -33.9, longitude: 18.4, name: 'Branch', address: '1 Long Street' };
    const told: [event: string, fields: object, heard: Partial<Activity>][] = [
      [
        'moContacts',
        { contacts: [{ displayName: 'S', vcard }] },
        {
          text: 'Sipho Dlamini: +27 82 000 0002',
          attachments: [{ contentType: 'text/vcard', content: vcard, name: 'Sipho Dlamini' }],
        },
      ],
      ['moLocation', { location: place }, { text: 'Branch', entities: [{ type: 'GeoCoordinates', ...place }] }],
      ['moLocation', { address: '1 Long Street' }, { entities: [{ type: 'Place', address: '1 Long Street' }] }],
      [
        'moReaction',
        { content: '👍', relatedMessageId: 'm0' },
        { type: 'messageReaction', reactionsAdded: [{ type: '👍' }], replyToId: 'm0' },
      ],
    ];
    for (const [at, [event, fields, heard]] of told.entries()) {
      await talk.callsBack(event, { messageId: `kept${at}`, ...fields });
      expect(talk.last(), event).to.deep.include(heard);
    }
  });

  it('says why it cannot be read', async () => {
    talk = await startTalk();
    await talk.callsBack('moOrder', { order: { items: 2 } });
    const unsupported = { event: 'moOrder', reason: 'unknown-kind' };
    expect(talk.last()).to.deep.include({ type: 'message', text: '', value: unsupported });
    expect(talk.last().channelData).to.deep.include({ order: { items: 2 }, clickatell: { unsupported } });
  });
});

describe("The framework's prompts", () => {
  const prompts: [name: string, answers: readonly object[], chosen: string][] = [
    [
      'ChoicePrompt',
      [{ text: '2' }, { text: 'transfers' }, { text: 'transf' }, { tap: 'imBack:Transfer' }],
      'Transfer',
    ],
    ['ConfirmPrompt', [{ text: '1' }, { text: 'yes' }, { tap: 'imBack:Yes' }], 'true'],
  ];
  for (const [name, answers, chosen] of prompts) {
    it(`take what is tapped and what is typed: ${name}`, async () => {
      const channel = await startTalk([], { logic: promptingBot(name) });
      try {
        for (const [index, answer] of answers.entries()) {
          await channel.say('Ask me');
          if ('tap' in answer) {
            const tapped = { title: chosen === 'true' ? 'Yes' : chosen, postbackData: answer.tap };
            await channel.callsBack('moButtonResponse', { messageId: `tap${index}`, ...tapped });
          } else await channel.does(answer);
          expect(channel.heard().at(-1), JSON.stringify(answer)).to.equal(`You chose ${chosen}`);
        }
      } finally {
        await channel.close();
      }
    });
  }
});

function promptingBot(name: string): Logic {
  const state = new ConversationState(new MemoryStorage());
  const choice = new ChoicePrompt('ChoicePrompt');
  const confirm = new ConfirmPrompt('ConfirmPrompt', undefined, 'en-us');
  choice.style = ListStyle.suggestedAction;
  confirm.style = ListStyle.suggestedAction;
  const dialogs = new DialogSet(state.createProperty('dialogs')).add(choice).add(confirm);
  return async (context: TurnContext) => {
    if (context.activity.type !== 'message') return;
    const dialog = await dialogs.createContext(context);
    const { status, result } = await dialog.continueDialog();
    const options = name === 'ChoicePrompt' ? { choices: ['Balance', 'Transfer', 'Help me'] } : {};
    if (status === DialogTurnStatus.empty) await dialog.prompt(name, { prompt: 'Which?', ...options });
    if (status === DialogTurnStatus.complete) await context.sendActivity(`You chose ${result.value ?? result}`);
    await state.saveChanges(context);
  };
}
