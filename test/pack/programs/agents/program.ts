// Compiled strictly against the packed package, and run on each version of Node.js.
import { Activity } from '@microsoft/agents-activity';
import {
  AgentApplication,
  type CloudAdapter,
  MessageFactory,
  type Middleware,
  type TurnState,
} from '@microsoft/agents-hosting';
import {
  ClickatellAgentsAdapter,
  ClickatellClient,
  createEmulator,
  InlineAttachments,
  KeyvStorage,
  MovableClock,
  openStore,
  outsideWindow,
  StoredTranscripts,
  TemplateCatalog,
  template,
  turnSignal,
  type WindowMiddleware,
  whatsappChoices,
  withIntent,
} from 'botbuilder-adapter-clickatell/agents';
import { catalogue, converse } from '../converse.js';

const clock = new MovableClock();
const emulator = await createEmulator({ clock });
const store = await openStore('memory:');
const templates = TemplateCatalog.parse(catalogue);
const { apiKey } = emulator.integrate({ number: '27110000001' });
const client = new ClickatellClient({ apiKey, number: '27110000001', baseUrl: emulator.url });
const transcripts = new StoredTranscripts(store, { keptMs: 24 * 60 * 60 * 1000 });
const storage = new KeyvStorage(store.keyv('bot-state'));
const adapter = new ClickatellAgentsAdapter({
  ...{ client, store, templates, clock, webhookSecret: 'none', storages: [storage], transcripts },
});
adapter.use(new InlineAttachments(adapter));

const app = new AgentApplication<TurnState<{ turns?: number }>>({ adapter, storage, transcriptLogger: transcripts });
app.onError(async (_, error) => {
  throw error;
});
app.onConversationUpdate('membersAdded', async (context) => {
  await context.sendActivity(MessageFactory.text('Welcome'));
});
app.onActivity('message', async (context, state) => {
  const turns = (state.conversation.turns ?? 0) + 1;
  state.conversation = { turns };
  if (turnSignal(context).aborted) return;
  await context.sendActivity(whatsappChoices(`Turn ${turns}`, ['More', 'Less']));
});

export const cloud: CloudAdapter = adapter;
export const middleware = (window: WindowMiddleware): Middleware => window;
export const more = withIntent(Activity.fromObject({ type: 'message', text: 'More' }), { topic: 'offers' });

await adapter.start(app);
await converse({
  ...{ adapter, emulator, templates },
  proactive: (text) =>
    adapter.continueConversation('', adapter.reference('27820000001'), async (context) => {
      const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: text });
      await context.sendActivity(outsideWindow(text, resolved));
    }),
});
await adapter.stop();
await client.close();
await emulator.close();
await store.close();
