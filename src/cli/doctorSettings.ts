import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { ConfigurationError } from '../core/errors.js';
import { addressOf, isAddress, isNumber, personIdOf } from '../core/person.js';
import { PriceTable } from '../costs/priceTable.js';
import type { DoctorSettings } from '../doctor/settings.js';
import { secretFault } from '../inbound/authenticate.js';
import { TemplateCatalog } from '../templates/catalog.js';

/** The options of the command that stand for settings. */
export interface DoctorFlags {
  readonly to?: string | undefined;
  readonly key?: string | undefined;
  readonly number?: string | undefined;
  readonly 'base-url'?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly callback?: string | undefined;
  readonly templates?: string | undefined;
  readonly prices?: string | undefined;
  readonly timeout: string;
  readonly yes: boolean;
  readonly 'env-file'?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A callback is there within seconds, or it has to be looked for. */
const graceMs = 20_000;
/** A run must be over well before the window of the ping closes. */
const mostSeconds = 3600;

/**
 * The settings, from the options and otherwise from the environment, under the names that the programs have for them.
 * Without a secret, one is made up for this run, and the person is told it.
 *
 * @throws ConfigurationError that names everything that is wrong or missing; TemplateCatalogError.
 */
export async function doctorSettings(flags: DoctorFlags, environment: Environment): Promise<DoctorSettings> {
  const given: Environment = { ...(await fileOf(flags['env-file'])), ...set(environment) };
  const number = addressOf(flags.number ?? given.WHATSAPP_NUMBER ?? '');
  const apiKey = flags.key ?? keyOf(number, given);
  const baseUrl = flags['base-url'] ?? given.CLICKATELL_BASE_URL ?? 'https://platform.clickatell.com';
  const to = addressOf(flags.to ?? '');
  const port = Number(flags.port ?? given.PORT ?? 3978);
  const seconds = Number(flags.timeout);
  const { WEBHOOK_SECRET: secret } = given;
  const faults = [
    apiKey === '' && 'CLICKATELL_API_KEY: must be set, to the key of the integration.',
    !isNumber(number) && 'WHATSAPP_NUMBER: must be set, to the integration’s number in digits; or give --number.',
    !isAddress(to) && '--to: must be the test phone, an international number in digits.',
    isAddress(to) && personIdOf(to) === personIdOf(number) && '--to: must be a phone, and not the business number.',
    !isHttp(baseUrl) && 'CLICKATELL_BASE_URL: must be an http or https URL.',
    !(Number.isInteger(port) && port >= 0 && port <= 65_535) && '--port: must be a number from 0 to 65535.',
    !(seconds > 0 && seconds <= mostSeconds) && `--timeout: must be a number of seconds, at most ${mostSeconds}.`,
    flags.callback !== undefined && !isHttp(flags.callback) && '--callback: must be an http or https URL.',
    secret !== undefined && secretFault(secret),
  ].filter((fault) => typeof fault === 'string');
  if (faults.length > 0) throw new ConfigurationError(faults);
  const [templates, prices] = [flags.templates ?? given.TEMPLATES, flags.prices ?? given.PRICES];
  const made = randomBytes(18).toString('base64url');
  return {
    ...{ apiKey, number, baseUrl, to, port, graceMs },
    host: flags.host ?? given.HOST ?? '127.0.0.1',
    webhookSecret: secret ?? made,
    shownSecret: secret === undefined ? made : '<WEBHOOK_SECRET>',
    callbackUrl: flags.callback,
    templates: templates === undefined ? TemplateCatalog.empty() : await TemplateCatalog.load(templates),
    prices: prices === undefined ? undefined : await PriceTable.load(prices),
    isAgreed: flags.yes,
    timeoutMs: seconds * 1000,
  };
}

/** The key of the number's own integration: settings may have further numbers, as `WHATSAPP_NUMBER_2`. */
function keyOf(number: string, given: Environment): string {
  const place = Object.keys(given).find((name) => {
    return /^WHATSAPP_NUMBER_[2-9]$/.test(name) && addressOf(given[name] ?? '') === number;
  });
  return given[`CLICKATELL_API_KEY${place?.slice('WHATSAPP_NUMBER'.length) ?? ''}`] ?? '';
}

async function fileOf(path: string | undefined): Promise<Environment> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`--env-file: ${path} cannot be read: ${problem}`);
  });
  return set(parseEnv(text));
}

/** What is set. An empty setting counts as none. */
function set(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value));
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
