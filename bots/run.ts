import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import {
  type CallbackListener,
  type ChannelEvent,
  ClickatellAdapter,
  ClickatellClient,
  type Clock,
  ConfigurationError,
  createEmulator,
  type Emulator,
  Findings,
  isThisMachine,
  type Linked,
  lastFour,
  MovableClock,
  openStore,
  PriceTable,
  type Store,
  StoredTranscripts,
  StoreError,
  systemClock,
  TemplateCatalog,
  TemplateCatalogError,
  TopicCatalog,
  unpaced,
  webhookDesk,
} from '../src/index.js';
import { holdsSecretNumber } from './banking/secrets.js';
import { closingMinutes } from './closing.js';
import type { Config } from './config.js';
import { warmUpDates } from './dates/period.js';
import { chatwootDesk } from './desks/chatwoot.js';
import { notKept } from './human/lastSaid.js';
import { logEvents } from './log.js';
import { createMetrics } from './metrics.js';
import samplePrices from './prices.json' with { type: 'json' };
import { ownTopics, type Program, programs } from './programs.js';
import { followUpsOf } from './reminders/followUps.js';
import { createServer } from './server.js';
import { answerShowMe } from './shown.js';
import { apologise } from './turnError.js';
import { weakSecrets } from './weakSecrets.js';

export interface Running {
  /** Where the bots listen. */
  readonly url: string;
  readonly apiToken: string | undefined;
  readonly emulator: Emulator | undefined;
  /** Accepts nothing more, lets the turns end, then closes the store. */
  stop(): Promise<void>;
}

/** The bots' numbers on the emulator. The first is the default. */
export const emulatorNumbers = { support: '27110000001', banking: '27110000002', alerts: '27110000003' } as const;

/** How long a request under way may still take when the bots stop. */
const longestRequestMs = 5000;

const warmUpAfterMs = 500;
const dayMs = 24 * 60 * 60 * 1000;
/** How long a program that cannot start may take to let go of what it has opened. */
const longestEndMs = 1000;

/** One business number, and the bot that answers on it. */
interface Line {
  readonly number: string;
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly program: Program;
}

/**
 * Starts everything that the settings ask for. Resolves once the bots answer.
 *
 * @throws ConfigurationError, StoreError: a sentence that names the setting. Nothing is left running then.
 */
export async function run(config: Config, log: Logger): Promise<Running> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await open(config, log, closers)), stop };
  } catch (error) {
    // What has failed may not be able to close either, and the reason is worth more than a clean end.
    await Promise.race([stop().catch(() => {}), wait(longestEndMs)]);
    throw error instanceof StoreError ? new StoreError(`STORE_URL: ${error.message}`, { cause: error }) : error;
  }
}

