import { z } from 'zod';
import {
  ConfigurationError,
  isThisMachine,
  TemplateCatalog,
  TemplateCatalogError,
  TopicCatalog,
} from '../src/index.js';
import { bot, furtherLines, isNobodys, type LineConfig, moreLines, number, secondLine, token } from './lines.js';

const port = z.coerce
  .number('must be a port number, 0 to 65535')
  .int('must be a port number, 0 to 65535')
  .min(0, 'must be a port number, 0 to 65535')
  .max(65_535, 'must be a port number, 0 to 65535');

const secret = z
  .string()
  // The library's word for no secret at all is `none`.
  .refine(
    (word) => word !== 'none' && !isNobodys(word),
    'must be a secret of yours: without one, anybody could speak as your customers',
  );

/** For how long transcripts are kept beside the emulator, if no setting says otherwise. */
const trialDays = 30;

const clickatellUrl = 'https://platform.clickatell.com';

const settings = z.object({
  PORT: port.default(3978),
  HOST: z.string().default('127.0.0.1'),
  BOT: bot.default('support'),
  CLICKATELL_API_KEY: token.optional(),
  CLICKATELL_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).default(clickatellUrl),
  WHATSAPP_NUMBER: number.optional(),
  WEBHOOK_SECRET: secret.optional(),
  WEBHOOK_SECRET_PREVIOUS: secret.optional(),
  API_TOKEN: token.optional(),
  API_TOKEN_PREVIOUS: token.optional(),
  METRICS_TOKEN: token.optional(),
  STORE_URL: z
    .string()
    .regex(/^(lmdb:.+|memory:|rediss?:\/\/.+)$/, 'must be like lmdb:./data, memory: or redis://host:6379/0')
    .default('lmdb:./data'),
  TEMPLATES: z.string().optional(),
  TOPICS: z.string().optional(),
  PRICES: z.string().optional(),
  FINDINGS: z.string().optional(),
  INTERACTIVE: z.enum(['native', 'text'], 'must be "native" or "text", or not set').optional(),
  TRANSCRIPTS_KEPT_DAYS: z.coerce
    .number('must be a number of days, 0 to 3660')
    .int('must be a whole number of days, 0 to 3660')
    .min(0, 'must be a number of days, 0 to 3660')
    .max(3660, 'must be a number of days, 0 to 3660')
    .optional(),
  DESK_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  DESK_WEBHOOK_SECRET: z
    .string()
    .min(24, 'must be 24 characters or more: with it, the desk tells our posts from others’')
    .optional(),
  CHATWOOT_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  CHATWOOT_INBOX: z
    .string()
    .regex(/^[\w-]+$/, 'must be the identifier of an API inbox, from its settings')
    .optional(),
  CHATWOOT_WEBHOOK_TOKEN: z
    .string()
    .regex(/^[\w-]{16,}$/, 'must be 16 or more letters, digits and dashes: with it, we know Chatwoot’s webhooks')
    .optional(),
  EMULATOR_PORT: port.default(3979),
  CALLBACK_PORT: port.optional(),
  CALLBACK_FOLDER: z.string().default('./data/callbacks'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of pino’s levels, as info or debug',
    )
    .default('info'),
});

type Settings = z.infer<typeof settings>;

/** The names of all settings, in the order of `.env.example`. */
export const settingNames = Object.keys(settings.shape).flatMap((name) =>
  name === 'API_TOKEN' ? [...secondLine, name] : [name],
);

/** Where messages go: to Clickatell if there is a key, otherwise to an emulator in the same process. */
export type Provider =
  | { kind: 'clickatell'; baseUrl: string; webhookSecret: string; lines: readonly LineConfig[] }
  | { kind: 'emulator'; port: number };

