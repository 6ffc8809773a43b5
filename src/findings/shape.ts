import { z } from 'zod';

/** `native`: the person sees it as WhatsApp shows it. `text`: it is refused, lost, or arrives as words alone. */
export type FoundForm = 'native' | 'text';

/** The kinds of messages whose wire shape Clickatell does not document. */
export const foundKinds = ['buttons', 'list', 'link', 'location', 'locationRequest', 'contacts'] as const;
/** A kind of message whose wire shape Clickatell does not document. */
export type FoundKind = (typeof foundKinds)[number];

/** How a bot's files leave: uploaded first, inside the message, or not at all (then they are told in words). */
export type MediaRoute = 'upload' | 'inline' | 'none';

/** The version of the file. A file of a later version is not read. */
export const findingsVersion = 1;

const form = z.enum(['native', 'text']);
const names = z.array(z.string());

/** What the callbacks of a number look like: names of fields and headers, and no values of them. */
const webhook = z.object({
  /** How long the callback of a message took, from the provider's time of it to its arrival, in ms. */
  delayMs: z.number().optional(),
  /** How the secret came: in the address, as the password of HTTP Basic, or not at all because none is asked for. */
  secret: z.enum(['query', 'basic', 'none']).optional(),
  headers: names.optional(),
  /** By the name of the event: the names of its entry's fields. */
  events: z.record(z.string(), names).optional(),
});
/** What `doctor` found out about the callbacks of an integration. */
export type WebhookFindings = z.infer<typeof webhook>;

/** What `doctor` found out about the integration of one business number. What is absent was not found out. */
export const numberFindings = z.object({
  /** When, in ISO 8601. */
  at: z.iso.datetime(),
  /** The provider that was asked. */
  baseUrl: z.url(),
  kinds: z.partialRecord(z.enum(foundKinds), form).default({}),
  /**
   * The most messages that the provider takes in one request. It is inferred from the errors of requests that could not
   * be accepted, and 200 means "200 or more".
   */
  batchSize: z.int().min(1).optional(),
  media: z.enum(['upload', 'inline', 'none']).optional(),
  /** Whether a message can quote another one. */
  quote: z.boolean().optional(),
  /** Whether these parts of templates work. */
  templates: z.object({ quickReplies: z.boolean().optional(), urlSuffix: z.boolean().optional() }).optional(),
  webhook: webhook.optional(),
});
/** What `doctor` found out about the integration of one business number. What is absent was not found out. */
export type NumberFindings = z.infer<typeof numberFindings>;

/** The file `clickatell.findings.json`. */
export const findingsFile = z.object({
  version: z.literal(findingsVersion, `must be ${findingsVersion}: run the doctor of this version once more`),
  /** By business number, in digits. */
  numbers: z
    .record(z.string(), numberFindings)
    .refine((numbers) => Object.keys(numbers).every((number) => /^\d+$/.test(number)), 'each must be named in digits'),
});
export type FindingsFile = z.infer<typeof findingsFile>;
