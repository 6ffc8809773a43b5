import { leastEpochMs } from '../core/clock.js';
import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { bind, checkSlots } from '../templates/bind.js';
import { matchTemplate } from '../templates/match.js';
import { holdingOf, intentOf } from '../templates/message.js';
import { nearestTemplate } from '../templates/nearest.js';
/** How long the customer service window stays open after a person's last message (Meta's rule): 24 hours, in ms. */
export const customerServiceWindowMs = 24 * 60 * 60 * 1000;
/**
 * Completes a policy. The defaults are a margin of 60 s and `template`.
 *
 * @throws ConfigurationError
 */
export function windowPolicy(given = {}) {
    const { marginMs = 60_000, whenClosed = 'template' } = given;
    const faults = [];
    if (!(marginMs >= 0 && marginMs < customerServiceWindowMs)) {
        faults.push('policy.marginMs: must be a number of milliseconds from 0 to less than 24 hours.');
    }
    // Plain JavaScript or a policy from a file can contain a value that the types do not allow.
    const chosen = whenClosed;
    if (!['template', 'hold', 'refuse'].includes(chosen)) {
        faults.push('policy.whenClosed: must be "template", "hold" or "refuse".');
    }
    if (faults.length > 0)
        throw new ConfigurationError(faults);
    return { marginMs, whenClosed };
}
/**
 * Whether the window is open at `now`, and when it closes or closed, with the margin taken off. In epoch ms.
 *
 * @throws InvalidInputError for a time in seconds, by which every window would be open.
 */