/** Where humans answer: behind a webhook, or in Chatwoot. */
export type DeskConfig =
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }
  | { readonly kind: 'chatwoot'; readonly url: string; readonly inbox: string; readonly webhookToken: string };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly provider: Provider;
  readonly webhookSecret: string | undefined;
  /** Callbacks may carry it instead, while the portal is changed. */
  readonly previousWebhookSecret: string | undefined;
  /** Where callbacks are accepted in a thread of their own; `undefined` if the bots' server takes them. */
  readonly callbacks: { readonly port: number; readonly folder: string } | undefined;
  readonly apiToken: string | undefined;
  /** Calls may carry it instead, while their programs are changed. */
  readonly previousApiToken: string | undefined;
  /** Opens the metrics, and nothing else. */
  readonly metricsToken: string | undefined;
  readonly storeUrl: string;
  /** The path of the catalogue; `undefined` for the bot's own. */
  readonly templates: string | undefined;
  /** The path of what people can sign up for; `undefined` for the bot's own. */
  readonly topics: string | undefined;
  /** The path of the price table; `undefined` for the sample, which is Meta's public list and nobody's contract. */
  readonly prices: string | undefined;
  /** The path of what the doctor found out; `undefined` if it has not been asked. */
  readonly findings: string | undefined;
  /** Whether buttons and lists are sent natively. `undefined`: if the provider is known to take them. */
  readonly interactive: Settings['INTERACTIVE'];
  /** For how long transcripts are kept, in days; 0 if none are. */
  readonly transcriptsKeptDays: number;
  /** Where conversations that are handed off to a human are told of; `undefined` if whoever answers asks the API. */
  readonly desk: DeskConfig | undefined;
  readonly logLevel: Settings['LOG_LEVEL'];
}

/**
 * Reads the settings. Blanks and line ends around a value are ignored, and an empty setting counts as not set.
 *
 * @throws ConfigurationError that names every wrong or missing setting.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = givenIn(environment);
  const parsed = settings.safeParse(given);
  const more = moreLines(given, parsed.data && firstLine(parsed.data));
  const wrong = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`) ?? [];
  const faults = [
    ...wrong,
    ...more.faults,
    ...(wrong.some((fault) => /^(?:DESK|CHATWOOT)_/.test(fault)) ? [] : deskFaults(given)),
    ...formerFaults(given),
    ...(given.CLICKATELL_API_KEY === undefined ? trialFaults(given) : missingWithKey(given)),
  ];
  if (!parsed.success || faults.length > 0) throw new ConfigurationError(faults);
  const { PORT, HOST, API_TOKEN, STORE_URL, TEMPLATES, TOPICS, PRICES, INTERACTIVE, LOG_LEVEL } = parsed.data;
  const { FINDINGS, CALLBACK_PORT, CALLBACK_FOLDER, TRANSCRIPTS_KEPT_DAYS } = parsed.data;
  const provider = providerOf(parsed.data, more.lines);
  return {
    port: PORT,
    host: HOST,
    provider,
    webhookSecret: parsed.data.WEBHOOK_SECRET,
    previousWebhookSecret: parsed.data.WEBHOOK_SECRET_PREVIOUS,
    callbacks: CALLBACK_PORT === undefined ? undefined : { port: CALLBACK_PORT, folder: CALLBACK_FOLDER },
    apiToken: API_TOKEN,
    previousApiToken: parsed.data.API_TOKEN_PREVIOUS,
    metricsToken: parsed.data.METRICS_TOKEN,
    storeUrl: STORE_URL,
    templates: TEMPLATES,
    topics: TOPICS,
    prices: PRICES,
    findings: FINDINGS,
    interactive: INTERACTIVE,
    // Beside the emulator, nobody real writes.
    transcriptsKeptDays: TRANSCRIPTS_KEPT_DAYS ?? (provider.kind === 'emulator' ? trialDays : 0),
    desk: deskOf(parsed.data),
    logLevel: LOG_LEVEL,
  };
}

/**
 * Like `readConfig`, for a program that starts: what is wrong with the catalogues is told together with the settings,
 * so that nobody has to mend one fault to learn of the next.
 *
 * @throws ConfigurationError
 */
export async function readConfigToStart(environment: NodeJS.ProcessEnv): Promise<Config> {
  try {
    return readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { TEMPLATES, TOPICS } = givenIn(environment);
    const templates = TEMPLATES && (await TemplateCatalog.load(TEMPLATES).catch((fault: unknown) => fault));
    const topics = TOPICS && (await TopicCatalog.load(TOPICS).catch((fault: unknown) => fault));
    throw new ConfigurationError([
      ...error.faults,
      ...(templates instanceof TemplateCatalogError ? [`TEMPLATES: ${templates.message}`] : []),
      ...(topics instanceof ConfigurationError ? [`TOPICS: ${topics.message}`] : []),
    ]);
  }
}

type Given = Readonly<Record<string, string | undefined>>;

function givenIn(environment: NodeJS.ProcessEnv): Given {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
}

function missingWithKey(given: Given): string[] {
  const reasons = {
    WHATSAPP_NUMBER: 'the business number of the key’s integration',
    WEBHOOK_SECRET: 'without it, anybody could speak as your customers',
  };
  return Object.entries(reasons)
    .filter(([name]) => given[name] === undefined)
    .map(([name, reason]) => `${name}: must be set when CLICKATELL_API_KEY is: ${reason}.`);
}

