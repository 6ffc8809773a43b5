import { inSnakeCase, statusName } from './statusName.js';
import { errors, metaErrors, readReceipt, statuses, unnumberedStatuses } from './wire.js';

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

/**
 * What a refusal says of a template: that nobody can be sent it as it stands in the catalogue (`template`), or that it
 * cannot be sent with these values (`values`).
 */
export type TemplateRefusal = 'template' | 'values';

/** What a status says about its part, and the cause of a failure if the part can be sent in another way, or later. */
interface StatusVerdict {
  readonly state: PartState;
  readonly about?: 'form' | 'window' | TemplateRefusal | ProviderFault;
}

const failed: StatusVerdict = { state: 'failed' };
const account: StatusVerdict = { state: 'failed', about: 'account' };
const pace: StatusVerdict = { state: 'failed', about: 'pace' };

const window: StatusVerdict = { state: 'failed', about: 'window' };
const form: StatusVerdict = { state: 'failed', about: 'form' };
const template: StatusVerdict = { state: 'failed', about: 'template' };
const values: StatusVerdict = { state: 'failed', about: 'values' };
/** A failure without a reason: the fallback text may still arrive. A number may say more, see `statusVerdict`. */
const unexplained: StatusVerdict = { state: 'failed', about: 'form' };

/** Statuses by name: Clickatell's ("One API message status table"), then plain words. */
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
  DELIVERY_FAILURE: unexplained,
  INSUFFICIENT_ACCOUNT_BALANCE: account,
  VOLUME_LIMIT: account,
  VOLUME_LIMIT_DAILY: account,
  VOLUME_LIMIT_MONTHLY: account,
  RECIPIENT_DOES_NOT_EXIST: failed,
  STOP_MARKETING_MESSAGES: failed,
  // It limits one person's marketing messages. Trying again is what it complains about, so it is final.
  EXCESSIVE_MESSAGES_TO_RECIPIENT: failed,
  ENCRYPTION_VALIDATION_ERROR: failed,
  ANONYMOUS_USER_ID_INVALID: failed,
  ANONYMOUS_USER_ID_ERROR: failed,
  MEDIA_TYPE_NOT_SUPPORTED: form,
  WHATSAPP_ACCOUNT_PAYMENT_ISSUE: account,
  WHATSAPP_RE_ENGAGEMENT_REQUIRED: window,
  // Meta's limit for senders whom people block or report. It is lifted with time, as a limit of pace is.
  WHATSAPP_SPAM_RATE_LIMIT_REACHED: pace,
  WHATSAPP_SERVER_RATE_LIMIT: pace,
  // Not in the portal, or not active there: in review, rejected, paused, disabled.
  WHATSAPP_HSM_NOT_AVAILABLE: template,
  WHATSAPP_HSM_IS_MISSING: template,
  // How many parameters a request has, and where, follows from the catalogue alone. So these come with any values: the
  // template in the portal is another than the one in the catalogue.
  WHATSAPP_HSM_PARAM_COUNT_MISMATCH: template,
  WHATSAPP_TEMPLATE_FORMAT_MISMATCH: template,
  WHATSAPP_PARAMETER_MISSING: template,
  WHATSAPP_PARAMETER_NOT_REQUIRED: template,
  WHATSAPP_TEMPLATE_TEXT_TOO_LONG: values,
  // Line breaks, tabs or many blanks in a value (Meta's 132007 has nearly the same name).
  WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED: values,
  WHATSAPP_TEMPLATE_MEDIA_FORMAT_UNSUPPORTED: values,
  WHATSAPP_PARAMETER_INVALID: values,
  WHATSAPP_TEMPLATE_INVALID_URL: values,
  WHATSAPP_TEMPLATE_INVALID_PHONE_NUMBER: values,
  // About this person's WhatsApp. A template without buttons may arrive.
  WHATSAPP_TEMPLATE_RECEIVER_NO_BUTTON_SUPPORT: values,
  ACCEPTED: { state: 'accepted' },
  ENQUEUED: { state: 'accepted' },
  SENT: { state: 'sent' },
  DELIVERED: { state: 'delivered' },
  SEEN: { state: 'read' },
  // A voice note that was listened to.
  PLAYED: { state: 'read' },
  FAILED: unexplained,
  FAILURE: unexplained,
  DELIVERY_FAILED: unexplained,
  UNDELIVERED: unexplained,
  UNDELIVERABLE: unexplained,
  NOT_DELIVERED: unexplained,
  REJECTED: unexplained,
  NOT_SENT: unexplained,
  ERROR: unexplained,
  DELIVERY_ERROR: unexplained,
};

/** The names of the statuses whose meaning is known. */
export const statusNames: readonly string[] = [...Object.keys(statusVerdicts), ...unnumberedStatuses];

/**
 * What words say of a template, in a status or in an error at submit time. Clickatell does not publish the errors that a
 * template can meet at submit time, so these are the words of its portal ("Paused", "Disabled", "In-Review"), of its
 * statuses and of Meta's errors ("Template is paused", "Template name does not exist in the translation").
 */
