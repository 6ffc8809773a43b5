import { text as textOf } from 'node:stream/consumers';
import {
  ActivityHandler,
  type Attachment,
  CardFactory,
  ConversationState,
  MemoryStorage,
  MessageFactory,
  type TurnContext,
} from 'botbuilder';
import {
  AttachmentPrompt,
  ChoicePrompt,
  ConfirmPrompt,
  DateTimePrompt,
  DialogSet,
  type DialogTurnResult,
  DialogTurnStatus,
  NumberPrompt,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { expect } from 'chai';
import type { Logic } from '../../../src/index.js';
import { type Host, type Serve, startHost, status } from '../../files/fileHost.js';
import { files } from '../../files/files.js';
import { type Channel, type ChannelOptions, startChannel, thandi } from '../../support/channel.js';

interface Profile {
  transport?: string;
  name?: string;
  age?: number | undefined;
}

// Bots of the kinds that Microsoft has samples of, written for no channel in particular.

const dot = `data:image/png;base64,${files.png.toString('base64')}`;

/** Any file whose kind its name says. */
const serve: Serve = (request, response) => {
  const bytes = new Map(Object.entries(files)).get(request.url.split('.').at(-1) ?? '');
  status(bytes ? 200 : 404, {}, bytes ?? '')(request, response);
};

type Message = ReturnType<Channel['emulator']['chat']>['messages'][number];
type Said = string | { tap: string } | { media: object };

/** A message as the phone shows it, on one line of the test. */
function shown({ text, media, buttons, list, link }: Message): string {
  const rows = list?.sections.map(({ title = '', rows }) => `${title}[${rows.map((row) => row.title).join('|')}]`);
  const parts = media ? [`<${media.contentType}>`, media.caption] : [text, ...(buttons ?? []).map((one) => `[${one}]`)];
  return [...parts, ...(rows ?? []), link && `[${link.title} → ${link.url}]`].filter(Boolean).join(' ');
}

describe('A bot that was written for no channel in particular', () => {
  let channel: Channel;
  let host: Host;
  before(async () => {
    host = await startHost(serve);
  });
  after(() => host.close());
  afterEach(() => channel.close());

  async function meet(logic: Logic, adapter: ChannelOptions['adapter'] = {}): Promise<void> {
    channel = await startChannel({
      logic,
      adapter: { media: { allowHosts: ['127.0.0.1'], allowHttp: true }, ...adapter },
    });
  }

  /** What is heard in answer. */
  async function say(said: Said): Promise<string[]> {
    const heard = () => channel.emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out');
    const before = heard().length;
    await channel.emulator.say({ from: thandi, ...(typeof said === 'string' ? { text: said } : said) });
    await channel.settled();
    return heard().slice(before).map(shown);
  }

  async function talk(...lines: readonly (readonly [said: Said, ...heard: string[]])[]): Promise<void> {
    for (const [said, ...heard] of lines) expect(await say(said), JSON.stringify(said)).to.deep.equal(heard);
  }

  describe('with suggested actions', () => {
    const colours = ['Red', 'Green', 'Blue'];
    const bot = new ActivityHandler();
    const ask = (context: TurnContext) => {
      const actions = colours.map((title) => ({ type: 'postBack', title, value: title, image: dot }));
      return context.sendActivity(MessageFactory.suggestedActions(actions, 'Which colour?'));
    };
    bot.onMembersAdded(async (context, next) => {
      await context.sendActivity('Hello!');
      await next();
    });
    bot.onMessage(async (context, next) => {
      const { text } = context.activity;
      if (colours.includes(text)) await context.sendActivity(`${text} it is.`);
      await ask(context);
      await next();
    });
    const question = 'Which colour? [Red] [Green] [Blue]';

    it('is answered by taps, numbers, titles and nearly titles', async () => {
      await meet((context) => bot.run(context));
      await talk(
        ['Hi', 'Hello!', question],
        [{ tap: 'Green' }, 'Green it is.', question],
        ['3', 'Blue it is.', question],
        ['red', 'Red it is.', question],
        ['gren', 'Green it is.', question],
        ['pink', question],
      );
    });
  });

  describe('with cards', () => {
    const page = 'https://example.com/';
    const open = [{ type: 'openUrl', title: 'Read more', value: page }];
    const file = (name: string) => `${host.url}/${name}`;
    const cell = (text: string, more: object = {}) => ({ items: [{ type: 'TextBlock', text, ...more }] });
    const cards: Readonly<Record<string, () => Attachment>> = {
      hero: () => CardFactory.heroCard('Tea', [file('tea.png')], ['Black', 'Green']),
      thumbnail: () => CardFactory.thumbnailCard('Tea', [{ url: file('tea.png') }], open, { text: 'From *Ceylon*' }),
      receipt: () => ({
        contentType: CardFactory.contentTypes.receiptCard,
        content: {
          title: 'Order 7',
          facts: [{ key: 'Paid by', value: 'card' }],
          items: [{ title: 'Tea', price: 'R 20', quantity: '2' }],
          total: 'R 40',
          buttons: open,
        },
      }),
      signin: () => CardFactory.signinCard('Sign in', `${page}in`, 'Who are you?'),
      audio: () => CardFactory.audioCard('A song', [file('song.mp3')]),
      video: () => CardFactory.videoCard('A film', [file('film.mp4')], open),
      animation: () => CardFactory.animationCard('A dance', [file('dance.mp4')]),
      adaptive: () =>
        CardFactory.adaptiveCard({
          type: 'AdaptiveCard',
          version: '1.0',
          body: [
            { type: 'TextBlock', text: 'Cape Town', weight: 'bolder' },
            ...['Mon', 'Tue'].map((day) => ({
              type: 'ColumnSet',
              columns: [cell(day), { items: [{ type: 'Image', url: file('sun.png') }] }, cell('24°')],
            })),
          ],
        }),
    };
    const logic: Logic = async (context) => {
      if (context.activity.type !== 'message') return;
      const { text } = context.activity;
      const card = cards[text];
      if (card) await context.sendActivity({ attachments: [card()] });
      else if (text === 'all')
        await context.sendActivity(MessageFactory.carousel(Object.values(cards).map((c) => c())));
      else if (text === 'menu') {
        const heroes = ['Tea', 'Coffee'].map((title) =>
          CardFactory.heroCard(title, [], [{ type: 'imBack', title: `Buy ${title}`, value: `buy ${title}` }]),
        );
        await context.sendActivity(MessageFactory.carousel(heroes));
      } else await context.sendActivity(`${text}, certainly.`);
    };
    const receipt =
      '*Order 7*\n\nPaid by: card\n\n```\n2 × Tea                 R 20\nTotal                   R 40\n```';
    const weather = '*Cape Town*\nMon\n24°\nTue\n24°';

    it('shows each as pictures, buttons and addresses', async () => {
      await meet(logic);
      await talk(
        ['hero', '<image/png>', '*Tea* [Black] [Green]'],
        [{ tap: 'Green' }, 'Green, certainly.'],
        ['thumbnail', '<image/png>', `*Tea*\nFrom _Ceylon_\n\nRead more: ${page}`],
        ['receipt', `${receipt}\n\nRead more: ${page}`],
        ['signin', `Who are you?\n\nSign in: ${page}in`],
        ['audio', '*A song*', '<audio/mpeg>'],
        ['video', '<video/mp4>', `*A film*\n\nRead more: ${page}`],
        ['animation', '<video/mp4> *A dance*'],
        ['adaptive', `<image/png> ${weather}`],
      );
    });

    it('shows more of it natively where the provider takes it', async () => {
      await meet(logic, { interactive: 'native' });
      const link = `[Read more → ${page}]`;
      await talk(
        ['receipt', `${receipt} ${link}`],
        ['signin', `Who are you? [Sign in → ${page}in]`],
        ['menu', '*Tea*\n\n*Coffee* Tea[Buy Tea] Coffee[Buy Coffee]'],
        [{ tap: 'Buy Coffee' }, 'buy Coffee, certainly.'],
      );
    });

    it('shows a carousel of all of them, each as by itself', async () => {
      await meet(logic);
      const one: string[] = [];
      for (const name of Object.keys(cards)) one.push(...(await say(name)));
      expect(await say('all')).to.deep.equal(one);
    });
  });

  /** Runs a waterfall from the beginning whenever none is under way. */
  function dialogBot(dialogs: DialogSet, state: ConversationState): Logic {
    return async (context) => {
      if (context.activity.type !== 'message') return;
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) await dialog.beginDialog('main');
      await state.saveChanges(context);
    };
  }

  function dialogSet() {
    const state = new ConversationState(new MemoryStorage());
    return { state, dialogs: new DialogSet(state.createProperty('dialogs')) };
  }

  describe('with prompts as they come', () => {
    const { state, dialogs } = dialogSet();
    const prompts = [new TextPrompt('text'), new NumberPrompt('number'), new DateTimePrompt('date')];
    for (const prompt of [...prompts, new ChoicePrompt('choice'), new ConfirmPrompt('confirm')]) dialogs.add(prompt);
    const got = (step: WaterfallStepContext) => step.context.sendActivity(`Noted: ${JSON.stringify(step.result)}`);
    const asks =
      (prompt: string, question: string, choices?: string[]) =>
      async (step: WaterfallStepContext): Promise<DialogTurnResult> => {
        if (step.index > 0) await got(step);
        return step.prompt(prompt, { prompt: question, retryPrompt: `Once more. ${question}`, choices });
      };
    dialogs.add(
      new WaterfallDialog('main', [
        asks('text', 'Your name?'),
        asks('number', 'How many?'),
        asks('date', 'Which day?'),
        asks('choice', 'Which size?', ['Small', 'Medium', 'Large', 'Extra large']),
        asks('confirm', 'Gift wrapped?'),
        async (step) => {
          await got(step);
          return step.endDialog();
        },
      ]),
    );
    const sizes = 'Which size?\n\n1. Small\n2. Medium\n3. Large\n4. Extra large';
    const small = 'Noted: {"value":"Small","index":0,"score":1,"synonym":"Small"}';

    it('talks them through, with choices as buttons and numbers', async () => {
      await meet(dialogBot(dialogs, state));
      await talk(
        ['Hi', 'Your name?'],
        ['Thandi', 'Noted: "Thandi"', 'How many?'],
        ['many', 'Once more. How many?'],
        ['two dozen', 'Noted: 24', 'Which day?'],
        ['2026-05-03', 'Noted: [{"timex":"2026-05-03","type":"date","value":"2026-05-03"}]', sizes],
        ['huge', `Once more. ${sizes}`],
        ['1', small, 'Gift wrapped? [Yes] [No]'],
        [{ tap: 'No' }, 'Noted: false'],
      );
    });

    it('shows longer choices as a list where the provider takes it', async () => {
      await meet(dialogBot(dialogs, state), { interactive: 'native' });
      for (const said of ['Hi', 'Thandi', '3']) await say(said);
      expect((await say('2026-05-04')).at(-1)).to.equal('Which size? [Small|Medium|Large|Extra large]');
      expect((await say({ tap: 'Large' })).at(-1)).to.equal('Gift wrapped? [Yes] [No]');
      expect(await say('yes')).to.deep.equal(['Noted: true']);
    });
  });

  describe('with a dialog over many turns', () => {
    const { state, dialogs } = dialogSet();
    const valuesOf = ({ values }: WaterfallStepContext): Profile => values;
    dialogs
      .add(new ChoicePrompt('transport'))
      .add(new TextPrompt('name'))
      .add(new ConfirmPrompt('confirm'))
      .add(new NumberPrompt('age', async ({ recognized: { value = 0 } }) => value > 0 && value < 120))
      .add(
        new AttachmentPrompt('photo', async ({ recognized: { succeeded, value = [] } }) => {
          return !succeeded || value.some(({ contentType }) => contentType.startsWith('image/'));
        }),
      )
      .add(
        new WaterfallDialog('main', [
          (step) => step.prompt('transport', 'How do you travel?', ['Taxi', 'Train', 'On foot']),
          async (step) => {
            valuesOf(step).transport = step.result.value;
            return step.prompt('name', 'Your name?');
          },
          async (step) => {
            valuesOf(step).name = step.result;
            await step.context.sendActivity(`Pleased to meet you, ${step.result}.`);
            return step.prompt('confirm', 'May we ask your age?');
          },
          async (step) => {
            const ask = { prompt: 'Your age?', retryPrompt: 'Between 1 and 119, please.' };
            return step.result ? step.prompt('age', ask) : step.next(undefined);
          },
          async (step) => {
            valuesOf(step).age = step.result;
            return step.prompt('photo', { prompt: 'A photo of you?', retryPrompt: 'A picture, please.' });
          },
          async (step) => {
            const { transport, name, age = 'no age' } = valuesOf(step);
            await step.context.sendActivity(`${name}, ${age}: ${transport}`);
            const [photo] = Array.isArray(step.result) ? step.result : [];
            if (photo) await step.context.sendActivity(MessageFactory.attachment(photo, 'You.'));
            return step.prompt('confirm', 'Right?');
          },
          async (step) => {
            await step.context.sendActivity(step.result ? 'Kept.' : 'Forgotten.');
            return step.endDialog();
          },
        ]),
      );

    it('is talked through with taps, numbers and a photo, which it shows', async () => {
      await meet(dialogBot(dialogs, state), { media: {} });
      await talk(
        ['Hi', 'How do you travel? [Taxi] [Train] [On foot]'],
        [{ tap: 'On foot' }, 'Your name?'],
        ['Thandi', 'Pleased to meet you, Thandi.', 'May we ask your age? [Yes] [No]'],
        ['1', 'Your age?'],
        ['200', 'Between 1 and 119, please.'],
        ['31', 'A photo of you?'],
        [{ media: { contentType: 'application/pdf' } }, 'A picture, please.'],
        [{ media: { contentType: 'image/jpeg' } }, 'Thandi, 31: On foot', '<image/jpeg> You.', 'Right? [Yes] [No]'],
        [{ tap: 'Yes' }, 'Kept.'],
        ['again', 'How do you travel? [Taxi] [Train] [On foot]'],
        ['trian', 'Your name?'],
        ['Sipho', 'Pleased to meet you, Sipho.', 'May we ask your age? [Yes] [No]'],
        [{ tap: 'No' }, 'A photo of you?'],
        ['not now', 'Sipho, no age: Train', 'Right? [Yes] [No]'],
        ['2', 'Forgotten.'],
      );
    });
  });

  describe('with attachments', () => {
    const logic: Logic = async (context) => {
      const { type, text = '', attachments = [] } = context.activity;
      if (type !== 'message') return;
      const image = { contentType: 'image/png', name: 'dot.png' };
      for (const one of attachments) {
        const { stream, name } = await channel.adapter.download(one);
        await context.sendActivity(`${name} has ${(await textOf(stream)).length} letters.`);
        await context.sendActivity({ attachments: [one] });
      }
      if (text.startsWith('1'))
        await context.sendActivity({ text: 'Inline.', attachments: [{ ...image, contentUrl: dot }] });
      if (text.startsWith('2')) {
        const contentUrl = `${host.url}/dot.png`;
        await context.sendActivity({ text: 'From the internet.', attachments: [{ ...image, contentUrl }] });
      }
      const actions = ['1. Inline', '2. Internet picture'].map((title, index) => {
        return { type: 'imBack', title, value: String(index + 1) };
      });
      const card = CardFactory.heroCard('', undefined, actions, { text: 'Send a file, or choose:' });
      await context.sendActivity({ attachments: [card] });
    };

    it('takes files and sends them, from wherever they are', async () => {
      await meet(logic);
      const menu = 'Send a file, or choose: [1. Inline] [2. Internet picture]';
      await talk(
        ['Hi', menu],
        [{ tap: '1. Inline' }, '<image/png> Inline.', menu],
        ['2', '<image/png> From the internet.', menu],
        ['internet', '<image/png> From the internet.', menu],
        [
          { media: { contentType: 'text/plain', fileName: 'notes.txt', text: 'Hello' } },
          'notes.txt has 5 letters.',
          '<text/plain>',
          menu,
        ],
      );
    });

    it('numbers once what has numbers of its own', async () => {
      await meet(logic, { interactive: 'text' });
      const menu = 'Send a file, or choose:\n\n1. Inline\n2. Internet picture';
      await talk(['Hi', menu], ['1', '<image/png> Inline.', menu]);
    });
  });
});
