import { errors, statuses } from './wire.js';

/**
 * What is known of a part's outcome, least first. A status never moves a part back, in whatever order statuses come:
 * `failed` stands under `delivered`, because a message that was delivered was delivered.
 */
export const partStates = ['sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read'] as const;
export type PartState = (typeof partStates)[number];

const byName: Readonly<Record<string, PartState | undefined>> = {
  QUEUED: 'accepted',
  SCHEDULED: 'accepted',
  SENT_TO_SUPPLIER: 'sent',
  DEVICE_ACK: 'delivered',
  READ: 'read',
  // A sandbox took it: nobody's phone shows it, and nothing is wrong.
  EMULATED: 'sent',
};

const byCode = new Map<number, PartState>(
  Object.entries(byName).flatMap(([name, state]) => {
    const code = Object.entries(statuses).find(([known]) => known === name)?.[1];
    return code !== undefined && state ? [[code, state]] : [];
  }),
);

/** Failures whose numbers Clickatell does not publish, or that our table of the wire does not have. */
const otherFailures: ReadonlySet<string> = new Set([
  'VOLUME_LIMIT',
  'VOLUME_LIMIT_DAILY',
  'VOLUME_LIMIT_MONTHLY',
  'STOP_MARKETING_MESSAGES',
  'EXCESSIVE_MESSAGES_TO_RECIPIENT',
  'MEDIA_TYPE_NOT_SUPPORTED',
]);

/**
 * What a status means for a part: by its name, else by its number (Clickatell: 20 and up are failures, but for 24 and
 * 1001). `undefined` for a status that says nothing of the part's fate.
 */
export function stateOf(status: string, statusCode: number | undefined): PartState | undefined {
  if (Object.hasOwn(byName, status)) return byName[status];
  if (Object.hasOwn(statuses, status) && status !== 'UNKNOWN') return 'failed';
  if (otherFailures.has(status) || status.startsWith('WHATSAPP_')) return 'failed';
  if (statusCode === undefined || statusCode === 1001) return undefined;
  return statusCode >= 20 && statusCode !== statuses.EMULATED ? 'failed' : byCode.get(statusCode);
}

/** Errors at submit time that speak of what a message is, and not of whom it goes to, nor of the account. */
const formErrors: ReadonlySet<number | undefined> = new Set<number | undefined>([
  ...[errors.malformed, errors.parameter, errors.contentTooLarge, errors.contentType].map(({ code }) => code),
  ...[errors.mediaTooLarge, errors.mediaNotFound, errors.channelNotActive, errors.noSuchResource].map(
    ({ code }) => code,
  ),
  // 32: media too large as well; 39: a feature that is not active.
  ...[32, 39],
]);
/** Names of statuses that do. A bare DELIVERY_FAILURE says nothing, and the same in words may yet arrive. */
const formStatus = /NOT_SUPPORTED|UNSUPPORTED|MEDIA|^DELIVERY_FAILURE$|^STATUS_8[0-5]$/;

/** Whether the provider did not take a message for what it is: the same content in plain words may be taken. */
export function isFormRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  // Numbers of errors and of statuses overlap; only statuses are described by a name.
  const isStatus = /^[A-Z][A-Z0-9_]+$/.test(description);
  return isStatus ? formStatus.test(description) : formErrors.has(code);
}

/** Whether the provider says that a free-form message came outside the customer service window. */
export function isWindowRefusal({ code, description }: { code?: number | undefined; description: string }): boolean {
  return code === statuses.WHATSAPP_RE_ENGAGEMENT_REQUIRED || /re[-_ ]?engagement/i.test(description);
}
