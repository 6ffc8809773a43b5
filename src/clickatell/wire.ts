import { z } from 'zod';
import { redacted } from '../core/redact.js';

/**
 * Clickatell's One API as it looks on the wire, and nothing else: what the client and the emulator both have to know.
 * Sources: Clickatell's developer reference ("One API", "One API client callbacks") and its tables of errors and
 * message statuses. Where a shape is not certain, the comment says so, and no other module rests on it.
 */

/** One message of `POST /v1/message`. `channel` is always set: without it, Clickatell sends an SMS. */
export interface WireMessage {
  channel: 'whatsapp';
  /** Digits, no `+`; or an opaque user id. */
  to: string;
  clientMessageId?: string;
  /** Text, UTF-8, at most 4096 characters; or a file as base64, if there is a `contentType`. */
  content?: string;
  /** Makes `content` a file: the older form of media. The shape is likely. The whole request has at most 20 MB. */
  contentType?: string;
  /** Of a file in `content`. Not on audio. */
  caption?: string;
  previewFirstUrl?: boolean;
  template?: WireTemplate;
  /** An uploaded file. The shape is likely. No caption on audio. */
  media?: { contentType: string; fileId: string; caption?: string };
  /** Degrees as strings. The shape is likely. */
  location?: { latitude: string; longitude: string; name?: string; address?: string };
  /** That contacts can be sent is likely; what stands in one is a guess. */
  contacts?: WireContact[];
  /** Reply buttons, the one interactive shape that was ever seen (weak). */
  button?: { body: string; items: { type: 'reply'; title: string; postbackData: string }[] };
  /** A list of rows to pick from. Supported for certain; the shape is a guess. */
  list?: { body: string; button: string; sections: WireSection[] };
  /** One button that opens an address. Supported for certain; the shape is a guess. */
  ctaUrl?: { body: string; title: string; url: string };
  /** A button that asks for the person's location. Supported for certain; the shape is a guess. */
  locationRequest?: { body: string };
  /** The message that this one quotes, by the provider's id. Certain on what comes in, a guess on what goes out. */
  relatedMessageId?: string;
}

/** What a message says, apart from its recipient and its id. */
export type WireContent = Omit<WireMessage, 'channel' | 'to' | 'clientMessageId'>;

export interface WireSection {
  title?: string;
  items: { title: string; description?: string; postbackData: string }[];
}

export interface WireContact {
  name: { formattedName: string; firstName?: string; lastName?: string };
  phones?: { phone: string; type?: string; waId?: string }[];
  emails?: { email: string; type?: string }[];
  organization?: { company: string; title?: string };
}

/** A template message. That `body.parameters` maps positions to values is certain; the rest of the shape is likely. */
export interface WireTemplate {
  templateName: string;
  header?:
    | { type: 'text'; text: { parameters: Record<string, string> } }
    | { type: 'media'; media: { fileId: string } };
  body?: { parameters: Record<string, string> };
  /** `listPosition` counts from 1. */
  buttons?: { type: 'url'; listPosition: number; parameters: Record<string, string> }[];
}

/** The description is in free words, which may repeat the message: they are redacted where they enter. */
const wireError = z.object({ code: z.number().optional(), description: z.string().transform(redacted).optional() });

/** The answer to `POST /v1/message`. The order of `messages` is not promised. Fields that are absent mean "none". */
export const sendAnswer = z.object({
  messages: z
    .array(
      z.object({
        apiMessageId: z.string().nullish(),
        accepted: z.boolean(),
        to: z.string().nullish(),
        clientMessageId: z.string().nullish(),
        error: wireError.nullish(),
      }),
    )
    .nullish(),
  error: wireError.nullish(),
});
export type SendAnswer = z.infer<typeof sendAnswer>;
export type WireError = z.infer<typeof wireError>;

/** Errors at submit time (Clickatell, "One API errors table"). */
export const errors = {
  invalidKey: { code: 1, http: 401, description: 'Invalid or missing integration API Key' },
  accountInactive: { code: 2, http: 400, description: 'Account is inactive' },
  integrationInactive: { code: 3, http: 400, description: 'Integration is inactive' },
  addressNotApproved: { code: 7, http: 401, description: 'IP address not approved' },
  internal: { code: 18, http: 500, description: 'Internal error' },
  internalRetry: { code: 19, http: 503, description: 'Internal error, please retry' },
  noBalance: { code: 20, http: 402, description: 'Insufficient account balance' },
  malformed: { code: 21, http: 400, description: 'Malformed payload' },
  tooManyMessages: { code: 22, http: 400, description: 'Too many messages in one request' },
  parameter: { code: 23, http: 400, description: 'Invalid or missing parameter' },
  contentTooLarge: { code: 24, http: 400, description: 'Content too large' },
  invalidRecipient: { code: 25, http: 400, description: 'Invalid recipient' },
  optedOut: { code: 26, http: 400, description: 'Recipient opted out' },
  notOnChannel: { code: 27, http: 400, description: 'Recipient not available on channel' },
  contentType: { code: 30, http: 400, description: 'Content type not supported' },
  mediaTooLarge: { code: 31, http: 400, description: 'Media too large' },
  mediaNotFound: { code: 33, http: 400, description: 'Media not found' },
  channelNotActive: { code: 38, http: 400, description: 'Channel not active on this integration' },
  noSuchResource: { code: 41, http: 404, description: 'The requested resource does not exist' },
  method: { code: 42, http: 405, description: 'Method not supported' },
  rateLimit: { code: 43, http: 400, description: 'Rate limit exceeded' },
  demoExpired: { code: 46, http: 400, description: 'Demo period expired' },
} as const;

