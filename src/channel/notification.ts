import { z } from 'zod';
import { InvalidInputError } from '../core/errors.js';
import { addressOf, isAddress } from '../core/person.js';
import { type HoldWith, intentOf, type TemplateMessage, template, type WhenClosed } from '../templates/message.js';

/** A message that the business sends on its own initiative. It has a `text`, a `template` or both. */
export interface Notification {
  /** The person: an international number, or an opaque user id. */
  readonly to: string;
  /** Our number that sends it; the default is the adapter's first. */
  readonly from?: string;
  /** The text that is sent while the window is open. Without it, the template is sent in any case. */
  readonly text?: string;
  /** Quick replies under the text, by their titles. The template has buttons of its own. */
  readonly choices?: readonly string[];
  /**
   * The template that is sent while the window is closed. If the text is held, it is the template that asks the person to
   * answer, instead of the catalogue's re-engagement template.
   */
  readonly template?: TemplateMessage;
  /**
   * Overrides the adapter's policy: `template`, `hold` (or `holdWith(…)`) to keep the text until the person writes, or
   * `refuse` to send nothing while the window is closed.
   */
  readonly whenClosed?: WhenClosed | HoldWith;
  /** The alert that the person signed up for. Without it, a message outside the window is a re-engagement. */
  readonly topic?: string;
  /** The caller's idempotency key: the same id is the same notification. Default: a random id. */
  readonly id?: string;
}

/** An international number, however it is written, or a user id such as `US.13491208655302741918`. */
const person = z
  .string()
  .transform(addressOf)
  .refine(isAddress, 'must be an international number in digits, or a user id');

const value = z.union([z.string(), z.number(), z.bigint()], 'must be a text or a number').transform(String);

const common = {
  to: person,
  from: person.optional(),
  text: z.string().trim().min(1, 'must not be empty').max(32_768, 'must be at most 32768 characters long').optional(),
  choices: z
    .array(z.string().trim().min(1, 'must not be empty').max(72, 'must be at most 72 characters long'))
    .min(1)
    .max(10)
    .optional(),
  topic: z.string().min(1).max(128).optional(),
  id: z
    .string()
    .regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, colons, dashes or underscores')
    .optional(),
};

const reference = z.strictObject({
  name: z.string().min(1),
  parameters: z.record(z.string(), value).default({}),
  language: z.string().min(1).optional(),
});

const key = z.string().min(1, 'must not be empty').max(256, 'must be at most 256 characters long').optional();
const words = z.enum(['template', 'hold', 'refuse'], 'must be "template", "hold" or "refuse"');
const whenClosed = z
  .union([words, z.strictObject({ hold: z.strictObject({ template: reference.optional(), key }) })], {
    error: ({ input }) =>
      typeof input === 'object'
        ? 'must be { "hold": { "template"?, "key"? } }'
        : 'must be "template", "hold" or "refuse"',
  })
  .optional();

const request = z.strictObject({ ...common, whenClosed, template: reference.optional() });

const given = z.strictObject({
  ...common,
  whenClosed,
  template: z
    .custom<TemplateMessage>(
      (message) => typeof message === 'object' && message !== null && intentOf(message).template !== undefined,
      'must be made with template(name, parameters)',
    )
    .optional(),
});

/**
 * Checks a notification and returns it with its numbers as digits. Plain JavaScript can pass anything.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function checkNotification(notification: Notification): Notification {
  const parsed = given.safeParse(notification);
  if (!parsed.success) throw invalid(parsed.error);
  return whole(parsed.data);
}

/**
 * Parses the JSON form of a notification: `{to, text?, template?: {name, parameters, language?}, whenClosed?, …}`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function parseNotification(json: unknown): Notification {
  const parsed = request.safeParse(json);
  if (!parsed.success) throw invalid(parsed.error);
  const { template: reference, ...rest } = parsed.data;
  if (!reference) return whole(rest);
  const { name, parameters, language } = reference;
  return { ...rest, template: template(name, parameters, language === undefined ? {} : { language }) };
}

function whole(notification: Notification): Notification {
  if (notification.choices !== undefined && notification.text === undefined) {
    throw new InvalidInputError('choices', 'stand under a text, and there is none');
  }
  if (notification.text !== undefined || notification.template !== undefined) return notification;
  throw new InvalidInputError('text', 'a notification needs a text, a template, or both');
}

function invalid({ issues: [first] }: z.ZodError): InvalidInputError {
  const issue = first && withinUnion(first);
  if (!issue) return new InvalidInputError('notification', 'cannot be read');
  if (issue.code === 'unrecognized_keys') {
    return new InvalidInputError([...issue.path, issue.keys[0] ?? ''].join('.'), 'there is no such field');
  }
  return new InvalidInputError(issue.path.join('.') || 'notification', issue.message);
}

/** Of an object that may have several forms: what is wrong inside of the one that it comes nearest to. */
function withinUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const [nearest] = issue.errors.flat().sort((one, other) => other.path.length - one.path.length);
  if (!nearest || nearest.path.length === 0) return issue;
  return withinUnion({ ...nearest, path: [...issue.path, ...nearest.path] });
}

/** The notification as JSON for `parseNotification`, so that it can wait in a store. */
export function notificationJson({ template, ...rest }: Notification): Record<string, unknown> {
  return { ...rest, ...(template && { template: template.channelData.clickatell.template }) };
}
