import { redacted } from '../core/redact.js';
import { nextTemplateReason } from '../sending/nextTemplate.js';
import { intentOf } from '../templates/message.js';
import { conversationType, foundClosed, originalOf, windowPolicy, windowState, } from '../window/decide.js';
const usual = windowPolicy();
const openReason = 'The person wrote less than 24 hours ago.';
const kinds = {
    'is-template': 'template',
    'window-open': 'free-form',
    'brings-template': 'template',
    'matches-template': 'template',
    hold: 'hold',
    refuse: 'refuse',
    'no-template': 'refuse',
    stopped: 'refuse',
    'not-signed-up': 'refuse',
    'marketing-stopped': 'refuse',
};
export function pack(made, policy, at) {
    const { decision, activity, window, id, notification, wasFreeForm } = made;
    const { rule, reason } = decision;
    const said = originalOf(activity) ?? activity;
    const brought = packBrought(said);
    const type = conversationType(windowState(window, at, policy.marginMs).state, brought?.g);
    const template = 'template' in decision ? decision.template.template : undefined;
    const isUsual = policy.marginMs === usual.marginMs && policy.whenClosed === usual.whenClosed;
    const packed = { t: at, m: id, r: rule };
    if (reason !== openReason)
        packed.y = wordsOf(rule, reason, wasFreeForm);
    if (type !== decision.conversationType)
        packed.c = decision.conversationType;
    if (window?.lastInboundAt !== undefined)
        packed.i = window.lastInboundAt;
    if (window?.refusedAt !== undefined)
        packed.f = window.refusedAt;
    if (notification !== undefined)
        packed.n = notification;
    if (template)
        packed.e = [template.name, template.language, template.category];
    if (!isUsual)
        packed.p = [policy.marginMs, policy.whenClosed];
    if (brought)
        packed.b = brought;
    // The same mark that a message had its free-form try stands for a template that was refused afterwards.
    if (wasFreeForm && reason === nextTemplateReason)
        packed.k = 1;
    else if (wasFreeForm)
        packed.s = 1;
    return packed;
}
function wordsOf(rule, reason, wasFreeForm = false) {
    // A bot can give the reason for a template itself.
    if (rule === 'is-template')
        return redacted(reason);
    // It was the provider that said so, whatever we knew.
    return wasFreeForm ? foundClosed(reason) : reason;
}
export function kindOf({ r }) {
    return kinds[r];
}
export function unpack(packed) {
    const { t: at, r: rule, y: reason = openReason, i: lastInboundAt, f: refusedAt, e, p, b = {} } = packed;
    const [marginMs, policy] = p ?? [usual.marginMs, usual.whenClosed];
    const record = {
        ...(lastInboundAt !== undefined && { lastInboundAt }),
        ...(refusedAt !== undefined && { refusedAt }),
    };
    const { state: known, closesAt } = windowState(record, at, marginMs);
    const state = packed.s && known === 'unknown' ? 'closed' : known;
    return {
        at,
        kind: kinds[rule],
        rule,
        conversationType: packed.c ?? conversationType(state, b.g),
        reason,
        ...(e && { template: { name: e[0], language: e[1], category: e[2] } }),
        window: { state, ...record, ...(closesAt !== undefined && { closesAt }) },
        marginMs,
        policy,
        brought: unpackBrought(b),
    };
}
/** Whether the same was decided about the same message, from the same. */
export function isSameDecision(one, other) {
    const essence = ({ t: _, x: __, u: ___, ...rest }) => JSON.stringify(rest);
    return one.m === other.m && one.r === other.r && essence(one) === essence(other);
}
function packBrought(said) {
    const { text, attachments, suggestedActions, entities, locale } = said;
    const { template, outsideWindow, whenClosed, topic } = intentOf(said);
    const packed = {};
    const [files, choices] = [lengthOf(attachments), lengthOf(suggestedActions?.actions)];
    const places = Array.isArray(entities) ? entities.filter(isPlace).length : 0;
    // Of a message that is a template, nothing else counts: its words are the template's.
    if (!text || template)
        packed.x = 0;
    if (files > 0)
        packed.f = files;
    if (choices > 0)
        packed.c = choices;
    if (places > 0)
        packed.p = places;
    if (template)
        packed.t = template.name;
    else if (outsideWindow)
        packed.o = outsideWindow.name;
    if (whenClosed !== undefined)
        packed.w = typeof whenClosed === 'string' ? whenClosed : 'hold';
    if (!template && typeof whenClosed === 'object' && whenClosed.hold.template)
        packed.h = whenClosed.hold.template.name;
    if (topic !== undefined)
        packed.g = topic;
    if (typeof locale === 'string' && locale !== '')
        packed.l = locale;
    return Object.keys(packed).length > 0 ? packed : undefined;
}
function unpackBrought({ x, f, c, p, t, o, w, h, g, l }) {
    return {
        text: x === undefined,
        files: f ?? 0,
        choices: c ?? 0,
        places: p ?? 0,
        ...(t !== undefined && { template: t }),
        ...(o !== undefined && { outsideWindow: o }),
        ...(w !== undefined && { whenClosed: w }),
        ...(h !== undefined && { holdWith: h }),
        ...(g !== undefined && { topic: g }),
        ...(l !== undefined && { locale: l }),
    };
}
function lengthOf(list) {
    return Array.isArray(list) ? list.length : 0;
}
function isPlace(entity) {
    return entity?.type === 'GeoCoordinates' || entity?.type === 'Place';
}
