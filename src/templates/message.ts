import type { Activity } from '../core/activity.js';

/** The value of a slot. */
export type TemplateValue = string | number | bigint;

/** A template by name, with a value for each of its named slots. */
export interface TemplateReference {
  readonly name: string;
  /** Texts and numbers. Anything else that a program puts here is refused when the template is sent, by its slot. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A language of the catalogue, as `en` or `pt_BR`. Default: by the conversation's locale. */
  readonly language?: string;
}

/**
 * What happens to a message while the window is closed: a template is sent instead, the message is held until the person
 * writes, or it is refused.
 */
export type WhenClosed = 'template' | 'hold' | 'refuse';

/** How a message is held. */
export interface Holding {
  /** The template that asks the person to answer, instead of the catalogue's re-engagement template. */
  readonly template?: TemplateReference;
  /**
   * What the message is about, such as `T-42`. It replaces what is held for the person under the same key. An empty one is
   * none: messages about nothing do not replace each other.
   */
  readonly key?: string;
}

/** Made with `holdWith`. */
export interface HoldWith {
  readonly hold: Holding;
}

/** The hand-off that a message of a human belongs to. */
export interface DeskReply {
  /** The hand-off's id. */
  readonly handOff: string;
  /** The conversation's id when it was handed off: what happens to the message is told in its order. */
  readonly queue: string;
}

/** What a message tells the channel, under `channelData.clickatell`. */
export interface MessageIntent {
  /** Send this template, whether the window is open or closed. */
  readonly template?: TemplateReference;
  /** Send this template instead of the message if the window is closed. */
  readonly outsideWindow?: TemplateReference;
  /** Overrides the adapter's policy for this message. */
  readonly whenClosed?: WhenClosed | HoldWith;
  /** The alert that the person signed up for, such as `flight:SA204`. It makes the conversation business-initiated and not a re-engagement. */
  readonly topic?: string;
  /** The message is sent on our own account, so the person must have allowed it. Set by the channel. */
  readonly proactive?: boolean;
  /** A human says it, from the desk. Set by the channel. */
  readonly desk?: DeskReply;
  /** Quote the message that `replyToId` names. Default: nothing is quoted. */
  readonly quote?: boolean;
  /** Why the channel chose the template, if it did. */
  readonly reason?: string;
  /** The message's id, set by the channel. */
  readonly id?: string;
}

/** An activity that is a template. */
export interface TemplateMessage {
  readonly type: 'message';
  readonly channelData: { readonly clickatell: MessageIntent & { readonly template: TemplateReference } };
}

/**
 * A message that is an approved template, inside and outside the window.
 *
 *     await context.sendActivity(template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' }));
 */
export function template(
  name: string,
  parameters: Readonly<Record<string, TemplateValue>> = {},
  options: { language?: string } = {},
): TemplateMessage {
  return { type: 'message', channelData: { clickatell: { template: { name, parameters, ...options } } } };
}

/**
 * A message with a fallback: while the window is open it is sent as it is, otherwise the template is sent instead.
 *
 *     await context.sendActivity(outsideWindow('Your ticket is resolved.', template('ticket_resolved', { … })));
 */
export function outsideWindow(message: string | Activity, fallback: TemplateMessage): Activity {
  return withIntent(message, { outsideWindow: fallback.channelData.clickatell.template });
}

/**
 * Holds a message until the person writes, for `whenClosed`: with another template than the catalogue's to ask them, and
 * in place of what is held under the same key.
 *
 *     await adapter.notify({ to, text, whenClosed: holdWith(template('parcel_news')) });
 *     await context.sendActivity(withIntent('Your ticket is with Ben.', { whenClosed: holdWith(undefined, { key: 'T-42' }) }));
 */
export function holdWith(asking?: TemplateMessage, options: { key?: string } = {}): HoldWith {
  const template = asking?.channelData.clickatell.template;
  return { hold: { ...(template && { template }), ...options } };
}

/** How a message is to be held; `undefined` if it does not ask for that itself. */
export function holdingOf({ whenClosed }: Pick<MessageIntent, 'whenClosed'>): Holding | undefined {
  if (typeof whenClosed === 'object') return whenClosed.hold;
  return whenClosed === 'hold' ? {} : undefined;
}

/** A copy of the message that tells the channel more. What the message tells it already is kept, unless overwritten. */
export function withIntent(message: string | Activity, intent: MessageIntent): Activity {
  const activity = typeof message === 'string' ? { type: 'message', text: message } : message;
  const channelData = isRecord(activity.channelData) ? activity.channelData : {};
  return { ...activity, channelData: { ...channelData, clickatell: { ...intentOf(activity), ...intent } } };
}

/** Reads what an activity tells the channel. Fields of another type are left out. */
export function intentOf(activity: Activity): MessageIntent {
  const data: unknown = isRecord(activity.channelData) ? activity.channelData.clickatell : undefined;
  if (!isRecord(data)) return {};
  const chosen = referenceOf(data.template);
  const fallback = referenceOf(data.outsideWindow);
  const whenClosed = whenClosedOf(data.whenClosed);
  const desk = deskOf(data.desk);
  return {
    ...(chosen && { template: chosen }),
    ...(fallback && { outsideWindow: fallback }),
    ...(whenClosed !== undefined && { whenClosed }),
    ...(typeof data.topic === 'string' && { topic: data.topic }),
    ...(data.quote === true && { quote: true }),
    ...(data.proactive === true && { proactive: true }),
    ...(desk && { desk }),
    ...(typeof data.reason === 'string' && { reason: data.reason }),
    ...(typeof data.id === 'string' && { id: data.id }),
  };
}

function whenClosedOf(value: unknown): MessageIntent['whenClosed'] {
  if (value === 'template' || value === 'hold' || value === 'refuse') return value;
  if (!isRecord(value) || !isRecord(value.hold)) return undefined;
  const template = referenceOf(value.hold.template);
  const { key } = value.hold;
  return { hold: { ...(template && { template }), ...(typeof key === 'string' && key !== '' && { key }) } };
}

function deskOf(value: unknown): DeskReply | undefined {
  if (!isRecord(value) || typeof value.handOff !== 'string' || typeof value.queue !== 'string') return undefined;
  return { handOff: value.handOff, queue: value.queue };
}

function referenceOf(value: unknown): TemplateReference | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  const parameters = isRecord(value.parameters) ? value.parameters : {};
  return {
    name: value.name,
    parameters: Object.fromEntries(Object.entries(parameters).map(([slot, given]) => [slot, inText(given)])),
    ...(typeof value.language === 'string' && { language: value.language }),
  };
}

/** Numbers as text, so that values survive JSON. What is no value stays as it is, for `bind` to refuse. */
function inText(value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)) ? String(value) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
