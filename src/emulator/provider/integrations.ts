import { randomBytes } from 'node:crypto';
import { ConfigurationError } from '../../core/errors.js';
import type { Template } from '../../templates/catalog.js';

/** One of the business's numbers, as set up in the provider's portal. */
export interface IntegrationOptions {
  /** The business number, digits. */
  number: string;
  /** Where its callbacks go, with the secret. `user:password@` is sent as HTTP Basic. Without it, none are sent. */
  callbackUrl?: string;
  /** Where statuses go, if the portal has another address for them. */
  statusUrl?: string;
  /** The approved templates, as a `TemplateCatalog` holds them. */
  templates?: Iterable<Template>;
  /** Default: a new one, or the one that the number already has. */
  apiKey?: string;
  /** Default: the number. */
  name?: string;
}

/** One of the business’s numbers on the emulator. */
export interface Integration {
  readonly number: string;
  readonly apiKey: string;
  readonly integrationId: string;
  readonly name: string;
  readonly callbackUrl?: string;
  readonly statusUrl?: string;
  readonly templates: readonly Template[];
}

/** What stays the same over restarts. */
export type Identity = Pick<Integration, 'number' | 'apiKey' | 'integrationId'>;

export class Integrations {
  readonly #byNumber = new Map<string, Integration>();
  readonly #identities = new Map<string, Identity>();
  readonly #changed: () => void;

  constructor(changed: () => void = () => {}) {
    this.#changed = changed;
  }

  get all(): Integration[] {
    return [...this.#byNumber.values()];
  }

  /** Also those of earlier processes. */
  get identities(): Identity[] {
    return [...this.#identities.values()];
  }

  /** Restores the identities of an earlier process, so that a number that is set later has its old key again. */
  recall(identities: readonly Identity[]): void {
    for (const one of identities) this.#identities.set(one.number, one);
  }

  of(number: string): Integration | undefined {
    return this.#byNumber.get(number);
  }

  /** Where a callback of this event goes. */
  urlFor(number: string, event: string): string | undefined {
    const { callbackUrl, statusUrl = callbackUrl } = this.of(number) ?? {};
    return event === 'messageStatusUpdate' ? statusUrl : callbackUrl;
  }

  withKey(apiKey: string): Integration | undefined {
    return this.all.find((one) => one.apiKey === apiKey);
  }

  /** Adds a number, or changes the settings of a known one, which keeps its key and id. */
  set(options: IntegrationOptions): Integration {
    const known = this.#identities.get(options.number);
    const { name = this.of(options.number)?.name ?? options.number } = options;
    const integration: Integration = {
      number: options.number,
      apiKey: options.apiKey ?? known?.apiKey ?? randomBytes(16).toString('base64url'),
      integrationId: known?.integrationId ?? newId(),
      name,
      templates: [...(options.templates ?? [])],
      ...(options.callbackUrl !== undefined && { callbackUrl: options.callbackUrl }),
      ...(options.statusUrl !== undefined && { statusUrl: options.statusUrl }),
    };
    check(integration, this.withKey(integration.apiKey));
    this.#byNumber.set(integration.number, integration);
    const { number, apiKey, integrationId } = integration;
    this.#identities.set(number, { number, apiKey, integrationId });
    this.#changed();
    return integration;
  }
}

function check({ number, callbackUrl, statusUrl }: Integration, sameKey: Integration | undefined): void {
  const faults: string[] = [];
  if (!/^\d{7,15}$/.test(number)) faults.push(`The emulator's number "${number}" must be 7 to 15 digits.`);
  if (sameKey && sameKey.number !== number) faults.push('Two numbers of the emulator have the same API key.');
  const urls = [callbackUrl, statusUrl].filter((url) => url !== undefined);
  if (!urls.every((url) => URL.canParse(url) && /^https?:/.test(url))) {
    faults.push('The emulator can call back http:// and https:// addresses only.');
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
}

/** An id as Clickatell's: 32 hex digits. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}
