import { errors } from '../../clickatell/wire.js';
import type { Validation } from './validate.js';

/**
 * How the provider keeps a number's messages from a person who does not want them, and what the sender hears of it.
 * Clickatell's own list is kept per channel and number, and no API for it is public; marketing is stopped by the person,
 * in WhatsApp. Neither ends by itself when the person writes again.
 */
export const optOuts = {
  listed: 'every message is refused with error 26, by the provider’s own list',
  stopped: 'every message is accepted, then fails with status STOPPED_BY_USER (21)',
  marketing: 'marketing templates are accepted, then fail with status STOP_MARKETING_MESSAGES (30)',
  marketingSilently: 'marketing templates are accepted and sent, never arrive, and no status says so',
} as const;

/** A way in which a person has opted out at the provider. */
export type OptOut = keyof typeof optOuts;

export const optOutKinds = ['listed', 'stopped', 'marketing', 'marketingSilently'] as const satisfies readonly OptOut[];

/** What becomes of a message to somebody who has opted out like this; `undefined` if it goes its usual way. */
export function keptBack(optOut: OptOut | undefined, validation: Validation): Validation | undefined {
  if (optOut === undefined || validation.kind === 'refused') return undefined;
  if (optOut === 'listed') return { kind: 'refused', error: errors.optedOut };
  if (optOut === 'stopped') return { ...validation, failure: 'STOPPED_BY_USER' };
  if (validation.shown.template?.category !== 'marketing') return undefined;
  return { ...validation, failure: optOut === 'marketing' ? 'STOP_MARKETING_MESSAGES' : 'SENT_TO_SUPPLIER' };
}
