import { ActivityHandler } from 'botbuilder';
import { ClickatellAdapter, ClickatellClient, openStore, StoreError } from 'botbuilder-adapter-clickatell';
import express, { type NextFunction, type Request, type Response } from 'express';

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
const adapter = new ClickatellAdapter({
  client,
  store,
  webhookSecret: WEBHOOK_SECRET,
  firstContact: 'message',
  observe: (event) => {
    if (event.kind === 'fault') process.stderr.write(`${event.where}: ${event.error.message}\n`);
  },
});

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(`You said: ${context.activity.text}`);
  await next();
});
await adapter.start((context) => bot.run(context));

const app = express();
app.disable('x-powered-by');
// Before express.json(), which refuses callbacks with pictures in them: it takes 100 kB.
app.post('/api/messages', (req, res) => adapter.process(req, res));
app.use(express.json());

app.get('/healthz', (_, res) => void res.json({ up: true }));
app.get('/readyz', async (_, res) => void res.json(await adapter.backlog()));

// Express 5 hands it what an async handler throws.
app.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
  if (error instanceof StoreError) res.status(503).json({ error: 'The store is away.' });
  else next(error);
});

const server = app.listen(Number(PORT));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await adapter.stop();
    await store.close();
    process.exit();
  });
}
