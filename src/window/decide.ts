import type { Activity } from '../core/activity.js';
import { leastEpochMs } from '../core/clock.js';
import type { ConversationType, WindowRecord } from '../core/conversation.js';
import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { type BoundTemplate, bind, checkSlots } from '../templates/bind.js';
import type { Template, TemplateCatalog } from '../templates/catalog.js';
import { matchTemplate } from '../templates/match.js';
import { holdingOf, intentOf, type TemplateReference, type WhenClosed } from '../templates/message.js';
import { nearestTemplate } from '../templates/nearest.js';

/** How long the customer service window stays open after a person's last message (Meta's rule): 24 hours, in ms. */
export const customerServiceWindowMs = 24 * 60 * 60 * 1000;

export type { ConversationType, WindowRecord };

/** What a bot does where the window is closed, and when it counts as closed. */
export interface WindowPolicy {
  /** How long before WhatsApp we close the window, in ms: a message that is sent in time can still arrive too late. */
  readonly marginMs: number;
  /**
   * What happens to a message without a template of its own: the approved template that it matches (`template`), the
   * same or else it is held until the person writes (`hold`), or a refusal (`refuse`).
   */
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
  if (!['template', 'hold', 'refuse'].includes(chosen)) {
    faults.push('policy.whenClosed: must be "template", "hold" or "refuse".');
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { marginMs, whenClosed };
}

/** Whether a person’s window is open, and when it closes or has closed, in epoch ms. */
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

/** The part of the rule that decided about a message. */
export type Rule =
  /** The message is a template. */
  | 'is-template'
  | 'window-open'
  /** The window is closed, and the message brings a template for that. */
  | 'brings-template'
  /** The window is closed, and the message's text reads like an approved template. */
  | 'matches-template'
  /** The window is closed, and the message waits until the person writes. */
  | 'hold'
  /** The window is closed, and the message or the policy asks for a refusal. */
  | 'refuse'
  /** The window is closed, and there is no template that could be sent. */
  | 'no-template'
  /** A human has the conversation, and the message waits until the bot has it again, or is refused. */
  | 'handed-off'
  | 'handed-off-refused'
  /** Whatever the window is: the person has written STOP, has not signed up for the alert, or takes no marketing. */
  | ConsentRule;

/** The rule of consent, which comes before the window's for what is sent on our own account. */
export type ConsentRule = 'stopped' | 'not-signed-up' | 'marketing-stopped';

interface Decided {
  readonly rule: Rule;
  readonly conversationType: ConversationType;
  readonly reason: string;
}

/**
 * What to do with a message, and why. For `hold`, the template is the one that asks the person to answer; absent if the
 * message waits for something else.
 */
export type Decision = Decided &
  (
    | { kind: 'free-form'; until: number }
    | { kind: 'template'; template: BoundTemplate }
    | { kind: 'hold'; template?: BoundTemplate; key?: string }
    | { kind: 'refuse'; closedAt: number | undefined }
  );

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

/** Marks a message as one that is sent on our own account, and not as an answer. */
export function asProactive(activity: Activity): Activity {
  const forecast = forecastOf(activity);
  const marked = marking(activity);
  return forecast?.original ? withDecision(marked, forecast.decision, marking(forecast.original)) : marked;
}

/** Whether the message is sent on our own account. */
export function isProactive(activity: Activity): boolean {
  return intentOf(activity).proactive === true;
}

/** A human's message as it leaves now: an answer while the window is open, otherwise on our own account. */
export function asSaidByDesk(activity: Activity, isOpen: boolean): Activity {
  if (!isOpen) return asProactive(activity);
  if (!isProactive(activity)) return activity;
  const { clickatell } = activity.channelData ?? {};
  if (typeof clickatell !== 'object' || clickatell === null) return activity;
  return { ...activity, channelData: { ...activity.channelData, clickatell: { ...clickatell, proactive: false } } };
}

/**
 * What becomes of a message while a human has the conversation; `undefined` if it leaves all the same: it is the human's
 * own, it answers the person, or the policy says so.
 */
export function handedOffDecision(
  activity: Activity,
  window: WindowRecord | undefined,
  policy: 'hold' | 'send' | 'refuse',
  type: ConversationType,
): Decision | undefined {
  const { desk, proactive } = intentOf(activity);
  if (!window?.desk || desk || !proactive || policy === 'send') return undefined;
  const handedOff = 'The conversation is handed off to a human';
  if (policy === 'refuse') {
    const reason = `${handedOff}, and nothing else is sent meanwhile.`;
    return { kind: 'refuse', rule: 'handed-off-refused', conversationType: type, reason, closedAt: undefined };
  }
  const reason = `${handedOff}; the message waits until the hand-off ends.`;
  const key = holdingOf(intentOf(activity))?.key;
  return { kind: 'hold', rule: 'handed-off', conversationType: type, reason, ...(key !== undefined && { key }) };
}

function marking(activity: Activity): Activity {
  const { clickatell } = activity.channelData ?? {};
  const intent = typeof clickatell === 'object' && clickatell !== null ? clickatell : {};
  return { ...activity, channelData: { ...activity.channelData, clickatell: { ...intent, proactive: true } } };
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
 * `outsideWindow`, otherwise as the approved template that its text matches, otherwise it is held if the policy says so,
 * otherwise not sent at all. A text that offers answers matches only a template with the same quick replies, and one with
 * a file or a place matches none: nothing of a message is dropped. A message with `whenClosed: 'hold'` of its own is held
 * in any case, unless it is a template itself. A message with `whenClosed: 'refuse'` is not sent then, not even if it is
 * a template.
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
  const type = conversationType(state, intent.topic);

  const asTemplate = (reference: TemplateReference, rule: Rule, why: string): Decision => {
    const template = bind(catalog.get(reference.name, locale, reference.language), reference.parameters);
    const reason = why + lostActions(activity, template.template);
    return { kind: 'template', rule, conversationType: type, reason, template };
  };

  const mayGoOut = state === 'open' || intent.whenClosed !== 'refuse';
  if (intent.template && mayGoOut) {
    return asTemplate(intent.template, 'is-template', intent.reason ?? 'The message is a template.');
  }

  const fallback = intent.outsideWindow;
  const holding = holdingOf(intent);
  if (state === 'open') {
    for (const each of [fallback, holding?.template]) {
      if (each) checkSlots(catalog.get(each.name, locale, each.language), each.parameters);
    }
    const reason = 'The person wrote less than 24 hours ago.';
    return { kind: 'free-form', rule: 'window-open', conversationType: type, reason, until: closesAt };
  }

  const closed = state === 'closed' ? 'The customer service window is closed' : 'The person has never written';
  const refusal = (rule: Rule, problem: string): Decision => ({
    kind: 'refuse',
    rule,
    conversationType: type,
    reason: `${closed}, and ${problem}.`,
    closedAt: closesAt,
  });
  const isEmpty = catalog.names.length === 0;
  const nothing = isEmpty ? noTemplates : 'there is no template for the message';
  const hold = (asking: TemplateReference | undefined): Decision => {
    if (!asking) {
      const noAsking = 'the catalogue names no "reengagement" template to hold the message behind';
      return refusal('no-template', isEmpty ? noTemplates : noAsking);
    }
    const template = bind(catalog.get(asking.name, locale, asking.language), asking.parameters);
    const reason = `${closed}; the message waits until the person writes.`;
    const key = holding?.key;
    return { kind: 'hold', rule: 'hold', conversationType: type, reason, template, ...(key !== undefined && { key }) };
  };
  if (!mayGoOut) return refusal('refuse', 'the message may not go out as a template');
  if (holding && hasContent(activity))
    return hold(holding.template ?? fallback ?? catalog.asking(window?.name, locale));
  if (fallback) return asTemplate(fallback, 'brings-template', `${closed}; the message brought a template.`);
  const whenClosed = typeof intent.whenClosed === 'string' ? intent.whenClosed : policy.whenClosed;
  if (whenClosed === 'refuse') return refusal('refuse', nothing);

  const { text } = activity;
  const match = text && isTextOnly(activity) ? matchTemplate(text, catalog, locale, repliesOf(activity)) : undefined;
  if (match) {
    const { name, language } = match.template;
    const reference = { name, language, parameters: match.parameters };
    return asTemplate(reference, 'matches-template', `${closed}; the text reads like an approved template.`);
  }
  if (whenClosed === 'hold' && hasContent(activity)) return hold(catalog.asking(window?.name, locale));
  return refusal('no-template', text ? nothing + nearMiss(activity, catalog) : nothing);
}

const noTemplates = 'the adapter was given no templates (its option "templates")';

/** The reason for what was decided about a message that the provider had refused as outside the window, whatever we knew. */
export function foundClosed(reason: string): string {
  return reason.replace(/^[^;,]*(?=[;,])/, 'The provider found the window closed');
}

/** Whether there is anything to be held. Nobody is asked to answer for a message that would show nothing. */
function hasContent({ text, attachments, suggestedActions, entities }: Activity): boolean {
  if (typeof text === 'string' && text.trim() !== '') return true;
  const lists: readonly (readonly unknown[] | undefined)[] = [attachments, suggestedActions?.actions];
  return hasPlace(entities) || lists.some((each) => listOf(each).some((item) => item !== undefined && item !== null));
}

/** Whether the activity says nothing that a text with answers cannot say. */
function isTextOnly({ attachments, entities }: Activity): boolean {
  return !attachments?.length && !hasPlace(entities);
}

function hasPlace(entities: Activity['entities']): boolean {
  return listOf(entities).some((entity) => entity?.type === 'GeoCoordinates' || entity?.type === 'Place');
}

function repliesOf({ suggestedActions }: Activity): string[] {
  return listOf(suggestedActions?.actions).map((action) => String(action?.title || action?.value || ''));
}

/** What a decision's reason says of the suggested actions that the template has no button for; empty if it has all. */
function lostActions(activity: Activity, { buttons = [] }: Template): string {
  const folded = (title: string) => title.replace(/\s+/g, ' ').trim().toLowerCase();
  const carried = new Set(buttons.map(({ title }) => folded(title)));
  const all = repliesOf(activity);
  const lost = all.filter((title) => !carried.has(folded(title))).length;
  if (lost === 0) return '';
  const actions = all.length === 1 ? 'suggested action' : `${all.length} suggested actions`;
  return `${noButtonFor}${lost < all.length ? `${lost} of ` : ''}the message’s ${actions}.`;
}

const noButtonFor = ' The template has no button for ';

/** The sentence of a reason that tells of suggested actions that are lost; empty if there is none. */
export function lostActionsIn(reason: string): string {
  const at = reason.lastIndexOf(noButtonFor);
  return at < 0 ? '' : reason.slice(at);
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
