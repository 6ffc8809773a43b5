import { toldRefusal } from '../clickatell/told.js';
import { templateRefusal } from '../clickatell/verdict.js';
import { SendRefusedError, TemplatesRefusedError } from '../core/errors.js';
import { isGoingOn, nextTemplateReason } from '../sending/nextTemplate.js';
import { againId, fallbackId } from '../sending/partIds.js';
import { conversationType } from '../window/decide.js';
import { isRefusedLate, refusedReason, replacedReason } from './refusedLate.js';
/** All that there are. */
export const notificationStates = [
    ...['accepted', 'waiting', 'sent', 'delivered'],
    ...['read', 'held', 'refused', 'failed'],
];
const lateReason = 'It was given up, and statuses told afterwards that it had left.';
/** What a report says of a failure. The provider's own words stand in the log. */
export function failureOf(fault) {
    if (fault instanceof TemplatesRefusedError) {
        const { message: reason, tried } = fault;
        const isRefused = fault.http !== undefined || fault.code !== undefined;
        return { reason, tried, error: isRefused ? toldError(fault) : { description: fault.description } };
    }
    if (!(fault instanceof SendRefusedError))
        return { reason: fault.message, error: { description: fault.message } };
    const error = toldError(fault);
    return { reason: new SendRefusedError(error.code, error.description).message, error };
}
function toldError({ code, description }) {
    return { ...(code !== undefined && { code }), description: toldRefusal({ code, description }) };
}
function toldOf(unsettled, told) {
    return unsettled === undefined ? told && toldError(told) : { description: unsettled };
}
export function reportOf(stored, parts) {
    const { id, sent } = stored;
    const last = lastTry(stored.message, parts);
    const templatePart = last.findLast((part) => part.sentAs === 'template');
    const counted = templatePart ? [templatePart] : last;
    // The turn that was sending it, or the next of its chain, was set aside.
    const unsettled = counted.find((part) => part.unsettled)?.unsettled?.reason;
    const goingOn = templatePart && isGoingOn(templatePart) ? templatePart : undefined;
    const aside = unsettled ?? goingOn?.unreplaced;
    // Of a template that was refused afterwards, the next of its chain is about to leave.
    const isNotOver = goingOn !== undefined && aside === undefined;
    const failed = isNotOver ? undefined : counted.find((part) => part.state === 'failed');
    const waiting = stored.state === 'sent' ? counted.find((part) => part.state === 'waiting') : undefined;
    // The provider found the window closed although we did not. The template was sent afterwards, if there is one.
    const refused = sent && counted.find(isRefusedLate);
    const left = hasLeft(stored, counted);
    const isLate = left && stored.state === 'failed';
    const replaced = left && templatePart !== undefined && sent?.sentAs === 'text';
    const told = (refused ?? failed)?.error;
    const error = isLate ? undefined : (stored.error ?? toldOf(unsettled, told));
    const template = templatePart?.template;
    const tried = stored.tried ?? triedBefore(templatePart ?? last.find((part) => part.tried));
    const hasEnded = tried.some((each) => each.template === template && each.language === templatePart?.language);
    const isNext = sent?.sentAs === 'template' && templatePart !== undefined && !sent.parts.includes(templatePart.id);
    // Of what waited and was given up, the reason for that counts, and not the first one for waiting.
    const asDecided = (left ? sent?.reason : undefined) ?? stored.reason ?? 'Waits for its turn in the conversation.';
    return {
        id,
        state: left ? (isNotOver ? 'sent' : stateOf(counted)) : stored.state,
        sentAs: waiting ? null : templatePart ? 'template' : (sent?.sentAs ?? (left ? 'text' : null)),
        ...(template !== undefined && { template }),
        conversationType: replaced || refused
            ? conversationType('closed', stored.notification.topic)
            : (sent?.conversationType ?? stored.conversationType ?? null),
        reason: waiting
            ? (waiting.error?.description ?? 'Waits.')
            : left && aside !== undefined
                ? aside
                : left && failed && hasEnded
                    ? new TemplatesRefusedError(tried).message
                    : replaced
                        ? replacedReason
                        : isNext
                            ? nextTemplateReason
                            : refused
                                ? refusedReason(stored.notification)
                                : isLate
                                    ? lateReason
                                    : asDecided,
        messages: parts.map(({ id: clientMessageId, apiMessageId, state }) => ({
            clientMessageId,
            ...(apiMessageId !== undefined && { apiMessageId }),
            state,
        })),
        ...(error && { error }),
        ...(tried.length > 0 && { tried }),
    };
}
/** What was tried before the part left; with the part itself, if the provider did not take it. */
function triedBefore(part) {
    if (!part)
        return [];
    const { tried = [], template = '', language = '', state, error } = part;
    const isRefused = state === 'failed' && error !== undefined && templateRefusal(error) !== undefined;
    const isIn = tried.some((each) => each.template === template && each.language === language);
    return isRefused && !isIn ? [...tried, { template, language, reason: toldRefusal(error) }] : tried;
}
/** The parts of the message as it was sent last, if it was sent more than once. */
function lastTry(message, parts) {
    const again = parts.filter(({ id }) => id === againId(message) || id.startsWith(`${againId(message)}.`));
    return again.length > 0 ? lastTry(againId(message), again) : parts;
}
/** Leaves out the parts that were sent again as their fallback text. */
export function withoutReplaced(parts) {
    const ids = new Set(parts.map(({ id }) => id));
    return parts.filter(({ id }) => !ids.has(fallbackId(id)));
}
/** Also true for a message that failed before its end was known, if statuses tell that all of its parts have left. */
function hasLeft({ state }, parts) {
    if (state !== 'failed')
        return state === 'sent';
    const count = parts.find(({ partCount }) => partCount !== undefined)?.partCount ?? 1;
    return parts.length >= count && parts.every((part) => ['sent', 'delivered', 'read'].includes(part.state));
}
/** A notification's state is that of its part that has come least far. */
function stateOf(parts) {
    const states = new Set(parts.map((part) => part.state));
    if (states.has('failed'))
        return 'failed';
    if (states.has('waiting'))
        return 'waiting';
    if (states.has('sending') || states.has('unknown'))
        return 'accepted';
    if (states.has('accepted') || states.has('sent') || parts.length === 0)
        return 'sent';
    return states.has('delivered') ? 'delivered' : 'read';
}