export function windowState(record, now, marginMs) {
    if (now < leastEpochMs)
        throw new InvalidInputError('now', 'reads like seconds: give epoch milliseconds');
    const { lastInboundAt, refusedAt } = record ?? {};
    if (lastInboundAt === undefined)
        return { state: 'unknown', closesAt: undefined };
    const closesAt = lastInboundAt + customerServiceWindowMs - marginMs;
    if (refusedAt !== undefined && refusedAt >= lastInboundAt) {
        return { state: 'closed', closesAt: Math.min(refusedAt, closesAt) };
    }
    return { state: now < closesAt ? 'open' : 'closed', closesAt };
}
const decided = Symbol('decision');
/** Attaches a decision to the message, so that it is not made again if it still holds when the message is sent. */
export function withDecision(activity, decision, original) {
    const { clickatell } = activity.channelData ?? {};
    const intent = typeof clickatell === 'object' && clickatell !== null ? clickatell : {};
    const forecast = { decision, ...(original && { original }) };
    return { ...activity, channelData: { ...activity.channelData, clickatell: { ...intent, [decided]: forecast } } };
}
/** The decision that was made about this very message; `undefined` if there is none, or if its intent was replaced. */
export function decisionOf(activity) {
    return forecastOf(activity)?.decision;
}
/** The message as the bot said it, if a template stands in its place now. */
export function originalOf(activity) {
    const original = forecastOf(activity)?.original;
    return original && !intentOf(original).template ? original : undefined;
}
/** The message as the bot said it, also if it is a template: which then names no language that the bot did not name. */
export function saidAs(activity) {
    return forecastOf(activity)?.original ?? activity;
}
/** Marks a message as one that is sent on our own account, and not as an answer. */
export function asProactive(activity) {
    const forecast = forecastOf(activity);
    const marked = marking(activity);
    return forecast?.original ? withDecision(marked, forecast.decision, marking(forecast.original)) : marked;
}
/** Whether the message is sent on our own account. */
export function isProactive(activity) {
    return intentOf(activity).proactive === true;
}
function marking(activity) {
    const { clickatell } = activity.channelData ?? {};
    const intent = typeof clickatell === 'object' && clickatell !== null ? clickatell : {};
    return { ...activity, channelData: { ...activity.channelData, clickatell: { ...intent, proactive: true } } };
}
function forecastOf({ channelData }) {
    const intent = channelData?.clickatell;
    const forecast = typeof intent === 'object' && intent !== null ? Reflect.get(intent, decided) : undefined;
    // No other code has this symbol.
    return forecast;
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
export function decide(activity, window, now, catalog, policy) {
    const intent = intentOf(activity);
    const { state, closesAt } = windowState(window, now, policy.marginMs);
    const locale = activity.locale;
    const type = conversationType(state, intent.topic);
    const asTemplate = (reference, rule, reason) => ({
        kind: 'template',
        rule,
        conversationType: type,
        reason,
        template: bind(catalog.get(reference.name, locale, reference.language), reference.parameters),
    });
    const mayGoOut = state === 'open' || intent.whenClosed !== 'refuse';
    if (intent.template && mayGoOut) {
        return asTemplate(intent.template, 'is-template', intent.reason ?? 'The message is a template.');
    }
    const fallback = intent.outsideWindow;
    const holding = holdingOf(intent);
    if (state === 'open') {
        for (const each of [fallback, holding?.template]) {
            if (each)
                checkSlots(catalog.get(each.name, locale, each.language), each.parameters);
        }
        const reason = 'The person wrote less than 24 hours ago.';
        return { kind: 'free-form', rule: 'window-open', conversationType: type, reason, until: closesAt };
    }
    const closed = state === 'closed' ? 'The customer service window is closed' : 'The person has never written';
    const refusal = (rule, problem) => ({
        kind: 'refuse',
        rule,
        conversationType: type,
        reason: `${closed}, and ${problem}.`,
        closedAt: closesAt,
    });
    const hold = (asking) => {
        if (!asking)
            return refusal('no-template', 'the catalogue names no "reengagement" template to hold the message behind');
        const template = bind(catalog.get(asking.name, locale, asking.language), asking.parameters);
        const reason = `${closed}; the message waits until the person writes.`;
        const key = holding?.key;
        return { kind: 'hold', rule: 'hold', conversationType: type, reason, template, ...(key !== undefined && { key }) };
    };
    if (!mayGoOut)
        return refusal('refuse', 'the message may not go out as a template');
    if (holding && hasContent(activity))
        return hold(holding.template ?? fallback ?? catalog.asking(window?.name, locale));
    if (fallback)
        return asTemplate(fallback, 'brings-template', `${closed}; the message brought a template.`);
    const whenClosed = typeof intent.whenClosed === 'string' ? intent.whenClosed : policy.whenClosed;
    const nothing = 'there is no template for the message';
    if (whenClosed === 'refuse')
        return refusal('refuse', nothing);
    const { text } = activity;
    const match = text && isTextOnly(activity) ? matchTemplate(text, catalog, locale, repliesOf(activity)) : undefined;
    if (match) {
        const { name, language } = match.template;
        const reference = { name, language, parameters: match.parameters };
        return asTemplate(reference, 'matches-template', `${closed}; the text reads like an approved template.`);
    }
    if (whenClosed === 'hold' && hasContent(activity))
        return hold(catalog.asking(window?.name, locale));
    return refusal('no-template', text ? nothing + nearMiss(activity, catalog) : nothing);
}
/** The reason for what was decided about a message that the provider had refused as outside the window, whatever we knew. */
export function foundClosed(reason) {
    return reason.replace(/^[^;,]*(?=[;,])/, 'The provider found the window closed');
}
/** Whether there is anything to be held. Nobody is asked to answer for a message that would show nothing. */
function hasContent({ text, attachments, suggestedActions, entities }) {
    if (typeof text === 'string' && text.trim() !== '')
        return true;
    const lists = [attachments, suggestedActions?.actions];
    return hasPlace(entities) || lists.some((each) => listOf(each).some((item) => item !== undefined && item !== null));
}
/** Whether the activity says nothing that a text with answers cannot say. */
function isTextOnly({ attachments, entities }) {
    return !attachments?.length && !hasPlace(entities);
}
function hasPlace(entities) {
    return listOf(entities).some((entity) => entity?.type === 'GeoCoordinates' || entity?.type === 'Place');
}
function repliesOf({ suggestedActions }) {
    return listOf(suggestedActions?.actions).map((action) => String(action?.title || action?.value || ''));
}
/** A bot in plain JavaScript can put anything where a list belongs, and into it. */
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
/** What keeps the message from being a template that it nearly is, for whoever reads why it was refused. */
function nearMiss(activity, catalog) {
    const near = nearestTemplate(activity.text ?? '', catalog, activity.locale);
    if (!near)
        return '';
    const which = `"${near.name}" (${near.language})`;
    if (!isTextOnly(activity))
        return `; its text reads like ${which}, which has no place for its files and places`;
    if (repliesOf(activity).length > 0 && matchTemplate(activity.text ?? '', catalog, activity.locale)) {
        return `; its text reads like ${which}, whose buttons are not the answers that it offers`;
    }
    return `; its text nearly reads like ${which}: write it as it stands there, or name the template with its values`;
}
/** The type of conversation that a message belongs to, in Clickatell's terms. People sign up for alerts on a topic. */
export function conversationType(state, topic) {
    if (state === 'open')
        return 'customer-initiated';
    return topic === undefined ? 're-engagement' : 'business-initiated';
}