const templateWords: readonly [RegExp, StatusVerdict][] = [
  [/(TEMPLATE|HSM|TRANSLATED|HYDRATED)_.*(TOO_LONG|POLICY|MEDIA|INVALID_URL|URL_.*INVALID|PHONE|NO_BUTTON)/, values],
  [/PARAM(ETER)?S?_(VALUE_)?((IS|ARE)_)?(INVALID|NOT_VALID)|INVALID_(TEMPLATE|HSM)_PARAM/, values],
  [/(TEMPLATE|HSM)_.*(MISSING|NOT_EXISTS?|NOT_FOUND|UNKNOWN|NOT_KNOWN|DELETED|MISMATCH)(_|$)/, template],
  [/(TEMPLATE|HSM)_.*(PAUSED|DISABLED|INACTIVE|BLOCKED|REJECTED|IN_REVIEW|PENDING|UNAVAILABLE)(_|$)/, template],
  [/(TEMPLATE|HSM)_.*NOT_(AVAILABLE|ACTIVE|APPROVED)(_|$)|(TEMPLATE|HSM)_(NAME_)?(IS_)?INVALID(_|$)/, template],
  [/(NO_SUCH|UNKNOWN|MISSING|INVALID|PAUSED|DISABLED|INACTIVE|REJECTED|UNAPPROVED)_(HSM|TEMPLATE)(_|$)/, template],
  // Error 23 names the parameter at its end: `Invalid or missing parameter: template.templateName .`
  [/PARAMETER_.*TEMPLATE_NAME$/, template],
  [/PARAM(ETER)?S?_.*(MISMATCH|NOT_MATCH)|(^|_)FLOW_(IS_)?(BLOCKED|THROTTLED)(_|$)/, template],
];
/** No name is longer. What is may be anything, and costs more than a look. */
const longestName = 500;

/** What words in a name that is not in the table say. The first that fits counts. */
const reasonsInWords: readonly [RegExp, StatusVerdict][] = [
  [/RE_?ENGAGE|OUT(SIDE|_OF)_.*WINDOW|SERVICE_WINDOW|(24|TWENTY_FOUR)_?H(OURS?)?_.*(PASSED|REPLIED|WINDOW)/, window],
  [/(^|_)WINDOW_((IS|WAS|HAS|HAS_BEEN)_)?(CLOSED|EXPIRED|ENDED|PASSED)$/, window],
  ...templateWords,
  [/RATE_?LIMIT|THROTTL|TOO_MANY_REQUESTS/, pace],
  [/PAYMENT_(ISSUE|REQUIRED)|(INSUFFICIENT|NO|OUT_OF)_(ACCOUNT_)?(BALANCE|FUNDS|CREDIT)|VOLUME_LIMIT/, account],
  [/NOT_SUPPORTED|UNSUPPORTED/, form],
];
/** 80 to 85 are about media; their names are not public. */
const formName = /MEDIA|^STATUS_8[0-5]$/;
const failureName =
  /(^|_)(FAIL(ED|URE|S)?|ERROR|UNDELIVER(ED|ABLE)|NOT_(BE_)?(SENT|DELIVERED)|REJECTED|REFUSED|INVALID|EXPIRED|BLOCKED)(_|$)/;
/** `DELIVERED_TO_HANDSET`: the first word is a status, and the others say where or by whom. */
const statusWithPlace = /^(SENT|DELIVERED|READ|SEEN)_(TO|BY|ON|AT)_/;

const codes: ReadonlyMap<number, StatusVerdict> = new Map<number, StatusVerdict>([
  ...Object.entries(statuses).flatMap(([name, code]): [number, StatusVerdict][] => {
    const verdict = statusVerdicts[name];
    return verdict ? [[code, verdict]] : [];
  }),
  ...metaErrors.reEngagement.map((code): [number, StatusVerdict] => [code, window]),
  ...metaErrors.pace.map((code): [number, StatusVerdict] => [code, pace]),
  ...metaErrors.account.map((code): [number, StatusVerdict] => [code, account]),
  ...metaErrors.form.map((code): [number, StatusVerdict] => [code, form]),
  // WHATSAPP_HSM_NOT_AVAILABLE, in a table of 2019. The numbers of the other statuses about templates are not public.
  [134, template],
  ...metaErrors.template.map((code): [number, StatusVerdict] => [code, template]),
  ...metaErrors.templateValues.map((code): [number, StatusVerdict] => [code, values]),
  ...metaErrors.recipient.map((code): [number, StatusVerdict] => [code, failed]),
]);

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

/** Meta's "user has stopped to receive marketing messages". */
const metaMarketingStopped = 131050;

/** The highest number that an error at submit time is known to have. */
const lastError = Math.max(...Object.values(errors).map(({ code }) => code));

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
 * What a status means for a part, by its name in any spelling, otherwise by its number. Returns `undefined` if the
 * status says nothing about the part's outcome.
 */
export function stateOf(status: string, statusCode: number | undefined): PartState | undefined {
  return statusVerdict(status, statusCode)?.state;
}

/** Whether a status's name says that the message failed, and nothing of the reason. */
export function isUnexplained(status: string): boolean {
  return statusVerdict(status, undefined) === unexplained;
}

