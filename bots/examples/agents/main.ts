import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  ClickatellAgentsAdapter,
  ClickatellClient,
  createEmulator,
  KeyvStorage,
  openStore,
  TemplateCatalog,
} from 'botbuilder-adapter-clickatell/agents';
import express from 'express';
import { supportAgent } from './agent.js';
import { deskApi } from './api.js';
import { Tickets } from './tickets.js';

const {
  PORT = '3978',
  EMULATOR_PORT = '3979',
  STORE_URL = 'lmdb:./data',
  WHATSAPP_NUMBER = '27110000001',
  CLICKATELL_API_KEY,
  WEBHOOK_SECRET = CLICKATELL_API_KEY ? undefined : randomUUID(),
  API_TOKEN = CLICKATELL_API_KEY ? undefined : randomUUID(),
} = process.env;

const store = await openStore(STORE_URL);
const templates = await TemplateCatalog.load(fileURLToPath(new URL('templates.json', import.meta.url)));

// Without a key, an emulator takes Clickatell's place: its page is a phone.
const emulator = CLICKATELL_API_KEY ? undefined : await createEmulator({ port: Number(EMULATOR_PORT) });
const callbackUrl = `http://127.0.0.1:${PORT}/api/messages?key=${WEBHOOK_SECRET}`;
const apiKey =
  emulator?.integrate({ number: WHATSAPP_NUMBER, callbackUrl, templates }).apiKey ?? CLICKATELL_API_KEY ?? '';

const client = new ClickatellClient({ apiKey, number: WHATSAPP_NUMBER, ...(emulator && { baseUrl: emulator.url }) });
const storage = new KeyvStorage(store.keyv('agent-state'));
const adapter = new ClickatellAgentsAdapter({
  ...{ client, store, templates, webhookSecret: WEBHOOK_SECRET, storages: [storage] },
  // A person's first message begins no turn of its own for a welcome: the agent answers the message.
  firstContact: 'message',
  ...(emulator && { clock: emulator.clock }),
});
const tickets = new Tickets(store.keyv('tickets'));
await adapter.start(supportAgent({ adapter, storage, tickets }));

const server = express();
server.post('/api/messages', (req, res) => adapter.process(req, res));
server.use('/api', deskApi(adapter, tickets, API_TOKEN));
server.listen(Number(PORT), () => {
  process.stdout.write(`The agent listens on http://127.0.0.1:${PORT}\n`);
  if (emulator) process.stdout.write(`Talk to it: ${emulator.url} (API_TOKEN ${API_TOKEN})\n`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await adapter.stop();
    await emulator?.close();
    await store.close();
    process.exit();
  });
}
