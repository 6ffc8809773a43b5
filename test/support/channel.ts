import { once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TurnContext } from 'botbuilder';
import {
  type CallbackRequest,
  type ChannelEvent,
  ClickatellAdapter,
  type ClickatellAdapterOptions,
  ClickatellClient,
  type ClickatellClientOptions,
  createEmulator,
  type Emulator,
  type Logic,
  MovableClock,
  openStore,
  type Store,
  TemplateCatalog,
  TopicCatalog,
} from '../../src/index.js';
import { pause } from './pause.js';

export const business = '27110000001';
export const thandi = '27820000001';
export const noon = Date.UTC(2026, 4, 1, 12);

export const catalogue = {
  templates: [
    {
      name: 'ticket_resolved',
      language: 'en',
      category: 'utility',
      header: { type: 'text', text: 'Support' },
      body: 'Hi {{1}}, your ticket {{2}} is resolved: {{3}}. Tell us if it is not.',
      slots: ['name', 'ticket', 'summary'],
      buttons: [
        { type: 'quickReply', title: 'Solved' },
        { type: 'quickReply', title: 'Not solved' },
      ],
    },
  ],
};

/** What the people of the tests can sign up for. */
export const topics = {
  topics: [
    { id: 'tickets', category: 'utility', title: { en: 'your tickets' } },
    { id: 'offers', category: 'marketing', title: { en: 'our offers' } },
    {
      id: 'flight',
      category: 'utility',
      subject: { en: 'flight number' },
      title: { en: 'flight {{subject}}', de: 'Flug {{subject}}' },
    },
  ],
};

/** A person signs up for alerts. */
export function signUp(adapter: Pick<ClickatellAdapter, 'consent'>, to: string, ...names: string[]) {
  return adapter.consent.change({
    to,
    source: 'a test',
    topics: Object.fromEntries(names.map((name) => [name, true])),
  });
}

export interface Channel<Adapter = ClickatellAdapter> {
  readonly emulator: Emulator;
  readonly adapter: Adapter;
  readonly clock: MovableClock;
  readonly store: Store;
  /** The address for callbacks. */
  readonly url: string;
  readonly events: ChannelEvent[];
  /** A person writes. Resolves once everything that follows from it has happened. */
  say(text: string, from?: string): Promise<void>;
  /** The texts of our messages that the person's phone shows. */
  heard(from?: string): string[];
  /** Resolves once everything under way has happened: callbacks, turns, statuses. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface ChannelOptions extends WorldOptions {
  logic?: Logic;
  /** Registers handlers, before the adapter starts. */
  register?: (adapter: ClickatellAdapter) => void;
}

/** What the options of a channel on every host have. */
export interface WorldOptions {
  store?: Store;
  clock?: MovableClock;
  /** The provider of an earlier channel, with the clock of that one. Whoever gives it closes it. */
  emulator?: Emulator;
  adapter?: Partial<ClickatellAdapterOptions>;
  client?: Partial<ClickatellClientOptions>;
}

/** The adapter on a real socket, talking to an emulator whose clock stands still until a test moves it. */
export function startChannel({ logic = echo, register, ...options }: ChannelOptions = {}): Promise<Channel> {
  return startOn(async (given) => {
    const adapter = new ClickatellAdapter(given);
    register?.(adapter);
    await adapter.start(logic);
    return adapter;
  }, options);
}

/** What a channel needs of an adapter. */
interface Started {
  process(request: CallbackRequest, response: ServerResponse): Promise<void>;
  readonly depth: number;
  stop(): Promise<void>;
}

/** The same with the adapter of any host, which `open` makes and starts. */
export async function startOn<Adapter extends Started>(
  open: (options: ClickatellAdapterOptions) => Promise<Adapter>,
  options: WorldOptions,
): Promise<Channel<Adapter>> {
  const clock = options.clock ?? new MovableClock({ now: () => noon });
  const store = options.store ?? (await openStore('memory:'));
  const templates = TemplateCatalog.parse(catalogue);
  const emulator = options.emulator ?? (await createEmulator({ clock }));
  const { apiKey } = emulator.integrate({ number: business });
  const events: ChannelEvent[] = [];
  const observe = (event: ChannelEvent) => events.push(event);
  const retry = { minDelayMs: 1, maxDelayMs: 5 };
  const client = new ClickatellClient({
    apiKey,
    number: business,
    baseUrl: emulator.url,
    observe,
    retry,
    ...options.client,
  });
  const adapter = await open({
    client,
    store,
    templates,
    topics: TopicCatalog.parse(topics),
    clock,
    observe,
    webhookSecret: 'none',
    unknownWaitMs: 500,
    ...options.adapter,
  });
  const server = http.createServer((req, res) => void adapter.process(req, res));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  emulator.integrate({ number: business, callbackUrl: url, templates });

  const settled = async () => {
    do {
      await until(() => adapter.depth === 0);
      await emulator.settled();
    } while (adapter.depth > 0);
  };
  return {
    emulator,
    adapter,
    clock,
    store,
    url,
    events,
    settled,
    async say(text, from = thandi) {
      await emulator.say({ from, text });
      await settled();
    },
    heard: (from = thandi) =>
      emulator
        .chat(from)
        .messages.filter(({ direction }) => direction === 'out')
        .map(({ text }) => text),
    async close() {
      await adapter.stop();
      server.close();
      server.closeAllConnections();
      await client.close();
      if (!options.emulator) await emulator.close();
      if (!options.store) await store.close();
    },
  };
}

export async function echo(context: TurnContext): Promise<void> {
  if (context.activity.type === 'message') await context.sendActivity(`You said: ${context.activity.text}`);
}

/** Resolves once the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 45_000): Promise<void> {
  const began = performance.now();
  while (!(await condition())) {
    const waitedMs = performance.now() - began;
    if (waitedMs > withinMs) throw new Error('What the test waits for did not happen in time.');
    await pause(waitedMs);
  }
}
