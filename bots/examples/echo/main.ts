import { createServer } from 'node:http';
import { ActivityHandler } from 'botbuilder';
import { ClickatellAdapter, ClickatellClient, openStore } from 'botbuilder-adapter-clickatell';

const {
  PORT = '3978',
  STORE_URL = 'lmdb:./data',
  CLICKATELL_API_KEY = '',
  CLICKATELL_BASE_URL,
  WHATSAPP_NUMBER = '',
  WEBHOOK_SECRET,
} = process.env;

const store = await openStore(STORE_URL);
const client = new ClickatellClient({
  apiKey: CLICKATELL_API_KEY,
  number: WHATSAPP_NUMBER,
  baseUrl: CLICKATELL_BASE_URL,
});
const adapter = new ClickatellAdapter({ client, store, webhookSecret: WEBHOOK_SECRET });

const bot = new ActivityHandler();
bot.onMembersAdded(async (context, next) => {
  await context.sendActivity('Hello. I say what you say.');
  await next();
});
bot.onMessage(async (context, next) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
  await next();
});

await adapter.start((context) => bot.run(context));
const server = createServer((req, res) => adapter.process(req, res)).listen(Number(PORT));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await adapter.stop();
    await store.close();
    process.exit();
  });
}
