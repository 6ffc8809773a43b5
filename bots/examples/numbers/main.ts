import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { ActivityHandler } from 'botbuilder';
import { ClickatellAdapter, ClickatellClient, openStore, TemplateCatalog } from 'botbuilder-adapter-clickatell';
import { quoteFor, sales } from './sales.js';
import { supportBot } from './support.js';

const {
  PORT = '3978',
  STORE_URL = 'lmdb:./data',
  CLICKATELL_API_KEY = '',
  CLICKATELL_API_KEY_2 = '',
  CLICKATELL_BASE_URL,
  CLICKATELL_BASE_URL_2 = CLICKATELL_BASE_URL,
  WHATSAPP_NUMBER = '',
  WHATSAPP_NUMBER_2 = '',
  WEBHOOK_SECRET,
} = process.env;

const store = await openStore(STORE_URL);
const load = (file: string) => TemplateCatalog.load(fileURLToPath(new URL(file, import.meta.url)));
const [ofSupport, ofSales] = await Promise.all([load('../templates.json'), load('sales.templates.json')]);

// One adapter, one store and one address for callbacks: a callback tells which number it is for.
const adapter = new ClickatellAdapter({
  client: [
    new ClickatellClient({ apiKey: CLICKATELL_API_KEY, number: WHATSAPP_NUMBER, baseUrl: CLICKATELL_BASE_URL }),
    new ClickatellClient({ apiKey: CLICKATELL_API_KEY_2, number: WHATSAPP_NUMBER_2, baseUrl: CLICKATELL_BASE_URL_2 }),
  ],
  store,
  templates: ofSupport.merge(ofSales),
  webhookSecret: WEBHOOK_SECRET,
  firstContact: 'message',
});

const bots = new Map<string, ActivityHandler>([
  [WHATSAPP_NUMBER, supportBot((person) => adapter.notify({ ...quoteFor(person), from: WHATSAPP_NUMBER_2 }))],
  [WHATSAPP_NUMBER_2, sales],
]);
await adapter.start(async (context) => {
  await bots.get(context.activity.recipient.id)?.run(context);
});
const server = createServer((req, res) => adapter.process(req, res)).listen(Number(PORT));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await adapter.stop();
    await store.close();
    process.exit();
  });
}
