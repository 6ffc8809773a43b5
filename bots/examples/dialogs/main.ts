import { createServer } from 'node:http';
import { ClickatellAdapter, ClickatellClient, KeyvStorage, openStore } from 'botbuilder-adapter-clickatell';
import { TableBot } from './bot.js';

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
const storage = new KeyvStorage(store.keyv('bot-state'));
const adapter = new ClickatellAdapter({
  client,
  store,
  webhookSecret: WEBHOOK_SECRET,
  // The state of a person follows them if they turn out to have another id as well.
  storages: [storage],
  // "A table, please" is what the dialog begins with: no welcome comes before it.
  firstContact: 'message',
});

const bot = new TableBot(storage);
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
