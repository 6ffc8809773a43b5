import { ActivityHandler, CardFactory, MessageFactory, type TurnContext } from 'botbuilder';
import { expect } from 'chai';
import { type Channel, type ChannelOptions, startChannel, thandi } from '../../support/channel.js';

// Bots of the kinds that Microsoft has samples of, and whatever people may answer to them.

describe('A bot that compares what it gets with the values it has offered', () => {
  let channel: Channel;
  afterEach(() => channel.close());

  const got: [text: string | undefined, value: unknown][] = [];
  beforeEach(() => got.splice(0));

  type Say = Omit<Parameters<Channel['emulator']['say']>[0], 'from'>;
  async function does(said: Say): Promise<void> {
    await channel.emulator.say({ from: thandi, ...said });
    await channel.settled();
  }
  const typed = (...texts: string[]): Say[] => texts.map((text) => ({ text }));

  const languages = [
    { type: 'postBack', title: 'Español', value: 'es' },
    { type: 'postBack', title: 'English', value: 'en' },
  ];
  const greetings = new Map([
    ['es', '¡Hola!'],
    ['en', 'Hello!'],
  ]);
  /** Greets in the language that was chosen, and asks for it otherwise. */
  function languageBot(question: Parameters<TurnContext['sendActivity']>[0]): ChannelOptions['logic'] {
    const bot = new ActivityHandler();
    bot.onMessage(async (context, next) => {
      const { text, value } = context.activity;
      got.push([text, value]);
      await context.sendActivity(greetings.get(text) ?? question);
      await next();
    });
    return (context) => bot.run(context);
  }

  const questions: [name: string, question: object, adapter?: ChannelOptions['adapter']][] = [
    ['suggested actions', MessageFactory.suggestedActions(languages, 'Which language?')],
    ['a card', MessageFactory.attachment(CardFactory.heroCard('Which language?', [], languages))],
    ['a numbered text', MessageFactory.suggestedActions(languages, 'Which language?'), { interactive: 'text' }],
  ];
  for (const [name, question, adapter = {}] of questions) {
    it(`gets the value of ${name}, whichever way the person answers`, async () => {
      channel = await startChannel({ logic: languageBot(question), adapter });
      const taps = adapter.interactive === 'text' ? [] : [{ tap: 'Español' }];
      const ways = typed('Español', 'espanol', 'es', '1', '١', '\u200e1', '[1]', 'option 1', '«Español»', '1️⃣');
      for (const said of [...taps, ...ways]) {
        await channel.say('menu');
        await does(said);
        expect(got.at(-1), JSON.stringify(said)).to.deep.equal(['es', 'es']);
        expect(channel.heard().at(-1)).to.equal('¡Hola!');
      }
      await channel.say('menu');
      await channel.say('1 of them please');
      expect(got.at(-1)?.[0]).to.equal('1 of them please');
    });
  }

  it('gets the data of an adaptive card, tapped or typed', async () => {
    const data = { order: 'tea', cups: 2 };
    const card = CardFactory.adaptiveCard({
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        { type: 'TextBlock', text: 'Tea for two?' },
        { type: 'Input.Text', id: 'note', label: 'A note', placeholder: 'for the cook' },
      ],
      actions: [
        { type: 'Action.Submit', title: 'Order', data },
        { type: 'Action.Submit', title: 'Not now', data: { order: null } },
      ],
    });
    channel = await startChannel({ logic: languageBot(MessageFactory.attachment(card)) });
    for (const said of [{ tap: 'Order' }, ...typed('order', '1', '(١)')]) {
      await channel.say('menu');
      expect(channel.heard().at(-1)).to.include('Tea for two?');
      await does(said);
      expect(got.at(-1), JSON.stringify(said)).to.deep.equal(['Order', data]);
    }
  });

  it('gets thumbs of every colour for the one that it has offered', async () => {
    const thumbs = ['👍', '👎'].map((title) => ({ type: 'postBack', title, value: title === '👍' ? 'good' : 'bad' }));
    channel = await startChannel({ logic: languageBot(MessageFactory.suggestedActions(thumbs, 'How was it?')) });
    for (const [thumb, value] of [
      ['👍🏿', 'good'],
      ['👎🏽', 'bad'],
      ['👍', 'good'],
      ['👎🏻!', 'bad'],
    ] as const) {
      await channel.say('menu');
      await channel.say(thumb);
      expect(got.at(-1)?.[0], thumb).to.equal(value);
    }
  });
});
