import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Activity, ActivityTypes } from '@microsoft/agents-activity';
import {
  ActivityHandler,
  AgentApplication,
  CloudAdapter,
  ConversationState,
  MemoryStorage,
  type TurnContext,
  type TurnState,
} from '@microsoft/agents-hosting';
import { expect } from 'chai';
import express from 'express';
import {
  ClickatellAgentsAdapter,
  type ClickatellAgentsAdapterOptions,
  ClickatellClient,
  createEmulator,
  type Emulator,
  KeyvStorage,
  NotSupportedError,
  openStore,
  outsideWindow,
  type Store,
  TemplateCatalog,
  template,
  whatsappChoices,
} from '../../../src/agents.js';
import { MovableClock } from '../../../src/core/clock.js';
import { business, catalogue, noon, thandi, until } from '../../support/channel.js';
import { rejection } from '../../support/rejection.js';
import { withServer } from '../../support/rims.js';

interface Counted {
  turns?: number;
}

describe('The adapter for the Agents SDK', () => {
  let emulator: Emulator;
  let store: Store;
  let clock: MovableClock;
  let adapter: ClickatellAgentsAdapter;
  let close: () => Promise<void>;
  const errors: Error[] = [];

  async function make(options: Partial<ClickatellAgentsAdapterOptions> = {}): Promise<void> {
    const templates = TemplateCatalog.parse(catalogue);
    const { apiKey } = emulator.integrate({ number: business });
    const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
    adapter = new ClickatellAgentsAdapter({
      ...{ client, store, templates, clock, webhookSecret: 'none' },
      observe: (event) => void ('error' in event && event.error && errors.push(event.error)),
      ...options,
    });
    const server = http.createServer((req, res) => void adapter.process(req, res)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    emulator.integrate({ number: business, callbackUrl: `http://127.0.0.1:${port}/`, templates });
    close = async () => {
      await adapter.stop();
      server.close();
      server.closeAllConnections();
      await client.close();
    };
  }

  beforeEach(async () => {
    clock = new MovableClock({ now: () => noon });
    emulator = await createEmulator({ clock });
    store = await openStore('memory:');
    errors.length = 0;
    await make();
  });

  afterEach(async () => {
    await close();
    await emulator.close();
    await store.close();
  });

  async function settled(): Promise<void> {
    do {
      await until(() => adapter.depth === 0);
      await emulator.settled();
    } while (adapter.depth > 0);
  }

  async function say(text: string): Promise<void> {
    await emulator.say({ from: thandi, text });
    await settled();
  }

  const heard = () =>
    emulator
      .chat(thandi)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);

  it('is what an AgentApplication takes, which then answers', async () => {
    const app = new AgentApplication<TurnState>({ adapter, storage: new KeyvStorage(store.keyv('bot-state')) });
    app.onMessage('hi', async (context) => void (await context.sendActivity('Hello')));
    await adapter.start(app);
    await say('hi');
    expect(heard()).to.deep.equal(['Hello']);
    expect(adapter).to.be.instanceOf(CloudAdapter);
  });

  it('runs in Express as a program calls a CloudAdapter, without a start', async () => {
    const app = new AgentApplication<TurnState>({ adapter, storage: new KeyvStorage(store.keyv('bot-state')) });
    app.onMessage('hi', async (context) => void (await context.sendActivity('Hello')));
    const server = express();
    server.use(express.json());
    server.post('/api/messages', (req, res) => adapter.process(req, res, (context) => app.run(context)));
    await withServer(http.createServer(server), async (callbackUrl) => {
      emulator.integrate({ number: business, callbackUrl });
      await say('hi');
      await say('hi');
      expect(heard()).to.deep.equal(['Hello', 'Hello']);
    });
  });

  it('keeps the turn state of an application from turn to turn, without an afterTurn handler', async () => {
    const app = new AgentApplication<TurnState<Counted>>({
      adapter,
      storage: new KeyvStorage(store.keyv('bot-state')),
    });
    app.onActivity(ActivityTypes.Message, async (context, state) => {
      const turns = (state.conversation.turns ?? 0) + 1;
      state.conversation = { turns };
      await context.sendActivity(`Turn ${turns}`);
    });
    await adapter.start(app);
    await say('one');
    await say('two');
    expect(heard()).to.deep.equal(['Turn 1', 'Turn 2']);
  });

  it('runs an ActivityHandler with its ConversationState', async () => {
    const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
    const counted = state.createProperty<Counted>('counted');
    class Bot extends ActivityHandler {
      constructor() {
        super();
        this.onMembersAdded(async (context, next) => {
          await context.sendActivity('Welcome');
          await next();
        });
        this.onMessage(async (context, next) => {
          const count = await counted.get(context, {});
          count.turns = (count.turns ?? 0) + 1;
          await context.sendActivity(`Turn ${count.turns}`);
          await state.saveChanges(context);
          await next();
        });
      }
    }
    await adapter.start(new Bot());
    await say('one');
    await say('two');
    expect(errors).to.deep.equal([]);
    expect(heard()).to.deep.equal(['Welcome', 'Turn 1', 'Turn 2']);
  });

  it('sends a template in place of a message once the window is closed', async () => {
    await adapter.start(async (context) => {
      if (context.activity.type === 'message') await context.sendActivity(whatsappChoices('What now?', ['A', 'B']));
    });
    await say('hi');
    clock.advance(25 * 60 * 60 * 1000);
    const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
    await adapter.continueConversation('', adapter.reference(thandi), async (context) => {
      await context.sendActivity(outsideWindow('Fixed.', resolved));
    });
    await adapter.notify({ to: thandi, text: 'Fixed.', template: resolved });
    await settled();
    expect(heard()).to.have.length(3);
    expect(heard().at(-1)).to.include('T-42');
    expect(heard().at(-2)).to.include('T-42');
  });

  it('tells the person nothing of an error of the agent, and the program all', async () => {
    await adapter.start(async () => {
      throw new Error('A mistake in the code');
    });
    await say('hi');
    expect(heard()).to.deep.equal([]);
    expect(errors.map(({ message }) => message)).to.include('A mistake in the code');
  });

  it('gives the agent activities that the SDK itself accepts, whatever people send', async () => {
    const seen: Activity[] = [];
    await adapter.start(async ({ activity }: TurnContext) => void seen.push(Activity.fromObject(activity)));
    await emulator.say({ from: thandi, text: ' hi ' });
    await emulator.say({ from: thandi, location: { latitude: -33.9, longitude: 18.4 } });
    await settled();
    expect(errors).to.deep.equal([]);
    expect(seen.map(({ type }) => type)).to.include('message');
    for (const activity of seen) expect(activity.conversation).not.to.have.property('name');
  });

  it('has conversations that app.proactive can keep and go on with', async () => {
    const app = new AgentApplication<TurnState<Counted>>({ adapter, storage: new MemoryStorage() });
    let id = '';
    app.onActivity('message', async (context) => {
      id = await app.proactive.storeConversation(context);
    });
    await adapter.start(app);
    await say('hi');
    await app.proactive.sendActivity(adapter, id, { text: 'News' });
    await settled();
    expect(heard()).to.deep.equal(['News']);
  });

  it('refuses what WhatsApp cannot do', async () => {
    await adapter.start(async () => {});
    await rejection(adapter.updateActivity(), NotSupportedError);
    await rejection(adapter.deleteActivity(), NotSupportedError);
    await rejection(adapter.getAttachment(), NotSupportedError);
  });
});
