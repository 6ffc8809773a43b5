// The bot that the crash tests kill. It loads, says that it is warm, and opens its store when it is told to: a process
// that stands by takes the place of a killed one at once.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { ConversationState, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import {
  ClickatellAdapter,
  ClickatellClient,
  KeyvStorage,
  openStore,
  parsePublication,
  systemClock,
  TemplateCatalog,
  TopicCatalog,
} from '../../src/index.js';
import { unpaced } from '../../src/sending/pace.js';
import { type BotOptions, type BotReport, botOptions, catalogue, go, topics } from './contract.js';

const signUp = z.object({ topic: z.string(), people: z.array(z.string()) });
const notification = z.object({ id: z.string(), to: z.string(), text: z.string() });

process.once('message', (given) => void open(botOptions.parse(given)));
process.once('disconnect', () => process.exit());
process.send?.({ kind: 'warm' });

/** Whether the process stops itself whenever the time is asked for, until it was stopped for long. */
let stops = false;
const longMs = 1000;
const clock = {
  now() {
    const stoppedAt = performance.now();
    if (stops) {
      process.kill(process.pid, 'SIGSTOP');
      if (performance.now() - stoppedAt > longMs) stops = false;
    }
    return systemClock.now();
  },
};

/** Resolves once this process is told to go on. */
let isTold = false;
const told = new Promise<void>((resolve) => {
  process.on('message', (message) => {
    if (message !== go) return;
    isTold = true;
    resolve();
  });
});

async function open(options: BotOptions): Promise<void> {
  const { storeUrl, provider, apiKey, business, unknownWaitMs, takeOverMs, everyMs } = options;
  const { mostCrashes = Number.POSITIVE_INFINITY } = options;
  const store = await openStore(storeUrl);
  const turns: string[] = [];
  const errors: string[] = [];
  const doubts: string[] = [];
  const adapter = new ClickatellAdapter({
    client: new ClickatellClient({ apiKey, number: business, baseUrl: provider }),
    store,
    templates: TemplateCatalog.parse(catalogue),
    topics: TopicCatalog.parse(topics),
    webhookSecret: 'none',
    clock,
    observe: (event) => {
      if (event.kind === 'doubt') doubts.push(event.outcome);
    },
    unknownWaitMs,
    pace: everyMs === undefined ? unpaced : { ...unpaced, perNumber: { burst: 20, everyMs } },
    // Lanes that wait, after a kill, for a status of the message that was under way shall not hold up the others.
    lanes: { ...(takeOverMs !== undefined && { takeOverMs }), mostCrashes, concurrency: 256 },
  });

  const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
  const turnCount = state.createProperty<number>('turns');
  const saidCount = state.createProperty<number>('said');
  const run = async (context: TurnContext) => {
    const { type, text = '' } = context.activity;
    if (type !== 'message') return;
    turns.push(text);
    const turn = (await turnCount.get(context, 0)) + 1;
    await turnCount.set(context, turn);
    if (text.startsWith('slow')) await wait(10);
    if (text.startsWith('hold')) await told;
    if (text.startsWith('stall') && !isTold) stops = true;
    if (text.startsWith('die')) process.kill(process.pid, 'SIGKILL');
    const [, other] = /^pass (?:.*) to (\d+)$/.exec(text) ?? [];
    if (other !== undefined) {
      await once(process, 'message');
      await adapter.continueConversation(adapter.reference(other), async (there) => {
        await there.sendActivity(`passed: ${text}`);
      });
    }
    for (const part of text.startsWith('three') ? ['a', 'b', 'c'] : ['']) {
      const said = (await saidCount.get(context, 0)) + 1;
      await saidCount.set(context, said);
      // Saved before each message leaves, so that a turn that is cut off anywhere has left something behind.
      await state.saveChanges(context);
      await context.sendActivity(`${turn}/${said}: ${text}${part}`);
    }
  };
  await adapter.start((context) =>
    run(context).catch((error: Error) => {
      errors.push(error.name);
      throw error;
    }),
  );

  const server = createServer(async (request, response) => {
    try {
      if (request.url?.startsWith('/api/messages')) await adapter.process(request, response);
      else if (request.url === '/api/notifications') answer(response, await notify(await json(request)));
      else if (request.url === '/api/sign-ups') answer(response, await signUpAll(await json(request)));
      else if (request.url === '/api/publications')
        answer(response, await adapter.publish(parsePublication(await json(request))));
      else if (request.url?.startsWith('/api/publications/'))
        answer(response, (await adapter.publication(request.url.split('/').at(-1) ?? '')) ?? {});
      else answer(response, { turns, errors, doubts, backlog: await adapter.backlog() } satisfies BotReport);
    } catch (error) {
      response.writeHead(503).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: 'open', url: `http://127.0.0.1:${port}` });

  async function signUpAll(body: unknown): Promise<object> {
    const { topic, people } = signUp.parse(body);
    await Promise.all(people.map((to) => adapter.consent.change({ to, source: 'a test', topics: { [topic]: true } })));
    return {};
  }

  function notify(body: unknown): Promise<{ id: string }> {
    return adapter.notify(notification.parse(body));
  }
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
