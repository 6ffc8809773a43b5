import { setTimeout as wait } from 'node:timers/promises';
import { Activity, ActivityTypes, AttachmentLayoutTypes, InputHints } from '@microsoft/agents-activity';
import {
  ActivityHandler,
  AgentApplication,
  type AgentApplicationOptions,
  CardFactory,
  CreateConversationOptionsBuilder,
  type InputFile,
  MemoryStorage,
  MessageFactory,
  type TurnContext,
  type TurnState,
} from '@microsoft/agents-hosting';
import { expect } from 'chai';
import {
  type ClickatellAgentsAdapter,
  ClickatellFileDownloader,
  decide,
  heldReleased,
  openStore,
  outsideWindow,
  referralOf,
  StoredTranscripts,
  StoreError,
  TemplateCatalog,
  template,
  turnSignal,
  windowPolicy,
  withIntent,
} from '../../../src/agents.js';
import { gate } from '../../lanes/contract.js';
import { startAgent } from '../../support/agents.js';
import { business, type Channel, catalogue, noon, thandi, type WorldOptions } from '../../support/channel.js';

type App = AgentApplication<TurnState<{ count?: number }>>;

describe('An AgentApplication', () => {
  let channel: Channel<ClickatellAgentsAdapter>;
  let app: App;
  afterEach(() => channel.close());

  async function start(
    register: (app: App) => void,
    options: Partial<AgentApplicationOptions<TurnState>> = {},
    world: WorldOptions = {},
  ): Promise<void> {
    channel = await startAgent((adapter) => {
      app = new AgentApplication({ adapter, storage: new MemoryStorage(), ...options });
      register(app);
      return app;
    }, world);
  }
  const onText = (handler: (context: TurnContext) => Promise<unknown>) => (given: App) =>
    void given.onActivity('message', async (context) => void (await handler(context)));
  const failed = () =>
    channel.events.flatMap((event) => ('error' in event && event.error ? [String(event.error)] : []));

  it('sends what the SDK makes of objects, with its enums, and times as texts', async () => {
    await start(
      onText(async (context) => {
        const timestamp: unknown = '2026-05-01T12:00:00.000Z';
        const sent = Activity.fromObject({
          type: ActivityTypes.Message,
          text: 'One.',
          inputHint: InputHints.ExpectingInput,
          attachmentLayout: AttachmentLayoutTypes.Carousel,
          timestamp,
        });
        await context.sendActivity(sent);
        await context.sendActivities([
          Object.assign(new Activity(ActivityTypes.Message), { text: 'Two.', timestamp }),
          new Activity(ActivityTypes.Typing),
          Activity.fromObject({ type: 'delay', value: 1 }),
          Activity.fromObject({ type: ActivityTypes.Message, text: 'Three.' }),
        ]);
      }),
    );
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['One.', 'Two.', 'Three.']);
  });

  it('gives the library its own activities, contexts and references, wherever that takes one', async () => {
    const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
    const said = Activity.fromObject({ type: 'message', text: 'Fixed.', timestamp: new Date(noon) });
    const found: unknown[] = [];
    await start(
      onText(async (context) => {
        const { adapter } = channel;
        const reference = context.activity.getConversationReference();
        found.push(referralOf(context.activity), heldReleased(context), turnSignal(context).aborted);
        found.push((await adapter.window(reference)).state);
        found.push((await adapter.explain(outsideWindow(said, resolved), reference)).kind);
        const policy = windowPolicy();
        found.push(decide(context.activity, undefined, noon, TemplateCatalog.parse(catalogue), policy).kind);
        await context.sendActivity(withIntent(said, { quote: true }));
      }),
    );
    await channel.say('Hello');
    expect(found).to.deep.equal([undefined, 0, false, 'open', 'free-form', 'refuse']);
    expect(channel.heard()).to.deep.equal(['Fixed.']);
  });

  it('sends its cards and choices, and gets what is chosen', async () => {
    const got: unknown[] = [];
    await start((given) => {
      given.onMessage('menu', async (context) => {
        await context.sendActivity(MessageFactory.suggestedActions(['Tea', 'Coffee'], 'What will it be?'));
      });
      given.onMessage('card', async (context) => {
        const actions = [{ type: 'Action.Submit', title: 'Order', data: { order: 'tea' } }];
        const body = [{ type: 'TextBlock', text: 'Tea for two?' }];
        const card = CardFactory.adaptiveCard({ type: 'AdaptiveCard', version: '1.5', body, actions });
        await context.sendActivity(MessageFactory.attachment(card));
      });
      given.onMessage('hero', async (context) => {
        await context.sendActivity(
          MessageFactory.attachment(CardFactory.heroCard('Tea', 'From Ceylon', [], ['Buy', 'Leave'])),
        );
      });
      given.onActivity(
        async ({ activity }) => Object(activity.value).order === 'tea',
        async ({ activity }) => void got.push(['routed by its value', activity.text]),
      );
      given.onActivity('message', async ({ activity }) => void got.push([activity.text, activity.value]));
    });
    await channel.say('menu');
    await channel.emulator.say({ from: thandi, tap: 'Coffee' });
    await channel.settled();
    await channel.say('card');
    await channel.emulator.say({ from: thandi, tap: 'Order' });
    await channel.settled();
    await channel.say('hero');
    await channel.say('2');
    expect(channel.heard()).to.deep.equal(['What will it be?', 'Tea for two?', '*Tea*\nFrom Ceylon']);
    expect(got).to.deep.equal([
      ['Coffee', { text: 'Coffee' }],
      ['routed by its value', 'Order'],
      ['Leave', 'Leave'],
    ]);
  });

  it('streams an answer as one message', async () => {
    await start(
      onText(async ({ streamingResponse }) => {
        streamingResponse.queueInformativeUpdate('Thinking…');
        for (const chunk of ['The answer ', 'is ', '*42*.']) {
          streamingResponse.queueTextChunk(chunk);
          await wait(1);
        }
        streamingResponse.setGeneratedByAILabel(true);
        streamingResponse.setFeedbackLoop(true);
        await streamingResponse.endStream();
      }),
    );
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['The answer is _42_.']);
    expect(failed()).to.deep.equal([]);
  });

  it('streams files alone without the SDK’s filler text, and nothing as nothing', async () => {
    await start(
      onText(async ({ activity, streamingResponse }) => {
        const contentUrl = 'data:text/plain,Hello';
        if (activity.text === 'file')
          streamingResponse.addAttachment({ contentType: 'text/plain', name: 'a.txt', contentUrl });
        await streamingResponse.endStream();
      }),
    );
    await channel.say('file');
    await channel.say('nothing');
    const shown = channel.emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out');
    expect(shown.map(({ media }) => [media?.fileName, media?.caption])).to.deep.equal([['a.txt', undefined]]);
    expect(failed()).to.deep.equal([]);
  });

  it('fails its turn where a stream cannot be sent, which the SDK keeps to itself', async () => {
    const errors: string[] = [];
    let tries = 0;
    await start(
      (given) => {
        given.onError(async (_, error) => void errors.push(error.name));
        given.adapter.use({
          async onTurn(context, next) {
            context.onSendActivities(async (_context, _activities, send) => {
              tries += 1;
              if (tries === 1) throw new StoreError('away');
              return send();
            });
            await next();
          },
        });
        given.onActivity('message', async ({ activity, streamingResponse }) => {
          if (activity.text === 'late') channel.clock.advance(25 * 60 * 60 * 1000);
          streamingResponse.setDelayInMs(1);
          streamingResponse.queueTextChunk('The answer.');
          await streamingResponse.endStream();
        });
      },
      {},
      { adapter: { lanes: { retryDelayMs: 1 } } },
    );
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['The answer.']);
    await channel.say('late');
    expect(channel.heard()).to.deep.equal(['The answer.']);
    expect(errors).to.deep.equal(['WindowClosedError']);
  });

  it('shows that it types while it thinks, and that is no message', async () => {
    await start(
      onText(async (context) => {
        await wait(20);
        await context.sendActivity('Done.');
        await wait(5);
      }),
      { startTypingTimer: true, typing: { initialDelayMs: 1, intervalMs: 1 } },
    );
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['Done.']);
    expect(failed()).to.deep.equal([]);
  });

  it('stops typing where its turn has taken too long', async () => {
    const hangs = gate();
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    await start(
      onText(async (context) => {
        if (context.activity.text === 'slow') await hangs.opened;
        else await context.sendActivity('Quick.');
      }),
      { startTypingTimer: true, typing: { initialDelayMs: 1, intervalMs: 1 } },
      { adapter: { lanes: { turnLimitMs: 100 } } },
    );
    await channel.say('slow');
    await channel.say('Hello');
    hangs.open();
    await channel.say('Hello');
    process.off('unhandledRejection', note);
    expect(channel.heard()).to.deep.equal(['Quick.', 'Quick.']);
    expect(await channel.adapter.deadLetters()).to.have.length(1);
    expect(unhandled).to.deep.equal([]);
  });

  it('keeps words that look like mentions', async () => {
    const heard: unknown[] = [];
    await start(
      onText(async ({ activity }) => heard.push(activity.text)),
      { removeRecipientMention: true },
    );
    await channel.say('ask <at>27110000001</at> or 27110000001');
    expect(heard).to.deep.equal(['ask <at>27110000001</at> or 27110000001']);
  });

  it('answers in its own time where messages run long, and remembers', async () => {
    await start(
      (given) =>
        void given.onActivity('message', async (context, state) => {
          await wait(30);
          const count = (state.conversation.count ?? 0) + 1;
          state.conversation.count = count;
          await context.sendActivity(`${count}: ${context.activity.text}`);
        }),
      { longRunningMessages: true },
    );
    for (const text of ['one', 'two']) await channel.emulator.say({ from: thandi, text });
    await channel.settled();
    expect(channel.heard()).to.deep.equal(['1: one', '2: two']);
    expect(failed()).to.deep.equal([]);
  });

  it('runs again where the store failed, and is told where it fails itself, also where messages run long', async () => {
    let runs = 0;
    await start(
      onText(async (context) => {
        runs += 1;
        if (context.activity.text === 'bug') throw new TypeError('a bug');
        if (runs < 3) throw new StoreError('away');
        await context.sendActivity('Done.');
      }),
      { longRunningMessages: true },
      { adapter: { lanes: { retryDelayMs: 1 } } },
    );
    await channel.say('Hello');
    await channel.say('bug');
    expect(channel.heard()).to.deep.equal(['Done.']);
    expect(failed()).to.include('TypeError: a bug');
  });

  it('writes first, by each of the SDK’s ways', async () => {
    const contexts: TurnContext[] = [];
    await start(onText(async (context) => contexts.push(context)));
    await channel.say('Hello');
    const reference = channel.adapter.reference(thandi);
    await channel.adapter.continueConversation('any', reference, async (context) => {
      await context.sendActivity('One.');
      await app.sendProactiveActivity('any', context, 'Two.');
      const id = await app.proactive.storeConversation(context);
      expect(await app.proactive.getConversation(id)).not.to.equal(undefined);
    });
    const { id } = reference.conversation;
    await app.proactive.sendActivity(channel.adapter, id, { text: 'Three.' });
    await app.proactive.continueConversation(channel.adapter, id, async (context, state) => {
      state.conversation.count = 4;
      await context.sendActivity('Four.');
    });
    await app.proactive.continueConversation(channel.adapter, id, async (context, state) => {
      await context.sendActivity(`${state.conversation.count} it was.`);
    });
    expect(channel.heard()).to.deep.equal(['One.', 'Two.', 'Three.', 'Four.', '4 it was.']);
    expect(failed()).to.deep.equal([]);
  });

  it('writes to somebody who never wrote, by createConversation', async () => {
    await start(() => {});
    const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
    const options = CreateConversationOptionsBuilder.create(business, 'whatsapp')
      .withUser('+27 82 000 0001')
      .storeConversation(true)
      .build();
    const { reference } = await app.proactive.createConversation(channel.adapter, options, async (context) => {
      await context.sendActivity(outsideWindow('Fixed.', resolved));
    });
    expect(reference.conversation.id).to.equal(`${business}:${thandi}`);
    await channel.say('Thanks');
    await app.proactive.sendActivity(channel.adapter, reference.conversation.id, { text: 'Welcome.' });
    expect(channel.heard()).to.have.length(2);
    expect(channel.heard().at(-1)).to.equal('Welcome.');
    expect(failed()).to.deep.equal([]);
  });

  it('has the files that people send in its turn state', async () => {
    const got: unknown[] = [];
    channel = await startAgent((adapter) => {
      const fileDownloaders = [new ClickatellFileDownloader(adapter, { maxBytes: 10 })];
      app = new AgentApplication({ adapter, storage: new MemoryStorage(), fileDownloaders });
      app.onActivity('message', async (_, state) => {
        const files = state.getValue<InputFile[]>('temp.inputFiles');
        got.push(files.map(({ content, contentType }) => [contentType, content.toString()]));
      });
      return app;
    });
    for (const text of ['Hello', 'Hello, Thandi']) {
      await channel.emulator.say({ from: thandi, media: { contentType: 'text/plain', text } });
    }
    await channel.emulator.say({ from: thandi, location: { latitude: -33.9, longitude: 18.4 } });
    await channel.settled();
    expect(got).to.deep.equal([[['text/plain', 'Hello']], [], []]);
    expect(failed()).to.deep.equal([]);
  });

  it('tells the person nothing of its errors by default, and what it wants by onError', async () => {
    await start((given) => {
      given.onActivity('message', async () => {
        throw new TypeError('a bug');
      });
    });
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal([]);
    app.onError(async (context) => void (await context.sendActivity('Sorry.')));
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['Sorry.']);
  });

  it('keeps its transcript with its transcriptLogger, once', async () => {
    const store = await openStore('memory:');
    // Without the adapter's own transcripts: what is kept is what the SDK's middleware sees.
    const transcriptLogger = new StoredTranscripts(store, {
      keptMs: 400 * 24 * 60 * 60 * 1000,
      clock: { now: () => noon },
    });
    await start(
      onText((context) => context.sendActivity('Noted.')),
      { transcriptLogger },
      { store },
    );
    await channel.say('Hello');
    const { items } = await transcriptLogger.getTranscriptActivities('whatsapp', '27110000001:27820000001');
    const messages = items.filter(({ type }) => type === 'message');
    expect(messages.map(({ text, channelId }) => [text, channelId])).to.deep.equal([
      ['Hello', 'whatsapp'],
      ['Noted.', 'whatsapp'],
    ]);
    await store.close();
  });
});

describe('An ActivityHandler', () => {
  it('hears messages, new people and reactions', async () => {
    const heard: string[] = [];
    const bot = new ActivityHandler()
      .onMembersAdded(async ({ activity }, next) => {
        heard.push(`${activity.membersAdded?.length} new`);
        await next();
      })
      .onMessage(async (context, next) => {
        heard.push(`${context.activity.text}`);
        await context.sendActivity('How was it?');
        await next();
      })
      .onReactionsAdded(async ({ activity }, next) => {
        heard.push(`${activity.reactionsAdded?.[0]?.type}`);
        await next();
      });
    const channel = await startAgent(() => bot);
    try {
      await channel.say('Hello');
      await channel.emulator.say({ from: thandi, reaction: { emoji: '👍' } });
      await channel.settled();
      expect(heard).to.deep.equal(['1 new', 'Hello', '👍']);
    } finally {
      await channel.close();
    }
  });
});
