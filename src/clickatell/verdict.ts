import { errors, statuses } from './wire.js';

/**
 * What is known about a part's outcome, in rising order. A status never moves a part back, whatever the order in which
 * statuses arrive. A part that is `waiting` was certainly not taken, and leaves later. `failed` comes before `delivered`, because no later failure undoes a delivery.
 */
export const partStates = ['waiting', 'sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'] as const;
export type PartState = (typeof partStates)[number];

/**
 * A failure that says nothing of the message: the account (no money, no key, a limit of the contract), or the
 * provider's pace (a rate limit, a failure that passes). The same message may be taken later.
 */
export type ProviderFault = 'account' | 'pace';

/** What a status says about its part, and the cause of a failure if the part can be sent in another way, or later. */
interface StatusVerdict {
  readonly state: PartState;
  readonly about?: 'form' | 'window' | ProviderFault;
}

const failed: StatusVerdict = { state: 'failed' };
const account: StatusVerdict = { state: 'failed', about: 'account' };
const pace: StatusVerdict = { state: 'failed', about: 'pace' };

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
  INSUFFICIENT_ACCOUNT_BALANCE: account,
  VOLUME_LIMIT: account,
  VOLUME_LIMIT_DAILY: account,
  VOLUME_LIMIT_MONTHLY: account,
  RECIPIENT_DOES_NOT_EXIST: failed,
  STOP_MARKETING_MESSAGES: failed,
  // It limits one person's marketing messages. Trying again is what it complains about, so it is final.
  EXCESSIVE_MESSAGES_TO_RECIPIENT: failed,
  MEDIA_TYPE_NOT_SUPPORTED: { state: 'failed', about: 'form' },
  WHATSAPP_ACCOUNT_PAYMENT_ISSUE: account,
  WHATSAPP_RE_ENGAGEMENT_REQUIRED: { state: 'failed', about: 'window' },
  // Meta's limit for senders whom people block or report. It is lifted with time, as a limit of pace is.
  WHATSAPP_SPAM_RATE_LIMIT_REACHED: pace,
  WHATSAPP_SERVER_RATE_LIMIT: pace,
};

/** The names of the statuses whose meaning is known. */
export const statusNames: readonly string[] = Object.keys(statusVerdicts);

/** 80 to 85 are about media; their names are not public. */
const formName = /NOT_SUPPORTED|UNSUPPORTED|MEDIA|^STATUS_8[0-5]$/;
const windowName = /re[-_ ]?engagement/i;

const namesByCode = new Map<number, string>(Object.entries(statuses).map(([name, code]) => [code, name]));

/**
 * Errors at submit time that are not simply refusals for good (Clickatell, "One API errors table"). `pace`: another try
 * may help. `account`: once somebody has mended the account. `form`: the problem is the kind of message, not the
 * recipient or the account.
 */
const errorVerdicts: ReadonlyMap<number, 'form' | ProviderFault> = new Map([
  [errors.internal.code, 'pace'],
  [errors.internalRetry.code, 'pace'],
  [errors.rateLimit.code, 'pace'],
  [errors.invalidKey.code, 'account'],
  [errors.accountInactive.code, 'account'],
  [errors.integrationInactive.code, 'account'],
  [errors.addressNotApproved.code, 'account'],
  [errors.noBalance.code, 'account'],
  // Two errors of the sender. No message names one: it is the integration's number, the same for all messages.
  [44, 'account'],
  [45, 'account'],
  [errors.demoExpired.code, 'account'],
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

/** Errors of the recipient. They are final, whatever HTTP status came with them. */
const recipientErrors: ReadonlySet<number> = new Set([
  errors.invalidRecipient.code,
  errors.optedOut.code,
  errors.notOnChannel.code,
  // Not registered with the sandbox.
  28,
]);

/** Whether another try may help after an error at submit time. */
export function isWorthAnotherTry(code: number): boolean {
  return errorVerdicts.get(code) === 'pace';
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
  if (!isStatusName(description)) return code !== undefined && errorVerdicts.get(code) === 'form';
  const verdict = Object.hasOwn(statusVerdicts, description) ? statusVerdicts[description] : undefined;
  return verdict ? verdict.about === 'form' : formName.test(description);
}

/** Whether the provider says that a free-form message was sent outside the customer service window. */
export function isWindowRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  return code === statuses.WHATSAPP_RE_ENGAGEMENT_REQUIRED || windowName.test(description);
}

/**
 * Whether a failure speaks of the account or of the provider's pace, and so says nothing of the message itself. It is
 * either a status (`description` is its name) or an error at submit time, with the answer's HTTP status if that is
 * known. `undefined`: it is about the message, or nobody knows.
 *
 * It does not tell whether the message was accepted: a 5xx of a proxy leaves that open. Ask only about what certainly
 * was not, or about a status.
 */
export function faultOf(failure: {
  code?: number | undefined;
  description: string;
  http?: number | undefined;
}): ProviderFault | undefined {
  const { code, description, http } = failure;
  if (isStatusName(description)) return faultIn(statusVerdict(description, code)?.about);
  const known = code === undefined ? undefined : errorVerdicts.get(code);
  return faultIn(known) ?? (known || isOfRecipient(code) ? undefined : faultOfHttp(http));
}

function faultIn(about: StatusVerdict['about']): ProviderFault | undefined {
  return about === 'account' || about === 'pace' ? about : undefined;
}

function isOfRecipient(code: number | undefined): boolean {
  return code !== undefined && recipientErrors.has(code);
}

/** What an HTTP status says of the account or the pace. */
function faultOfHttp(http: number | undefined): ProviderFault | undefined {
  if (http === 401 || http === 402 || http === 403) return 'account';
  return http === 429 || (http !== undefined && http >= 500) ? 'pace' : undefined;
}

/** Whether an error's description is a status's name. The numbers of errors and statuses overlap. */
function isStatusName(description: string): boolean {
  return /^[A-Z][A-Z0-9_]+$/.test(description);
}

/** What is known of a status, by its name, otherwise by its number. */
function statusVerdict(status: string, code: number | undefined): StatusVerdict | undefined {
  if (Object.hasOwn(statusVerdicts, status)) return statusVerdicts[status];
  return code === undefined ? undefined : statusVerdicts[namesByCode.get(code) ?? ''];
}
