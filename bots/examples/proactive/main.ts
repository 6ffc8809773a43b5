import { fileURLToPath } from 'node:url';
import { ActivityHandler } from 'botbuilder';
import {
  ClickatellAdapter,
  ClickatellClient,
  heldReleased,
  openStore,
  TemplateCatalog,
} from 'botbuilder-adapter-clickatell';
import express from 'express';
import { ticketApi } from './api.js';

const {
  PORT = '3978',
  STORE_URL = 'lmdb:./data',
  CLICKATELL_API_KEY = '',
  CLICKATELL_BASE_URL,
  WHATSAPP_NUMBER = '',
  WEBHOOK_SECRET,
  API_TOKEN,
} = process.env;

const store = await openStore(STORE_URL);
const templates = await TemplateCatalog.load(fileURLToPath(new URL('../templates.json', import.meta.url)));
const client = new ClickatellClient({
  apiKey: CLICKATELL_API_KEY,
  number: WHATSAPP_NUMBER,
  baseUrl: CLICKATELL_BASE_URL,
});
const adapter = new ClickatellAdapter({
  client,
  store,
  templates,
  webhookSecret: WEBHOOK_SECRET,
  firstContact: 'message',
});

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const { text = '' } = context.activity;
  if (/^solved$/i.test(text)) await context.sendActivity('Good to hear.');
  else if (/^not solved$/i.test(text)) await context.sendActivity('We look at it again, and write to you here.');
  // Their "Show me" is answered by what was held.
  else if (!heldReleased(context))
    await context.sendActivity('We write to you here when there is news of your ticket.');
  await next();
});

await adapter.start((context) => bot.run(context));
const app = express();
app.post('/api/messages', (req, res) => adapter.process(req, res));
app.use('/api', ticketApi(adapter, API_TOKEN));
const server = app.listen(Number(PORT));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await adapter.stop();
    await store.close();
    process.exit();
  });
}
