import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AgentApplication,
  ActivityHandler as AgentHandler,
  ConversationState as AgentState,
  type TurnState,
} from '@microsoft/agents-hosting';
import { ActivityHandler, ConversationState } from 'botbuilder';
import { expect } from 'chai';
import { KeyvStorage as AgentStorage, ClickatellAgentsAdapter } from '../../../src/agents.js';
import {
  ClickatellAdapter,
  ClickatellClient,
  createEmulator,
  type Emulator,
  KeyvStorage,
  MovableClock,
  openStore,
  type Store,
  TemplateCatalog,
  template,
} from '../../../src/index.js';
import { business, catalogue, noon, thandi, until } from '../../support/channel.js';

interface Counted {
  turns: number;
}

const hour = 60 * 60 * 1000;
const withReengagement = {
  ...catalogue,
  reengagement: 'open_again',
  templates: [
    ...catalogue.templates,
    { name: 'open_again', language: 'en', category: 'utility', body: 'We have news for you.', slots: [] },
  ],
};

// As docs/moving-to-agents.md promises: what a program leaves behind under Bot Framework is there under the Agents SDK.
describe('A program that moves from Bot Framework to the Agents SDK', () => {
  let emulator: Emulator;
  let store: Store;
  const clock = new MovableClock({ now: () => noon });
  const templates = TemplateCatalog.parse(withReengagement);

  beforeEach(async () => {
    emulator = await createEmulator({ clock });
    emulator.integrate({ number: business, templates });
    store = await openStore('memory:');
  });

  afterEach(async () => {
    await emulator.close();
    await store.close();
  });

  const heard = () =>
    emulator
      .chat(thandi)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);

  /** Runs an adapter for as long as `during` lasts. */
  async function serve<Adapter extends ClickatellAdapter | ClickatellAgentsAdapter>(
    make: (client: ClickatellClient) => Adapter,
    begin: (adapter: Adapter) => Promise<void>,
    during: (adapter: Adapter, say: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const { apiKey } = emulator.integrate({ number: business });
    const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
    const adapter = make(client);
    await begin(adapter);
    const server = http.createServer((req, res) => void adapter.process(req, res)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    emulator.integrate({ number: business, callbackUrl: `http://127.0.0.1:${port}/`, templates });
    const settled = async () => {
      do {
        await until(() => adapter.depth === 0);
        await emulator.settled();
      } while (adapter.depth > 0);
    };
    await during(adapter, async (text) => {
      await emulator.say({ from: thandi, text });
      await settled();
    });
    await settled();
    await adapter.stop();
    server.close();
    server.closeAllConnections();
    await client.close();
  }

  const options = (client: ClickatellClient) => ({ client, store, templates, clock, webhookSecret: 'none' });

  /** A bot of Bot Framework that counts its turns with a person. */
  function countingBot(): ActivityHandler {
    const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
    const counted = state.createProperty<Counted>('counted');
    const bot = new ActivityHandler();
    bot.onMessage(async (context, next) => {
      const count = await counted.get(context, { turns: 0 });
      count.turns += 1;
      await context.sendActivity(`Turn ${count.turns}`);
      await state.saveChanges(context);
      await next();
    });
    return bot;
  }

  it('keeps its windows, what is held, consent, and the state of ConversationState', async () => {
    const bot = countingBot();
    await serve(
      (client) => new ClickatellAdapter(options(client)),
      (adapter) => adapter.start((context) => bot.run(context)),
      async (adapter, say) => {
        await say('one');
        clock.advance(25 * hour);
        await adapter.notify({ to: thandi, text: 'Your light is mended.', whenClosed: 'hold' });
      },
    );
    expect(heard()).to.deep.equal(['Turn 1', 'We have news for you.']);

    const state = new AgentState(new AgentStorage(store.keyv('bot-state')));
    const counted = state.createProperty<Counted>('counted');
    const agent = new AgentHandler();
    agent.onMessage(async (context, next) => {
      const count = await counted.get(context, { turns: 0 });
      count.turns += 1;
      await context.sendActivity(`Turn ${count.turns}`);
      await state.saveChanges(context);
      await next();
    });
    await serve(
      (client) => new ClickatellAgentsAdapter(options(client)),
      (adapter) => adapter.start(agent),
      async (adapter, say) => {
        expect(await adapter.held({ to: thandi })).to.have.length(1);
        expect(await adapter.window(adapter.reference(thandi))).to.include({ state: 'closed' });
        await say('two');
        await say('STOP');
      },
    );
    expect(heard().slice(2, 4)).to.deep.equal(['Your light is mended.', 'Turn 2']);

    await serve(
      (client) => new ClickatellAdapter(options(client)),
      (adapter) => adapter.start((context) => bot.run(context)),
      async (adapter) => {
        expect((await adapter.consent.of({ to: thandi })).stopped).not.to.equal(undefined);
        const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });
        const { id } = await adapter.notify({ to: thandi, text: 'Fixed.', template: resolved });
        await until(async () => (await adapter.notification(id))?.state === 'refused');
      },
    );
  });

  it('takes over its state into TurnState once', async () => {
    const bot = countingBot();
    await serve(
      (client) => new ClickatellAdapter(options(client)),
      (adapter) => adapter.start((context) => bot.run(context)),
      (_, say) => say('one'),
    );
    const storage = new AgentStorage(store.keyv('bot-state'));
    await serve(
      (client) => new ClickatellAgentsAdapter(options(client)),
      (adapter) => {
        const app = new AgentApplication<TurnState<{ counted?: Counted }>>({ adapter, storage });
        app.onTurn('beforeTurn', async (context, state) => {
          if (state.conversation.counted) return true;
          const key = `${context.activity.channelId}/conversations/${context.activity.conversation?.id}/`;
          const { eTag: _, ...before } = (await storage.read([key]))[key] ?? {};
          state.conversation = { ...before, ...state.conversation };
          return true;
        });
        app.onActivity('message', async (context, state) => {
          const turns = (state.conversation.counted?.turns ?? 0) + 1;
          state.conversation = { counted: { turns } };
          await context.sendActivity(`Turn ${turns}`);
        });
        return adapter.start(app);
      },
      async (_, say) => {
        await say('two');
        await say('three');
      },
    );
    expect(heard()).to.deep.equal(['Turn 1', 'Turn 2', 'Turn 3']);
  });
});
