import restify from 'restify';
import { z } from 'zod';
import {
  ClickatellAdapter,
  ClickatellClient,
  KeyvStorage,
  openStore,
  TemplateCatalog,
  template,
} from '../../../src/index.js';
import { unpaced } from '../../../src/sending/pace.js';
import { business, personOf } from '../callbacks.js';
import { EchoBot } from '../echoBot.js';
import { listen } from '../listen.js';
import type { Verbs } from '../processes.js';
import { catalogue } from '../templates.js';

/** This library, as its README sets it up; with the rates of the stub, which has none. */
export async function startOurs(provider: string, storeUrl: string): Promise<Verbs> {
  const store = await openStore(storeUrl);
  const client = new ClickatellClient({ apiKey: 'key', number: business, baseUrl: provider });
  const adapter = new ClickatellAdapter({
    client,
    store,
    templates: TemplateCatalog.parse(catalogue(1)),
    pace: unpaced,
  });
  const bot = new EchoBot(new KeyvStorage(store.keyv('bot-state')));
  await adapter.start((context) => bot.run(context));
  const server = restify.createServer();
  server.post('/api/messages', async (req, res) => {
    await adapter.process(req, res);
  });
  const url = await listen(server.server);

  /** Notifies people who have never written. Resolves when all are accepted. */
  async function notify(question: unknown): Promise<void> {
    const people = z.number().parse(question);
    let next = 0;
    const caller = async () => {
      for (let index = next++; index < people; index = next++) {
        const name = `Person ${index}`;
        await adapter.notify({
          to: personOf(index),
          template: template('news_0', { name, ticket: `T-${index}`, summary: 'new bulb' }),
        });
      }
    };
    await Promise.all(Array.from({ length: 100 }, caller));
  }

  async function stop(): Promise<void> {
    server.close();
    server.server.closeAllConnections();
    await adapter.stop();
    await client.close();
    await store.close();
  }
  return { url: () => url, depth: () => adapter.depth, notify, stop };
}
