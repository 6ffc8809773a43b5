import type { Activity } from '../core/activity.js';
import { leastEpochMs } from '../core/clock.js';
import type { ConversationType, WindowRecord } from '../core/conversation.js';
import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { type BoundTemplate, bind, checkSlots } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { matchTemplate } from '../templates/match.js';
import { intentOf, type TemplateReference, type WhenClosed } from '../templates/message.js';
import { nearestTemplate } from '../templates/nearest.js';

/** How long the customer service window stays open after a person's last message (Meta's rule): 24 hours, in ms. */
export const customerServiceWindowMs = 24 * 60 * 60 * 1000;

export type { ConversationType, WindowRecord };

export interface WindowPolicy {
  /** How long before WhatsApp we close the window, in ms: a message that is sent in time can still arrive too late. */
  readonly marginMs: number;
  /** What happens to a message without a template of its own: the approved template that it matches, or a refusal. */
  readonly whenClosed: WhenClosed;
}

/**
 * Completes a policy. The defaults are a margin of 60 s and `template`.
 *
 * @throws ConfigurationError
 */
export function windowPolicy(given: Partial<WindowPolicy> = {}): WindowPolicy {
  const { marginMs = 60_000, whenClosed = 'template' } = given;
  const faults: string[] = [];
  if (!(marginMs >= 0 && marginMs < customerServiceWindowMs)) {
    faults.push('policy.marginMs: must be a number of milliseconds from 0 to less than 24 hours.');
  }
  // Plain JavaScript or a policy from a file can contain a value that the types do not allow.
  const chosen: string = whenClosed;
  if (chosen === 'hold') {
    faults.push('policy.whenClosed: holding messages is not supported yet: use "template" or "refuse".');
  } else if (chosen !== 'template' && chosen !== 'refuse') {
    faults.push('policy.whenClosed: must be "template" or "refuse".');
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { marginMs, whenClosed };
}

export type WindowState =
  | { readonly state: 'open' | 'closed'; readonly closesAt: number }
  | { readonly state: 'unknown'; readonly closesAt: undefined };

/**
 * Whether the window is open at `now`, and when it closes or closed, with the margin taken off. In epoch ms.
 *
 * @throws InvalidInputError for a time in seconds, by which every window would be open.
 */
export function windowState(record: WindowRecord | undefined, now: number, marginMs: number): WindowState {
  if (now < leastEpochMs) throw new InvalidInputError('now', 'reads like seconds: give epoch milliseconds');
  const { lastInboundAt, refusedAt } = record ?? {};
  if (lastInboundAt === undefined) return { state: 'unknown', closesAt: undefined };
  const closesAt = lastInboundAt + customerServiceWindowMs - marginMs;
  if (refusedAt !== undefined && refusedAt >= lastInboundAt) {
    return { state: 'closed', closesAt: Math.min(refusedAt, closesAt) };
  }
  return { state: now < closesAt ? 'open' : 'closed', closesAt };
}

/** What to do with a message, and why. */
export type Decision =
  | { kind: 'free-form'; conversationType: ConversationType; reason: string; until: number }
  | { kind: 'template'; conversationType: ConversationType; reason: string; template: BoundTemplate }
  | { kind: 'refuse'; conversationType: ConversationType; reason: string; closedAt: number | undefined };

const decided = Symbol('decision');

/** What was decided before the message is sent. Sending confirms it, or decides anew if the window has changed. */
interface Forecast {
  readonly decision: Decision;
  /** The message as the bot said it, if the channel has written it anew as a template. */
  readonly original?: Activity;
}

/** Attaches a decision to the message, so that it is not made again if it still holds when the message is sent. */
export function withDecision(activity: Activity, decision: Decision, original?: Activity): Activity {
  const { clickatell } = activity.channelData ?? {};
  const intent = typeof clickatell === 'object' && clickatell !== null ? clickatell : {};
  const forecast: Forecast = { decision, ...(original && { original }) };
  return { ...activity, channelData: { ...activity.channelData, clickatell: { ...intent, [decided]: forecast } } };
}

/** The decision that was made about this very message; `undefined` if there is none, or if its intent was replaced. */
export function decisionOf(activity: Activity): Decision | undefined {
  return forecastOf(activity)?.decision;
}

/** The message as the bot said it, if a template stands in its place now. */
export function originalOf(activity: Activity): Activity | undefined {
  const original = forecastOf(activity)?.original;
  return original && !intentOf(original).template ? original : undefined;
}

/** The message as the bot said it, also if it is a template: which then names no language that the bot did not name. */
export function saidAs(activity: Activity): Activity {
  return forecastOf(activity)?.original ?? activity;
}

function forecastOf({ channelData }: Activity): Forecast | undefined {
  const intent = channelData?.clickatell;
  const forecast: unknown = typeof intent === 'object' && intent !== null ? Reflect.get(intent, decided) : undefined;
  // No other code has this symbol.
  return forecast as Forecast | undefined;
}

/**
 * The window's rule. It is pure: the same arguments give the same decision. Call it at the moment of sending, and again
 * for every part and every try, because time passes between them.
 *
 * A message that is a template is sent as that template. While the window is open, any other message is sent as it is.
 * While the window is closed (or nothing is known about it), a message is sent as the template that it brings with
 * `outsideWindow`, otherwise as the approved template that its text matches, otherwise not at all. A text that offers
 * answers matches only a template with the same quick replies, and one with a file or a place matches none: nothing of
 * a message is dropped. A message with `whenClosed: 'refuse'` is not sent then, not even if it is a template.
 *
 * @throws TemplateNotFoundError, TemplateParameterError for a template that cannot be sent, even while the window is
 * open: a mistake shows at once and not only after 24 hours. InvalidInputError for a time in seconds, by which every
 * window would be open.
 */
export function decide(
  activity: Activity,
  window: WindowRecord | undefined,
  now: number,
  catalog: TemplateCatalog,
  policy: WindowPolicy,
): Decision {
  const intent = intentOf(activity);
  const { state, closesAt } = windowState(window, now, policy.marginMs);
  const locale = activity.locale;

  const asTemplate = (reference: TemplateReference, reason: string): Decision => ({
    kind: 'template',
    conversationType: conversationType(state, intent.topic),
    reason,
    template: bind(catalog.get(reference.name, locale, reference.language), reference.parameters),
  });

  const mayGoOut = state === 'open' || intent.whenClosed !== 'refuse';
  if (intent.template && mayGoOut) {
    return asTemplate(intent.template, intent.reason ?? 'The message is a template.');
  }

  const fallback = intent.outsideWindow;
  if (state === 'open') {
    if (fallback) checkSlots(catalog.get(fallback.name, locale, fallback.language), fallback.parameters);
    const reason = 'The person wrote less than 24 hours ago.';
    return { kind: 'free-form', conversationType: 'customer-initiated', reason, until: closesAt };
  }

  const closed = state === 'closed' ? 'The customer service window is closed' : 'The person has never written';
  const refusal = (problem: string): Decision => ({
    kind: 'refuse',
    conversationType: conversationType(state, intent.topic),
    reason: `${closed}, and ${problem}.`,
    closedAt: closesAt,
  });
  if (!mayGoOut) return refusal('the message may not go out as a template');
  if (fallback) return asTemplate(fallback, `${closed}; the message brought a template.`);
  const nothing = 'there is no template for the message';
  if ((intent.whenClosed ?? policy.whenClosed) !== 'template' || !activity.text) return refusal(nothing);

  const match = isTextOnly(activity) ? matchTemplate(activity.text, catalog, locale, repliesOf(activity)) : undefined;
  if (!match) return refusal(nothing + nearMiss(activity, catalog));
  const { name, language } = match.template;
  const reference = { name, language, parameters: match.parameters };
  return asTemplate(reference, `${closed}; the text reads like an approved template.`);
}

/** Whether the activity says nothing that a text with answers cannot say. */
function isTextOnly({ attachments, entities }: Activity): boolean {
  const hasPlace = listOf(entities).some((entity) => entity?.type === 'GeoCoordinates' || entity?.type === 'Place');
  return !attachments?.length && !hasPlace;
}

function repliesOf({ suggestedActions }: Activity): string[] {
  return listOf(suggestedActions?.actions).map((action) => String(action?.title || action?.value || ''));
}

/** A bot in plain JavaScript can put anything where a list belongs, and into it. */
function listOf<T>(value: readonly T[] | undefined): readonly (T | undefined)[] {
  return Array.isArray(value) ? value : [];
}

/** What keeps the message from being a template that it nearly is, for whoever reads why it was refused. */
function nearMiss(activity: Activity, catalog: TemplateCatalog): string {
  const near = nearestTemplate(activity.text ?? '', catalog, activity.locale);
  if (!near) return '';
  const which = `"${near.name}" (${near.language})`;
  if (!isTextOnly(activity)) return `; its text reads like ${which}, which has no place for its files and places`;
  if (repliesOf(activity).length > 0 && matchTemplate(activity.text ?? '', catalog, activity.locale)) {
    return `; its text reads like ${which}, whose buttons are not the answers that it offers`;
  }
  return `; its text nearly reads like ${which}: write it as it stands there, or name the template with its values`;
}

/** The type of conversation that a message belongs to, in Clickatell's terms. People sign up for alerts on a topic. */
export function conversationType(state: WindowState['state'], topic?: string): ConversationType {
  if (state === 'open') return 'customer-initiated';
  return topic === undefined ? 're-engagement' : 'business-initiated';
}
