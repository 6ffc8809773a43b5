import { errors, statuses } from './wire.js';

/**
 * What is known of a part's outcome, least first. A status never moves a part back, in whatever order statuses come:
 * `failed` stands under `delivered`, because a message that was delivered was delivered.
 */
export const partStates = ['sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'] as const;
export type PartState = (typeof partStates)[number];

/** What a status says of its part, and what it is about if the part can go out in another way. */
interface StatusVerdict {
  readonly state: PartState;
  readonly about?: 'form' | 'window';
}

const failed: StatusVerdict = { state: 'failed' };

/** Statuses by name: Clickatell, "One API message status table". All other names are judged by what they contain. */
const statusVerdicts: Readonly<Record<string, StatusVerdict>> = {
  QUEUED: { state: 'accepted' },
  SCHEDULED: { state: 'accepted' },
  SENT_TO_SUPPLIER: { state: 'sent' },
  DEVICE_ACK: { state: 'delivered' },
  READ: { state: 'read' },
  // A sandbox took it: nobody's phone shows it, and nothing is wrong.
  EMULATED: { state: 'sent' },
  EXPIRED: failed,
  STOPPED_BY_USER: failed,
  STOPPED_BY_ADMIN: failed,
  // By itself it says nothing of the reason: the same in plain words may arrive.
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

/** 80 to 85 are about media; their names are not public. */
const formName = /NOT_SUPPORTED|UNSUPPORTED|MEDIA|^STATUS_8[0-5]$/;
const windowName = /re[-_ ]?engagement/i;

const namesByCode = new Map<number, string>(Object.entries(statuses).map(([name, code]) => [code, name]));

/**
 * Errors at submit time that are more than a refusal for good: Clickatell, "One API errors table". `later` is worth
 * another try; `form` speaks of what a message is, and not of whom it goes to, nor of the account.
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

/** Whether an error at submit time is worth another try. */
export function isWorthAnotherTry(code: number): boolean {
  return errorVerdicts.get(code) === 'later';
}

/**
 * What a status means for a part: by its name, otherwise by its number (Clickatell: 20 and up are failures, except 24
 * and 1001). `undefined` for a status that says nothing of the part's outcome.
 */
export function stateOf(status: string, statusCode: number | undefined): PartState | undefined {
  if (Object.hasOwn(statusVerdicts, status)) return statusVerdicts[status]?.state;
  if (status.startsWith('WHATSAPP_')) return 'failed';
  if (statusCode === undefined || statusCode === 1001) return undefined;
  const known = statusVerdicts[namesByCode.get(statusCode) ?? ''];
  return known?.state ?? (statusCode >= 20 ? 'failed' : undefined);
}

/** Whether the provider did not take a message for what it is: the same content in plain words may be taken. */
export function isFormRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  // Numbers of errors and of statuses overlap; only statuses are described by a name.
  const isStatus = /^[A-Z][A-Z0-9_]+$/.test(description);
  if (!isStatus) return code !== undefined && errorVerdicts.get(code) === 'form';
  const verdict = Object.hasOwn(statusVerdicts, description) ? statusVerdicts[description] : undefined;
  return verdict ? verdict.about === 'form' : formName.test(description);
}

/** Whether the provider says that a free-form message came outside the customer service window. */
export function isWindowRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  return code === statuses.WHATSAPP_RE_ENGAGEMENT_REQUIRED || windowName.test(description);
}
