import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import restify from 'restify';
import { z } from 'zod';
import {
  ClickatellAdapter,
  ClickatellClient,
  KeyvStorage,
  MovableClock,
  openStore,
  type Store,
  TemplateCatalog,
  TopicCatalog,
  template,
  unpaced,
} from '../../../src/index.js';
import { business, personOf, webhookSecret } from '../callbacks.js';
import { EchoBot } from '../echoBot.js';
import { listen } from '../listen.js';
import type { Verbs } from '../processes.js';
import { sockets } from '../sockets.js';
import { catalogue } from '../templates.js';
import { observeAsDeployed } from './deployed.js';

export interface OursOptions {
  readonly provider: string;
  readonly storeUrl: string;
  /** Accepts messages, and never ends a turn. */
  readonly isStuck: boolean;
  /** Accepts callbacks in a thread of its own. */
  readonly listens: boolean;
  /** Keeps WhatsApp's pace. */
  readonly isPaced: boolean;
}

const topic = 'flight:SA204';
const topics = {
  topics: [
    { id: 'flight', category: 'utility', subject: { en: 'flight number' }, title: { en: 'flight {{subject}}' } },
  ],
};

/** This library, as the bots of this repository set it up; with the rates of the stub, which has none. */
export async function startOurs({ provider, storeUrl, isStuck, listens, isPaced }: OursOptions): Promise<Verbs> {
  const store = await openAny(storeUrl);
  const clock = new MovableClock();
  const observe = observeAsDeployed(() => adapter);
  const client = new ClickatellClient({
    ...{ apiKey: 'key', number: business, baseUrl: provider, maxRequests: sockets, observe },
  });
  const adapter = new ClickatellAdapter({
    ...{ client, store, clock, observe, webhookSecret },
    ...(!isPaced && { pace: unpaced }),
    templates: TemplateCatalog.parse(catalogue(1)),
    topics: TopicCatalog.parse(topics),
    ...(isStuck && { lanes: { concurrency: 1 } }),
  });
  const bot = new EchoBot(new KeyvStorage(store.keyv('bot-state')));
  await adapter.start((context) => (isStuck ? new Promise<never>(() => {}) : bot.run(context)));
  const server = restify.createServer();
  server.post('/api/messages', async (req, res) => {
    await adapter.process(req, res);
  });
  const folder = await mkdtemp(join(tmpdir(), 'bench-callbacks-'));
  const own = await listen(server.server);
  const url = listens ? new URL((await adapter.listen({ port: 0, folder })).url).origin : own;

  /** What is said to a person who has never written. */
  function notice(index: number) {
    const parameters = { name: `Person ${index}`, ticket: `T-${index}`, summary: 'new bulb' };
    return { to: personOf(index), template: template('news_0', parameters) };
  }

  /** Resolves when all are accepted. */
  async function notify(question: unknown): Promise<void> {
    await forEach(z.number().parse(question), (index) => adapter.notify(notice(index)));
  }

  /** One follow-up for each person, all of them due at the same time. Resolves when all are accepted. */
  async function schedule(question: unknown): Promise<void> {
    const { people, inMs } = z.object({ people: z.number(), inMs: z.number() }).parse(question);
    const at = clock.now() + inMs;
    await forEach(people, (index) => adapter.schedule({ ...notice(index), key: `T-${index}`, at }));
  }

  /** So many people sign up for one topic. */
  async function signUp(question: unknown): Promise<void> {
    await forEach(z.number().parse(question), (index) =>
      adapter.consent.change({ to: personOf(index), source: 'bench', topics: { [topic]: true } }),
    );
  }

  /** Tells all of them. Resolves with how many they are, when that is accepted. */
  async function publish(): Promise<number> {
    const parameters = { name: 'passenger', ticket: 'SA204', summary: 'gate B7' };
    const text = 'Your flight SA204 leaves from gate B7.';
    return (await adapter.publish({ topic, text, template: template('news_0', parameters) })).subscribers;
  }

  async function stop(): Promise<void> {
    server.close();
    server.server.closeAllConnections();
    await adapter.stop();
    await client.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
  const advance = (question: unknown) => clock.advance(z.number().parse(question));
  return { url: () => url, depth: () => adapter.depth, notify, schedule, signUp, publish, advance, stop };
}

/** What only one kind of store needs is not loaded for the others: their memory is measured. */
async function openAny(storeUrl: string): Promise<Store> {
  if (!storeUrl.startsWith('keyv+')) return openStore(storeUrl);
  const { openKeyvUrl } = await import('../keyvs.js');
  return openKeyvUrl(storeUrl);
}

/** A hundred at a time. */
async function forEach(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: 100 }, worker));
}
