import type { Activity } from '../core/activity.js';

/** A template by name, with a value for each of its named slots. */
export interface TemplateReference {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** A language of the catalogue, as `en` or `pt_BR`; without it, the conversation's locale chooses. */
  readonly language?: string;
}

/** What may be done with a message while the window is closed: a template in its place, or nothing at all. */
export type WhenClosed = 'template' | 'refuse';

/** What a message says to the channel, under `channelData.clickatell`. */
export interface MessageIntent {
  /** Send this template, whatever the window says. */
  readonly template?: TemplateReference;
  /** Send this template in the message's place while the window is closed. */
  readonly outsideWindow?: TemplateReference;
  /** For this message, instead of the adapter's policy. */
  readonly whenClosed?: WhenClosed;
  /** The alert that the person signed up for: makes it a business-initiated conversation, not a re-engagement. */
  readonly topic?: string;
  /** Show the message as an answer to the one that its `replyToId` names; by itself, nothing is quoted. */
  readonly quote?: boolean;
  /** Why the template stands here, where the channel put it. */
  readonly reason?: string;
  /** The message's id, which the channel gives it. */
  readonly id?: string;
}

/** An activity that is a template. */
export interface TemplateMessage extends Activity {
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
  parameters: Readonly<Record<string, string>> = {},
  options: { language?: string } = {},
): TemplateMessage {
  return { type: 'message', channelData: { clickatell: { template: { name, parameters, ...options } } } };
}

/**
 * A message with two faces: it goes out as it stands while the window is open, and as the template when it is not.
 *
 *     await context.sendActivity(outsideWindow('Your ticket is resolved.', template('ticket_resolved', { … })));
 */
export function outsideWindow(message: string | Activity, fallback: TemplateMessage): Activity {
  return withIntent(message, { outsideWindow: fallback.channelData.clickatell.template });
}

/** A copy of the message with more said to the channel; what the message says already stays. */
export function withIntent(message: string | Activity, intent: MessageIntent): Activity {
  const activity = typeof message === 'string' ? { type: 'message', text: message } : message;
  const channelData = isRecord(activity.channelData) ? activity.channelData : {};
  return { ...activity, channelData: { ...channelData, clickatell: { ...intentOf(activity), ...intent } } };
}

/** What an activity says to the channel. Whatever has not the right form is left out. */
export function intentOf(activity: Activity): MessageIntent {
  const data: unknown = isRecord(activity.channelData) ? activity.channelData.clickatell : undefined;
  if (!isRecord(data)) return {};
  const chosen = referenceOf(data.template);
  const fallback = referenceOf(data.outsideWindow);
  return {
    ...(chosen && { template: chosen }),
    ...(fallback && { outsideWindow: fallback }),
    ...((data.whenClosed === 'template' || data.whenClosed === 'refuse') && { whenClosed: data.whenClosed }),
    ...(typeof data.topic === 'string' && { topic: data.topic }),
    ...(data.quote === true && { quote: true }),
    ...(typeof data.reason === 'string' && { reason: data.reason }),
    ...(typeof data.id === 'string' && { id: data.id }),
  };
}

function referenceOf(value: unknown): TemplateReference | undefined {
  if (!isRecord(value) || typeof value.name !== 'string') return undefined;
  const parameters = isRecord(value.parameters) ? value.parameters : {};
  return {
    name: value.name,
    parameters: Object.fromEntries(Object.entries(parameters).map(([slot, given]) => [slot, String(given)])),
    ...(typeof value.language === 'string' && { language: value.language }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
