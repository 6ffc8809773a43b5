import type { ServerResponse } from 'node:http';
import type { Activity } from '../../src/core/activity.js';
import type { ChannelApi } from '../../src/hosting/api.js';
import type { HostActivity, HostContext } from '../../src/hosting/context.js';
import type { HostReference } from '../../src/hosting/continuation.js';
import type { HostStorage } from '../../src/hosting/storage.js';
import type { HostTranscripts } from '../../src/hosting/transcripts.js';
import type { CallbackRequest, ClickatellAdapterOptions, FetchOptions, Store } from '../../src/index.js';
import { agentsSdk } from './agentsHost.js';
import { botFramework } from './botFrameworkHost.js';
import { type Channel, startOn, type WorldOptions } from './channel.js';

/** What a bot of the contract sees of its turn, whatever its host is. */
export interface BotContext {
  readonly activity: Activity;
  readonly turnState: HostContext['turnState'];
  sendActivity(said: string | Activity): Promise<{ id: string } | undefined>;
  sendActivities(said: Activity[]): Promise<{ id: string }[]>;
  /** Sends past all middlewares, as code with the adapter in its hands can. */
  sendPastMiddlewares(said: Activity): Promise<{ id: string }[]>;
  updateActivity(activity: Activity): Promise<unknown>;
  deleteActivity(id: string): Promise<unknown>;
}

export type BotLogic = (context: BotContext) => Promise<void>;

type Api = Omit<
  ChannelApi<HostContext>,
  'start' | 'process' | 'fetch' | 'onStatus' | 'onLinked' | 'onConsent' | 'onWindowClosing'
> & {
  process(request: CallbackRequest, response: ServerResponse): Promise<void>;
  fetch(request: Request, options?: FetchOptions): Promise<Response>;
  reference(person: string, business?: string): HostReference;
};

/** An adapter of a host, and what each host has its own types for. */
export interface Hosted {
  readonly adapter: Api;
  start(logic: BotLogic): Promise<void>;
  /** Starts with a bot that keeps what it knows of a conversation in its host's own state. */
  startRemembering(storage: HostStorage, run: (context: BotContext, memory: Memory) => Promise<void>): Promise<void>;
  /** A proactive turn with a person, by the adapter's reference. */
  proactive(person: string, logic: BotLogic): Promise<void>;
  /** A turn in a conversation that the program asks to be created, with `first` as its first message. */
  create(person: string, logic: BotLogic, first?: string): Promise<void>;
  /** Adds InlineAttachments. */
  inlineFiles(maxBytes: number): void;
  use(onTurn: (context: BotContext, next: () => Promise<void>) => Promise<void>): void;
  onTurnError(handler: (context: BotContext, error: Error) => Promise<void>): void;
  onStatus(logic: BotLogic): void;
  onConsent(logic: BotLogic): void;
  onLinked(logic: BotLogic): void;
  onWindowClosing(minutes: number, logic: BotLogic, only?: (context: BotContext) => boolean | Promise<boolean>): void;
}

/** What a bot knows of a conversation. */
export type Memory = Record<string, unknown>;

/** A host of bots. */
export interface Host {
  readonly name: string;
  storage(store: Store): HostStorage;
  transcripts(store: Store): HostTranscripts<HostActivity>;
  open(options: ClickatellAdapterOptions): Hosted;
}

export interface HostChannel extends Channel<Api> {
  readonly bot: Hosted;
  readonly transcripts: HostTranscripts<HostActivity>;
}

export interface HostChannelOptions extends WorldOptions {
  logic?: BotLogic;
  /** A bot that keeps what it knows of a conversation in its host's own state, over the channel's store. */
  remembers?: (context: BotContext, memory: Memory) => Promise<void>;
  /** Registers handlers, before the adapter starts. */
  register?: (bot: Hosted) => void;
}

export type StartHost = (options?: HostChannelOptions) => Promise<HostChannel>;

export const hosts: readonly Host[] = [botFramework, agentsSdk];

/** The same suite on each host. The channels that it starts are closed after each test. */
export function describeHosts(title: string, suite: (start: StartHost, host: Host) => void): void {
  for (const host of hosts) {
    describe(`${title}, on ${host.name}`, () => {
      const channels: HostChannel[] = [];
      afterEach(async () => {
        for (const channel of channels.splice(0).reverse()) await channel.close();
      });
      suite(async (options) => {
        const channel = await startHost(host, options);
        channels.push(channel);
        return channel;
      }, host);
    });
  }
}

/** As `startChannel`, on a host. */
export async function startHost(
  host: Host,
  { logic = echo, remembers, register, ...options }: HostChannelOptions = {},
): Promise<HostChannel> {
  const opened: Pick<HostChannel, 'bot' | 'transcripts'>[] = [];
  const channel = await startOn(async (given) => {
    const storage = host.storage(given.store);
    const transcripts = host.transcripts(given.store);
    const bot = host.open({ storages: [storage], transcripts, ...given });
    opened.push({ bot, transcripts });
    register?.(bot);
    await (remembers ? bot.startRemembering(storage, remembers) : bot.start(logic));
    return bot.adapter;
  }, options);
  const [made] = opened;
  if (!made) throw new Error('The host has opened no adapter.');
  return { ...channel, ...made };
}

async function echo({ activity, sendActivity }: BotContext): Promise<void> {
  if (activity.type === 'message') await sendActivity(`You said: ${activity.text}`);
}
