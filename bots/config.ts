import { z } from 'zod';
import { ConfigurationError } from '../src/index.js';

const port = z.coerce
  .number('must be a port number, 0 to 65535')
  .int('must be a port number, 0 to 65535')
  .min(0, 'must be a port number, 0 to 65535')
  .max(65_535, 'must be a port number, 0 to 65535');

/** A value that fits into an HTTP header. */
const token = z.string().regex(/^[\x21-\x7e]+$/, 'must be one word of ASCII characters');

const settings = z.object({
  PORT: port.default(3978),
  HOST: z.string().default('127.0.0.1'),
  BOT: z.enum(['banking', 'support'], 'must be "banking" or "support"').default('support'),
  CLICKATELL_API_KEY: token.optional(),
  CLICKATELL_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .default('https://platform.clickatell.com'),
  WHATSAPP_NUMBER: z
    .string()
    .regex(/^\d{7,15}$/, 'must be the integration’s number in digits, with its country code and without a plus')
    .optional(),
  WEBHOOK_SECRET: z.string().optional(),
  API_TOKEN: token.optional(),
  STORE_URL: z
    .string()
    .regex(/^(lmdb:.+|memory:|rediss?:\/\/.+)$/, 'must be like lmdb:./data, memory: or redis://host:6379/0')
    .default('lmdb:./data'),
  TEMPLATES: z.string().optional(),
  INTERACTIVE: z.enum(['native', 'text'], 'must be "native" or "text", or not set').optional(),
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
export const settingNames = Object.keys(settings.shape);

/** Where messages go: to Clickatell if there is a key, otherwise to an emulator in the same process. */
export type Provider =
  | { kind: 'clickatell'; apiKey: string; baseUrl: string; number: string; webhookSecret: string; bot: Settings['BOT'] }
  | { kind: 'emulator'; port: number };

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly provider: Provider;
  readonly webhookSecret: string | undefined;
  /** Where callbacks are accepted in a thread of their own; `undefined` if the bots' server takes them. */
  readonly callbacks: { readonly port: number; readonly folder: string } | undefined;
  readonly apiToken: string | undefined;
  readonly storeUrl: string;
  /** The path of the catalogue; `undefined` for the bot's own. */
  readonly templates: string | undefined;
  /** Whether buttons and lists are sent natively. `undefined`: if the provider is known to take them. */
  readonly interactive: Settings['INTERACTIVE'];
  readonly logLevel: Settings['LOG_LEVEL'];
}

/**
 * Reads the settings. Blanks and line ends around a value are ignored, and an empty setting counts as not set.
 *
 * @throws ConfigurationError that names every wrong or missing setting.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  const given = Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigurationError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`));
  }
  const { PORT, HOST, WEBHOOK_SECRET, API_TOKEN, STORE_URL, TEMPLATES, INTERACTIVE, LOG_LEVEL } = parsed.data;
  const { CALLBACK_PORT, CALLBACK_FOLDER } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    provider: providerOf(parsed.data),
    webhookSecret: WEBHOOK_SECRET,
    callbacks: CALLBACK_PORT === undefined ? undefined : { port: CALLBACK_PORT, folder: CALLBACK_FOLDER },
    apiToken: API_TOKEN,
    storeUrl: STORE_URL,
    templates: TEMPLATES,
    interactive: INTERACTIVE,
    logLevel: LOG_LEVEL,
  };
}

function providerOf(data: Settings): Provider {
  const { CLICKATELL_API_KEY: apiKey, WHATSAPP_NUMBER: number, WEBHOOK_SECRET: webhookSecret } = data;
  if (apiKey === undefined) return { kind: 'emulator', port: data.EMULATOR_PORT };
  if (number === undefined || webhookSecret === undefined) {
    const faults = [
      ...(number === undefined
        ? ['WHATSAPP_NUMBER: must be set when CLICKATELL_API_KEY is: the business number of the key’s integration.']
        : []),
      ...(webhookSecret === undefined
        ? ['WEBHOOK_SECRET: must be set when CLICKATELL_API_KEY is: without it, anybody could speak as your customers.']
        : []),
    ];
    throw new ConfigurationError(faults);
  }
  return { kind: 'clickatell', apiKey, baseUrl: data.CLICKATELL_BASE_URL, number, webhookSecret, bot: data.BOT };
}
