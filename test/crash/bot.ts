// The bot that the crash tests kill. It loads, says that it is warm, and opens its store when it is told to: a process
// that stands by takes the place of a killed one at once.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { ConversationState } from 'botbuilder';
import { z } from 'zod';
import { ClickatellAdapter, ClickatellClient, KeyvStorage, openStore, TemplateCatalog } from '../../src/index.js';
import { unpaced } from '../../src/sending/pace.js';
import { type BotOptions, type BotReport, botOptions } from './contract.js';

const notification = z.object({ id: z.string(), to: z.string(), text: z.string() });

process.once('message', (given) => void open(botOptions.parse(given)));
process.once('disconnect', () => process.exit());
process.send?.({ kind: 'warm' });

async function open({ storeUrl, provider, apiKey, business, unknownWaitMs, takeOverMs }: BotOptions): Promise<void> {
  const store = await openStore(storeUrl);
  const turns: string[] = [];
  const adapter = new ClickatellAdapter({
    client: new ClickatellClient({ apiKey, number: business, baseUrl: provider }),
    store,
    templates: TemplateCatalog.parse({ templates: [] }),
    webhookSecret: 'none',
    unknownWaitMs,
    pace: unpaced,
    // Lanes that wait, after a kill, for a status of the message that was under way shall not hold up the others.
    lanes: { takeOverMs, concurrency: 256 },
  });

  const state = new ConversationState(new KeyvStorage(store.keyv('bot-state')));
  const turnCount = state.createProperty<number>('turns');
  const saidCount = state.createProperty<number>('said');
  await adapter.start(async (context) => {
    const { type, text = '' } = context.activity;
    if (type !== 'message') return;
    turns.push(text);
    const turn = (await turnCount.get(context, 0)) + 1;
    await turnCount.set(context, turn);
    if (text.startsWith('slow')) await wait(10);
    for (const part of text.startsWith('three') ? ['a', 'b', 'c'] : ['']) {
      const said = (await saidCount.get(context, 0)) + 1;
      await saidCount.set(context, said);
      // Saved before each message leaves, so that a turn that is cut off anywhere has left something behind.
      await state.saveChanges(context);
      await context.sendActivity(`${turn}/${said}: ${text}${part}`);
    }
  });

  const server = createServer(async (request, response) => {
    try {
      if (request.url === '/api/messages') await adapter.process(request, response);
      else if (request.url === '/api/notifications') answer(response, await notify(await json(request)));
      else answer(response, { turns, backlog: await adapter.backlog() } satisfies BotReport);
    } catch (error) {
      response.writeHead(503).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  process.send?.({ kind: 'open', url: `http://127.0.0.1:${port}` });

  function notify(body: unknown): Promise<{ id: string }> {
    return adapter.notify(notification.parse(body));
  }
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