async function open(config: Config, log: Logger, closers: (() => Promise<unknown>)[]): Promise<Omit<Running, 'stop'>> {
  for (const setting of weakSecrets(config)) {
    log.warn({ setting }, 'it is short enough to be guessed: take what `openssl rand -hex 24` prints');
  }
  // First, because its faults are known without the store and the other way round costs time.
  const given = config.templates === undefined ? undefined : await catalogueIn(config.templates);
  const givenTopics = config.topics === undefined ? undefined : await topicsIn(config.topics);
  const prices = await pricesIn(config.prices);
  const findings = await findingsIn(config.findings);
  const store = await openStore(config.storeUrl);
  closers.push(() => store.close());
  const emulator = await openEmulator(config, store, async () => {
    await adapter.clear();
    while (adapter.depth > 0) await wait(10);
  });
  if (emulator) closers.push(() => emulator.close());
  const clock = emulator?.clock ?? systemClock;

  const followUps = followUpsOf(() => adapter);
  const names = namesOf(config);
  const topics = givenTopics ?? names.map((name) => topicsOf(name, config, given)).reduce((all, own) => all.merge(own));
  const transcripts = transcriptsIn(config, store, clock);
  const hasSamples = emulator !== undefined;
  const deps = {
    store,
    clock,
    followUps,
    adapter: () => adapter,
    topics,
    hasSamples,
    hasTranscripts: transcripts !== undefined,
  };
  const lines = linesOf(config, emulator, names, (name) => programs[name](deps));
  /** One line for each bot: the first of its numbers. */
  const firstLines = lines.filter(({ program }, at) => lines.findIndex((line) => line.program === program) === at);
  const templates =
    given ??
    firstLines.map(({ program }) => TemplateCatalog.parse(program.templates)).reduce((all, own) => all.merge(own));

  let listener: CallbackListener | undefined;
  const metrics = createMetrics(
    () => adapter,
    clock,
    () => listener?.waitingBytes ?? 0,
  );
  const logEvent = logEvents(log);
  const observe: typeof logEvent = (event) => {
    logEvent(event);
    metrics.observe(event);
    if (emulator) explainTo(emulator, event);
  };
  const [first, ...others] = lines.map((line) => new ClickatellClient({ ...line, observe }));
  if (!first) throw new ConfigurationError('BOT: there is no bot to run.');
  for (const client of [first, ...others]) closers.push(() => client.close());
  const chatwoot =
    config.desk?.kind === 'chatwoot'
      ? chatwootDesk({
          ...config.desk,
          memory: store.keyv('chatwoot'),
          adapter: () => adapter,
          ...(templates.reengagement !== undefined && { whenClosed: 'hold' }),
        })
      : undefined;
  const desk = config.desk?.kind === 'webhook' ? webhookDesk({ ...config.desk, clock }) : chatwoot;
  // Without a key only this machine can reach the bots, and the emulator's callbacks are all there is.
  const { webhookSecret: secret, previousWebhookSecret } = config;
  const webhookSecret = secret === undefined ? 'none' : [secret, previousWebhookSecret];
  const adapter = new ClickatellAdapter({
    client: [first, ...others],
    store,
    templates,
    topics,
    prices,
    storages: firstLines.map(({ program }) => program.storage),
    webhookSecret,
    transcripts,
    clock,
    observe,
    markRead: true,
    interactive: config.interactive,
    findings,
    // WhatsApp limits the pace. The emulator's phones do not.
    ...(emulator && { pace: unpaced, notPersonal: ['emulator'] }),
    ...(desk && { handOff: { desk } }),
  });
  adapter.onTurnError = apologise(log);
  adapter.onOutgoingEvent(({ name }, { business }) => {
    if (name === 'handoff.initiate') log.info({ business: lastFour(business) }, 'the bot asks for a human');
  });
  closers.push(() => adapter.stop());

  const byNumber = new Map(lines.map(({ number, program }) => [number, program]));
  const [anyLine] = lines;
  // All callbacks of a key are about its number. So if there is one number, its bot answers, however it is written.
  const programIn = ({ activity }: TurnContext) => byNumber.get(activity.recipient.id) ?? anyLine?.program;
  adapter.onLinked(async (context) => {
    const { person, alias }: Linked = context.activity.value;
    await programIn(context)?.linked?.(person, alias);
  });
  adapter.onWindowClosing(closingMinutes, async (context) => programIn(context)?.closing.say(context), {
    only: async (context) => (await programIn(context)?.closing.isUnfinished(context)) ?? false,
  });
  adapter.onConsent(async (context) => programIn(context)?.logic(context));
  await adapter.start(async (context) => {
    const listen = async (turn: TurnContext) => programIn(turn)?.listen?.(turn);
    if (await answerShowMe(context, listen)) return;
    await programIn(context)?.logic(context);
  });

  const apiToken = config.apiToken ?? (emulator ? randomBytes(18).toString('base64url') : undefined);
  const { previousApiToken, metricsToken } = config;
  const routes = firstLines.map(
    ({ program, number }) =>
      (server: Server) =>
        program.routes(server, adapter, number),
  );
  if (chatwoot) routes.push((server) => chatwoot.routes(server));
  const isLocal = isThisMachine(config.host);
  const server = createServer({
    adapter,
    store,
    metrics,
    log,
    apiToken,
    previousApiToken,
    metricsToken,
    isLocal,
    routes,
  });
  const url = await listen(server, config, closers);

  const { callbacks } = config;
  listener = callbacks && (await adapter.listen({ ...callbacks, host: config.host }));
  const callbackUrl = listener?.url ?? `${url}/api/messages`;
  for (const { number } of lines) emulator?.integrate({ number, callbackUrl, templates });
  if (emulator && apiToken !== undefined) {
    const has = {
      tickets: true,
      decisions: true,
      costs: true,
      flights: true,
      parcels: true,
      consent: true,
      desk: true,
    };
    emulator.connect({ name: 'the bots', apiUrl: url, token: apiToken, ...has });
  }
  // Reading the first date takes up to a second. Do it before somebody waits for it, but not before the first callbacks,
  // which may have waited for the start already.
  const warmUp = setTimeout(warmUpDates, warmUpAfterMs);
  closers.push(async () => clearTimeout(warmUp));
  return { url, apiToken, emulator };
}

function transcriptsIn(
  { transcriptsKeptDays: days }: Config,
  store: Store,
  clock: Clock,
): StoredTranscripts | undefined {
  if (days === 0) return undefined;
  const redact = (text: string) => (holdsSecretNumber(text) ? notKept : text);
  return new StoredTranscripts(store, { keptMs: days * dayMs, clock, redact });
}

