import { type Clock, systemClock } from '../core/clock.js';
import { ConfigurationError, DeskDeliveryError } from '../core/errors.js';
import type { Desk, DeskEvent } from './desk.js';
import { signed } from './sign.js';

/** Where the events of hand-offs are posted, and how. */
export interface WebhookDeskOptions {
  /** Where events are posted: an http or https URL. */
  readonly url: string;
  /** What the posts are signed with: 24 characters or more. */
  readonly secret: string;
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined;
  /** How long the desk may take to answer, in ms. Default 15 000. */
  readonly timeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Answers that another try may change soon. */
const passing = new Set([408, 425, 429]);

/**
 * A desk behind a webhook: each event is a POST with the JSON `{ type, timestamp, data }`, signed as the Standard
 * Webhooks specification says. Any 2xx takes it.
 *
 * @throws ConfigurationError
 */
export function webhookDesk({
  url,
  secret,
  timeoutMs = 15_000,
  clock = systemClock,
  ...rest
}: WebhookDeskOptions): Desk {
  const faults: string[] = [];
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    faults.push('url: must be an http or https URL.');
  if (secret.length < 24) faults.push('secret: must be 24 characters or more, because anybody can try to guess it.');
  if (faults.length > 0) throw new ConfigurationError(faults);
  const post = rest.fetch ?? fetch;
  return {
    async deliver(event, signal) {
      const body = JSON.stringify(toJson(event));
      const headers = { 'content-type': 'application/json', ...signed(event.id, clock.now(), body, secret) };
      const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const response = await post(url, { method: 'POST', headers, body, signal: within, redirect: 'error' }).catch(
        (cause: unknown) => {
          throw new DeskDeliveryError('its webhook does not answer.', { cause });
        },
      );
      await response.body?.cancel().catch(() => {});
      const { status } = response;
      if (response.ok) return;
      const isRefused = status >= 400 && status < 500 && !passing.has(status);
      throw new DeskDeliveryError(`its webhook answered ${status}.`, { status, isRefused });
    },
  };
}

function toJson({ type, at, ...data }: DeskEvent): object {
  return { type, timestamp: new Date(at).toISOString(), data };
}