function formerFaults(given: Given): string[] {
  return ['WEBHOOK_SECRET', 'API_TOKEN']
    .filter((name) => given[name] === undefined && given[`${name}_PREVIOUS`] !== undefined)
    .map((name) => {
      return `${name}_PREVIOUS: must not be set without ${name}: it counts beside that while it is changed.`;
    });
}

const deskSettings = {
  DESK_WEBHOOK_URL: 'where hand-offs are posted to',
  DESK_WEBHOOK_SECRET: 'the posts are signed with it',
} as const;
const chatwootSettings = {
  CHATWOOT_URL: 'where Chatwoot is',
  CHATWOOT_INBOX: 'the API inbox that conversations go to',
  CHATWOOT_WEBHOOK_TOKEN: 'without it, anybody could answer your customers',
} as const;

/** Half a desk is a desk that somebody has forgotten, and of two nobody could say which one answers. */
function deskFaults(given: Given): string[] {
  const missing = (all: Readonly<Record<string, string>>) => {
    const there = Object.keys(all).filter((name) => given[name] !== undefined);
    const absent = there.length === 0 ? [] : Object.entries(all).filter(([name]) => given[name] === undefined);
    return absent.map(([name, reason]) => `${name}: must be set where there is ${there.join(', ')}: ${reason}.`);
  };
  const isTwo = given.DESK_WEBHOOK_URL !== undefined && given.CHATWOOT_URL !== undefined;
  const two = 'CHATWOOT_URL: must not be set where there is DESK_WEBHOOK_URL: one desk answers.';
  return [...missing(deskSettings), ...missing(chatwootSettings), ...(isTwo ? [two] : [])];
}

function deskOf(data: Settings): DeskConfig | undefined {
  const { DESK_WEBHOOK_URL: webhookUrl, DESK_WEBHOOK_SECRET: secret } = data;
  if (webhookUrl !== undefined && secret !== undefined) return { kind: 'webhook', url: webhookUrl, secret };
  const { CHATWOOT_URL: url, CHATWOOT_INBOX: inbox, CHATWOOT_WEBHOOK_TOKEN: webhookToken } = data;
  if (url === undefined || inbox === undefined || webhookToken === undefined) return undefined;
  return { kind: 'chatwoot', url, inbox, webhookToken };
}

/**
 * Why the emulator must not take Clickatell's place, although there is no key. A key that got lost must not turn a
 * production system into a trial that looks healthy and reaches nobody, and whoever reaches the emulator can speak as
 * any person.
 */
function trialFaults(given: Given): string[] {
  const signs = [
    ...['WHATSAPP_NUMBER', 'WEBHOOK_SECRET', ...furtherLines].filter((name) => given[name] !== undefined),
    ...((given.CLICKATELL_BASE_URL ?? clickatellUrl) === clickatellUrl ? [] : ['CLICKATELL_BASE_URL']),
    ...(given.NODE_ENV?.toLowerCase() === 'production' ? ['NODE_ENV=production'] : []),
  ];
  const isOpen = given.HOST !== undefined && !isThisMachine(given.HOST);
  return [
    ...(signs.length > 0
      ? [
          `CLICKATELL_API_KEY: must be set where there is ${signs.join(', ')}, or the emulator would take Clickatell’s ` +
            'place in production: set the key, or leave those out to try the bots.',
        ]
      : []),
    ...(isOpen
      ? [
          'HOST: must be this machine, as 127.0.0.1 or localhost, where there is no CLICKATELL_API_KEY: whoever reaches ' +
            'the emulator can speak for everybody.',
        ]
      : []),
  ];
}

function firstLine({ CLICKATELL_API_KEY: apiKey, WHATSAPP_NUMBER: number, BOT }: Settings): LineConfig | undefined {
  return apiKey === undefined || number === undefined ? undefined : { apiKey, number, bot: BOT };
}

function providerOf(data: Settings, lines: readonly LineConfig[]): Provider {
  const { WEBHOOK_SECRET: webhookSecret } = data;
  if (firstLine(data) === undefined || webhookSecret === undefined) {
    return { kind: 'emulator', port: data.EMULATOR_PORT };
  }
  return { kind: 'clickatell', baseUrl: data.CLICKATELL_BASE_URL, webhookSecret, lines };
}
