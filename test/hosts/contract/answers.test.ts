import { expect } from 'chai';
import type { Activity } from '../../../src/core/activity.js';
import { type ClickatellAdapterOptions, whatsappChoices } from '../../../src/index.js';
import { thandi } from '../../support/channel.js';
import { type BotLogic, describeHosts, type HostChannel } from '../../support/hosts.js';

// Bots of the kinds that Microsoft has samples of, and whatever people may answer to them.

/** A message with a card, as the factories of the SDKs make it. */
function attached(kind: string, content: object): Activity {
  return { type: 'message', attachments: [{ contentType: `application/vnd.microsoft.card.${kind}`, content }] };
}

describeHosts('A bot that compares what it gets with the values it has offered', (start) => {
  let channel: HostChannel;

  const got: [text: string | undefined, value: unknown][] = [];
  beforeEach(() => got.splice(0));

  type Say = Omit<Parameters<HostChannel['emulator']['say']>[0], 'from'>;
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
  function languageBot(question: Activity): BotLogic {
    return async ({ activity: { type, text, value }, sendActivity }) => {
      if (type !== 'message') return;
      got.push([text, value]);
      await sendActivity(greetings.get(text ?? '') ?? question);
    };
  }

  const questions: [name: string, question: Activity, adapter?: Partial<ClickatellAdapterOptions>][] = [
    ['suggested actions', whatsappChoices('Which language?', languages)],
    ['a card', attached('hero', { title: 'Which language?', buttons: languages })],
    ['a numbered text', whatsappChoices('Which language?', languages), { interactive: 'text' }],
  ];
  for (const [name, question, adapter = {}] of questions) {
    it(`gets the value of ${name}, whichever way the person answers`, async () => {
      channel = await start({ logic: languageBot(question), adapter });
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
    const card = attached('adaptive', {
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
    channel = await start({ logic: languageBot(card) });
    for (const said of [{ tap: 'Order' }, ...typed('order', '1', '(١)')]) {
      await channel.say('menu');
      expect(channel.heard().at(-1)).to.include('Tea for two?');
      await does(said);
      expect(got.at(-1), JSON.stringify(said)).to.deep.equal(['Order', data]);
    }
  });

  it('gets thumbs of every colour for the one that it has offered', async () => {
    const thumbs = ['👍', '👎'].map((title) => ({ type: 'postBack', title, value: title === '👍' ? 'good' : 'bad' }));
    channel = await start({ logic: languageBot(whatsappChoices('How was it?', thumbs)) });
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