/**
 * Whether the provider did not take this kind of message. The same content as plain text may be accepted. What a status
 * says of a template's parameters it can also say of a question's buttons.
 */
export function isFormRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  if (!isStatusName(description)) return code !== undefined && errorVerdicts.get(code) === 'form';
  return templateRefusalIn(statusVerdict(description, code)?.about) !== undefined;
}

/**
 * What a refusal of a template says of the template itself, so that another one may be taken in its place. It is either
 * a status (`description` is its name) or an error at submit time. `undefined`: it is about the person, the account or
 * the pace, or nobody knows. Then another template would meet the same.
 *
 * Only what cannot depend on the values counts as `template`, because it keeps the template from everybody for hours.
 */
export function templateRefusal(failure: {
  code?: number | undefined;
  description: string;
}): TemplateRefusal | undefined {
  const { code, description } = failure;
  if (isStatusName(description)) {
    const verdict = statusVerdict(description, code);
    return verdict === unexplained ? undefined : templateRefusalIn(verdict?.about);
  }
  const words = inSnakeCase(description).slice(0, longestName);
  const verdict = templateWords.find(([pattern]) => pattern.test(words))?.[1];
  if (verdict) return templateRefusalIn(verdict.about);
  if (code === undefined || code === errors.channelNotActive.code) return undefined;
  // The numbers of the errors at submit time end below those of the statuses about WhatsApp.
  return templateRefusalIn(errorVerdicts.get(code) ?? (code > lastError ? codes.get(code)?.about : undefined));
}

/** The form of a template is its own: what is said of the form is said of its values, such as the file in its header. */
function templateRefusalIn(about: StatusVerdict['about']): TemplateRefusal | undefined {
  if (about === 'template' || about === 'values') return about;
  return about === 'form' ? 'values' : undefined;
}

/** What a failure tells of the person's consent. */
export type OptOut = 'stopped' | 'marketing-stopped';

/**
 * Whether a failure says that the person takes no messages of ours any more, or no marketing. It is either a status
 * (`description` is its name) or an error at submit time.
 */
export function optOutIn({
  code,
  description,
}: {
  code?: number | undefined;
  description: string;
}): OptOut | undefined {
  if (code === metaMarketingStopped) return 'marketing-stopped';
  if (!isStatusName(description)) return code === errors.optedOut.code ? 'stopped' : undefined;
  const name = inSnakeCase(description).slice(0, longestName);
  const isOptOut = /STOPPED_BY_USER|OPT(ED)?_?OUT|UNSUBSCRIBED/.test(name);
  if (/MARKETING/.test(name)) return isOptOut || /STOP/.test(name) ? 'marketing-stopped' : undefined;
  const isByCode = code === statuses.STOPPED_BY_USER && statusVerdict(description, undefined) === unexplained;
  return isOptOut || isByCode ? 'stopped' : undefined;
}

/** Whether the provider says that a free-form message was sent outside the customer service window. */
export function isWindowRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  return statusVerdict(description, code)?.about === 'window';
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
  if (http === undefined ? isStatusName(description) : Object.hasOwn(statusVerdicts, description)) {
    return faultIn(statusVerdict(description, code)?.about);
  }
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

/**
 * Whether a description is a status's name: the numbers of errors and statuses overlap. Statuses are described by their
 * names as `statusName` writes them, all in upper case, and errors at submit time by a sentence.
 */
function isStatusName(description: string): boolean {
  // `HTTP 400` stands for the words of an error that has none.
  return description === description.toUpperCase() && /\p{L}/u.test(description) && !/^HTTP \d/.test(description);
}

/**
 * What is known of a status. Its name is judged first, by Clickatell's table and by its words; then its number. A name
 * that gives no reason for a failure leaves that to the number: Meta's 131047 comes under `FAILED`.
 */
function statusVerdict(status: string, code: number | undefined): StatusVerdict | undefined {
  const name = inSnakeCase(statusName(status) ?? '');
  const byCode = code === undefined ? undefined : codes.get(code);
  const byName = Object.hasOwn(statusVerdicts, name) ? statusVerdicts[name] : inWords(name);
  if (byName === unexplained) return byCode?.state === 'failed' ? byCode : byName;
  if (byName) return byName;
  const verdict = byCode ?? (isFailure(name, code) ? failed : statusVerdicts[statusWithPlace.exec(name)?.[1] ?? '']);
  return verdict === failed && formName.test(name) ? form : verdict;
}

function inWords(name: string): StatusVerdict | undefined {
  const words = name.slice(0, longestName);
  const verdict = reasonsInWords.find(([pattern]) => pattern.test(words))?.[1];
  if (verdict) return verdict;
  const plain = statusVerdicts[name.replace(/^(WHATSAPP|MESSAGE|MSG)_/, '')];
  return plain ?? (name.startsWith('WHATSAPP_') ? (formName.test(name) ? form : failed) : undefined);
}

/** Clickatell's numbers from 20 on are failures. 1001 marks a message of the person's as read. */
function isFailure(name: string, code: number | undefined): boolean {
  return failureName.test(name) || (code !== undefined && code >= 20 && code !== readReceipt.statusCode);
}