async function catalogueIn(path: string): Promise<TemplateCatalog> {
  return TemplateCatalog.load(path).catch((error: unknown) => {
    throw error instanceof TemplateCatalogError ? new ConfigurationError(`TEMPLATES: ${error.message}`) : error;
  });
}

async function topicsIn(path: string): Promise<TopicCatalog> {
  return TopicCatalog.load(path).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new ConfigurationError(`TOPICS: ${error.message}`) : error;
  });
}

/**
 * The bot's own topics. Beside the emulator all bots run on a catalogue of the operator's, which need not have the
 * templates of each: then that bot has no alerts.
 */
function topicsOf(name: keyof typeof programs, { provider }: Config, given: TemplateCatalog | undefined): TopicCatalog {
  const own = TopicCatalog.parse(ownTopics[name]);
  const isServed = own.all.every(
    ({ template }) => template === undefined || !given || given.find(template) !== undefined,
  );
  return isServed || provider.kind === 'clickatell' ? own : TopicCatalog.empty();
}

async function findingsIn(path: string | undefined): Promise<Findings | undefined> {
  if (path === undefined) return undefined;
  return Findings.load(path).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new ConfigurationError(`FINDINGS: ${error.message}`) : error;
  });
}

async function pricesIn(path: string | undefined): Promise<PriceTable> {
  if (path === undefined) return PriceTable.parse(samplePrices);
  return PriceTable.load(path).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new ConfigurationError(`PRICES: ${error.message}`) : error;
  });
}

/** Gives the page the reason for each bubble. */
function explainTo(emulator: Emulator, event: ChannelEvent): void {
  if (event.kind !== 'decision' || event.messageId === undefined) return;
  const { messageId, decision, conversationType, reason, rule, template, windowState = 'unknown', closesAt } = event;
  emulator.explain(messageId, {
    ...{ decision, conversationType, reason, windowState },
    ...(closesAt !== undefined && { closesAt }),
    ...(rule !== undefined && { rule: rule.replaceAll('-', ' ') }),
    ...(template !== undefined && { template: { name: template } }),
  });
}

async function openEmulator(
  { provider }: Config,
  store: Store,
  endTurns: () => Promise<void>,
): Promise<Emulator | undefined> {
  if (provider.kind !== 'emulator') return undefined;
  // In the bots' own store, or the two would disagree after a restart about who wrote when.
  return createEmulator({
    clock: new MovableClock(),
    port: provider.port,
    memory: store.keyv('emulator'),
    onReset: async () => {
      await endTurns();
      await store.clear();
    },
  }).catch((error: unknown) => {
    throw error instanceof ConfigurationError ? new ConfigurationError(`EMULATOR_PORT: ${error.message}`) : error;
  });
}

/** The bots that run: those of our numbers, or all of them beside the emulator. */
function namesOf({ provider }: Config): readonly (keyof typeof programs)[] {
  if (provider.kind === 'emulator') return ['support', 'banking', 'alerts'];
  return [...new Set(provider.lines.map(({ bot }) => bot))];
}

function linesOf(
  { provider }: Config,
  emulator: Emulator | undefined,
  names: readonly (keyof typeof programs)[],
  programOf: (name: keyof typeof programs) => Program,
): Line[] {
  // A bot that answers on several numbers is one, with one state.
  const running = new Map(names.map((name) => [name, programOf(name)]));
  const on = (name: keyof typeof programs, line: Omit<Line, 'program'>) => {
    const program = running.get(name);
    return program ? [{ ...line, program }] : [];
  };
  if (provider.kind === 'clickatell') {
    const { baseUrl, lines } = provider;
    return lines.flatMap(({ apiKey, number, bot }) => on(bot, { apiKey, number, baseUrl }));
  }
  if (!emulator) return [];
  return names.flatMap((name) => {
    const { number, apiKey } = emulator.integrate({ number: emulatorNumbers[name], name });
    return on(name, { number, apiKey, baseUrl: emulator.url });
  });
}

async function listen(server: Server, { host, port }: Config, closers: (() => Promise<unknown>)[]): Promise<string> {
  // Wait on restify's own server: it emits 'error' as well, and an unhandled one would end the process.
  const listening = once(server, 'listening');
  server.listen(port, host);
  await listening.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`PORT, HOST: the bots cannot listen on ${host}:${port}: ${reason}.`);
  });
  closers.push(() => close(server.server));
  const address = server.address();
  const name = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}

/** Lets requests under way end. Does not wait for idle connections, nor for requests that never end. */
async function close(server: Server['server']): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const late = setTimeout(() => server.closeAllConnections(), longestRequestMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