/** Statuses of a message (Clickatell, "One API message status table"). Judge by the name first, the number second. */
export const statuses = {
  UNKNOWN: 1,
  QUEUED: 2,
  SCHEDULED: 3,
  SENT_TO_SUPPLIER: 4,
  DEVICE_ACK: 5,
  READ: 6,
  EXPIRED: 20,
  STOPPED_BY_USER: 21,
  STOPPED_BY_ADMIN: 22,
  DELIVERY_FAILURE: 23,
  EMULATED: 24,
  INSUFFICIENT_ACCOUNT_BALANCE: 25,
  VOLUME_LIMIT: 26,
  VOLUME_LIMIT_DAILY: 27,
  VOLUME_LIMIT_MONTHLY: 28,
  RECIPIENT_DOES_NOT_EXIST: 29,
  WHATSAPP_ACCOUNT_PAYMENT_ISSUE: 130,
  WHATSAPP_RE_ENGAGEMENT_REQUIRED: 131,
  WHATSAPP_SPAM_RATE_LIMIT_REACHED: 132,
  WHATSAPP_SERVER_RATE_LIMIT: 133,
  WHATSAPP_TEMPLATE_TEXT_TOO_LONG: 140,
  WHATSAPP_TEMPLATE_FORMAT_MISMATCH: 141,
} as const;
export type StatusName = keyof typeof statuses;

/** Statuses whose numbers are not public, or not certain. */
export const unnumberedStatuses = [
  'STOP_MARKETING_MESSAGES',
  'EXCESSIVE_MESSAGES_TO_RECIPIENT',
  'ENCRYPTION_VALIDATION_ERROR',
  'MEDIA_TYPE_NOT_SUPPORTED',
  'ANONYMOUS_USER_ID_INVALID',
  'ANONYMOUS_USER_ID_ERROR',
  'WHATSAPP_HSM_NOT_AVAILABLE',
  'WHATSAPP_HSM_PARAM_COUNT_MISMATCH',
  'WHATSAPP_HSM_IS_MISSING',
  'WHATSAPP_EXPERIMENTAL_NUMBER',
  'WHATSAPP_TEMPLATE_FORMATTING_POLICY_VIOLATED',
  'WHATSAPP_TEMPLATE_MEDIA_FORMAT_UNSUPPORTED',
  'WHATSAPP_PARAMETER_MISSING',
  'WHATSAPP_PARAMETER_INVALID',
  'WHATSAPP_PARAMETER_NOT_REQUIRED',
  'WHATSAPP_TEMPLATE_INVALID_URL',
  'WHATSAPP_TEMPLATE_INVALID_PHONE_NUMBER',
  'WHATSAPP_TEMPLATE_RECEIVER_NO_BUTTON_SUPPORT',
] as const;

/**
 * Numbers of Meta's own, which can stand in a status instead of Clickatell's (Meta, "Cloud API error codes"; 470 to 472
 * are those of its older API). Clickatell's end far below.
 */
export const metaErrors = {
  reEngagement: [131047, 470],
  pace: [130429, 131016, 131048, 131056, 131057, 80007, 471],
  account: [131042, 131031, 368],
  form: [131051, 131052, 131053],
  /**
   * About the template, whoever it is for: another number of parameters, not there (in this language), parameters of
   * another form, paused, disabled; its flow is blocked or throttled; a parameter that it needs is missing.
   */
  template: [132000, 132001, 132012, 132015, 132016, 132068, 132069, 131008],
  /** About the values in it: too long when filled in, against the policy for characters, not valid. */
  templateValues: [132005, 132007, 131009],
  /** About the recipient: not on WhatsApp, in an experiment, wants no marketing. */
  recipient: [131021, 131026, 131049, 131050, 130472, 472],
} as const;

/** The body of `POST /v1/notification`, which marks an inbound message as read. */
export const readReceipt = { statusCode: 1001 } as const;

/** Where the path of each call is written once. */
export const paths = {
  message: '/v1/message',
  notification: '/v1/notification',
  media: '/v1/media',
  balance: '/v1/balance',
} as const;
