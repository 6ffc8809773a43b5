// Compiled strictly against the packed package, and run on each version of Node.js.
import { ActivityHandler, ConversationState, type Middleware, type TurnContext } from 'botbuilder';
import {
  ClickatellAdapter,
  ClickatellClient,
  createEmulator,
  InlineAttachments,
  KeyvStorage,
  type Logic,
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
} from 'botbuilder-adapter-clickatell';
import { catalogue, converse } from '../converse.js';

const clock = new MovableClock();
const emulator = await createEmulator({ clock });
const store = await openStore('memory:');
const templates = TemplateCatalog.parse(catalogue);
const { apiKey } = emulator.integrate({ number: '27110000001' });
const client = new ClickatellClient({ apiKey, number: '27110000001', baseUrl: emulator.url });
const transcripts = new StoredTranscripts(store, { keptMs: 24 * 60 * 60 * 1000 });
const storage = new KeyvStorage(store.keyv('bot-state'));
const adapter = new ClickatellAdapter({
  ...{ client, store, templates, clock, webhookSecret: 'none', storages: [storage], transcripts },
});
adapter.use(new InlineAttachments(adapter));
adapter.onTurnError = async (_, error) => {
  throw error;
};

const state = new ConversationState(storage);
const counted = state.createProperty<{ turns: number }>('counted');
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const count = await counted.get(context, { turns: 0 });
  count.turns += 1;
  if (turnSignal(context).aborted) return;
  await context.sendActivity(whatsappChoices(`Turn ${count.turns}`, ['More', 'Less']));
  await state.saveChanges(context);
  await next();
});

export const logic: Logic = (context: TurnContext) => bot.run(context);
export const middleware = (window: WindowMiddleware): Middleware => window;

await adapter.start(logic);
await converse({
  ...{ adapter, emulator, templates },
  proactive: (text) =>
    adapter.continueConversationAsync('', adapter.reference('27820000001'), async (context) => {
      const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: text });
      await context.sendActivity(withIntent(outsideWindow(text, resolved), { whenClosed: 'template' }));
    }),
});
await adapter.stop();
await client.close();
await emulator.close();
await store.close();
