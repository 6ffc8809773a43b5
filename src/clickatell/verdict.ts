import { errors, statuses } from './wire.js';

/**
 * What is known about a part's outcome, in rising order. A status never moves a part back, whatever the order in which
 * statuses arrive. `failed` comes before `delivered`, because no later failure undoes a delivery.
 */
export const partStates = ['sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'] as const;
export type PartState = (typeof partStates)[number];

/** What a status says about its part, and the cause of a failure if the part can be sent in another way. */
interface StatusVerdict {
  readonly state: PartState;
  readonly about?: 'form' | 'window';
}

const failed: StatusVerdict = { state: 'failed' };

/** Statuses by name (Clickatell, "One API message status table"). Other names are matched by what they contain. */
const statusVerdicts: Readonly<Record<string, StatusVerdict>> = {
  QUEUED: { state: 'accepted' },
  SCHEDULED: { state: 'accepted' },
  SENT_TO_SUPPLIER: { state: 'sent' },
  DEVICE_ACK: { state: 'delivered' },
  READ: { state: 'read' },
  // A sandbox took it. No phone shows it, but nothing is wrong.
  EMULATED: { state: 'sent' },
  EXPIRED: failed,
  STOPPED_BY_USER: failed,
  STOPPED_BY_ADMIN: failed,
  // This status gives no reason: the fallback text may still arrive.
  DELIVERY_FAILURE: { state: 'failed', about: 'form' },
  INSUFFICIENT_ACCOUNT_BALANCE: failed,
  VOLUME_LIMIT: failed,
  VOLUME_LIMIT_DAILY: failed,
  VOLUME_LIMIT_MONTHLY: failed,
  RECIPIENT_DOES_NOT_EXIST: failed,
  STOP_MARKETING_MESSAGES: failed,
  EXCESSIVE_MESSAGES_TO_RECIPIENT: failed,
  MEDIA_TYPE_NOT_SUPPORTED: { state: 'failed', about: 'form' },
  WHATSAPP_RE_ENGAGEMENT_REQUIRED: { state: 'failed', about: 'window' },
};

/** The names of the statuses whose meaning is known. */
export const statusNames: readonly string[] = Object.keys(statusVerdicts);

/** 80 to 85 are about media; their names are not public. */
const formName = /NOT_SUPPORTED|UNSUPPORTED|MEDIA|^STATUS_8[0-5]$/;
const windowName = /re[-_ ]?engagement/i;

const namesByCode = new Map<number, string>(Object.entries(statuses).map(([name, code]) => [code, name]));

/**
 * Errors at submit time that are not simply refusals for good (Clickatell, "One API errors table"). `later`: another
 * try may help. `form`: the problem is the kind of message, not the recipient or the account.
 */
const errorVerdicts: ReadonlyMap<number, 'later' | 'form'> = new Map([
  [errors.internal.code, 'later'],
  [errors.internalRetry.code, 'later'],
  [errors.rateLimit.code, 'later'],
  [errors.malformed.code, 'form'],
  [errors.parameter.code, 'form'],
  [errors.contentTooLarge.code, 'form'],
  [errors.contentType.code, 'form'],
  [errors.mediaTooLarge.code, 'form'],
  // Also media that is too large.
  [32, 'form'],
  [errors.mediaNotFound.code, 'form'],
  [errors.channelNotActive.code, 'form'],
  // A feature that is not active.
  [39, 'form'],
  [errors.noSuchResource.code, 'form'],
]);

/** Whether another try may help after an error at submit time. */
export function isWorthAnotherTry(code: number): boolean {
  return errorVerdicts.get(code) === 'later';
}

/**
 * What a status means for a part, by its name, otherwise by its number (Clickatell: 20 and above are failures, except
 * 24 and 1001). Returns `undefined` if the status says nothing about the part's outcome.
 */
export function stateOf(status: string, statusCode: number | undefined): PartState | undefined {
  if (Object.hasOwn(statusVerdicts, status)) return statusVerdicts[status]?.state;
  if (status.startsWith('WHATSAPP_')) return 'failed';
  if (statusCode === undefined || statusCode === 1001) return undefined;
  const known = statusVerdicts[namesByCode.get(statusCode) ?? ''];
  return known?.state ?? (statusCode >= 20 ? 'failed' : undefined);
}

/** Whether the provider did not take this kind of message. The same content as plain text may be accepted. */
export function isFormRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  // The numbers of errors and statuses overlap. Only statuses are described by a name.
  const isStatus = /^[A-Z][A-Z0-9_]+$/.test(description);
  if (!isStatus) return code !== undefined && errorVerdicts.get(code) === 'form';
  const verdict = Object.hasOwn(statusVerdicts, description) ? statusVerdicts[description] : undefined;
  return verdict ? verdict.about === 'form' : formName.test(description);
}

/** Whether the provider says that a free-form message was sent outside the customer service window. */
export function isWindowRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  return code === statuses.WHATSAPP_RE_ENGAGEMENT_REQUIRED || windowName.test(description);
}
