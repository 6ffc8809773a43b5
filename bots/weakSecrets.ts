import type { Config } from './config.js';

const fewest = 16;

/** The settings with secrets that are short enough to be guessed, since nobody limits how often a stranger may try. */
export function weakSecrets(config: Config): string[] {
  if (config.provider.kind === 'emulator') return [];
  const secrets = {
    WEBHOOK_SECRET: config.webhookSecret,
    WEBHOOK_SECRET_PREVIOUS: config.previousWebhookSecret,
    API_TOKEN: config.apiToken,
    API_TOKEN_PREVIOUS: config.previousApiToken,
  };
  return Object.entries(secrets).flatMap(([name, secret]) => (secret && secret.length < fewest ? [name] : []));
}
