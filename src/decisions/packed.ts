import type { Activity } from '../core/activity.js';
import type { Conversation, ConversationType, WindowRecord } from '../core/conversation.js';
import { redacted } from '../core/redact.js';
import { nextTemplateReason } from '../sending/nextTemplate.js';
import type { TemplateCategory } from '../templates/catalog.js';
import { intentOf, type WhenClosed } from '../templates/message.js';
import {
  conversationType,
  type Decision,
  foundClosed,
  originalOf,
  type Rule,
  type WindowPolicy,
  windowPolicy,
  windowState,
} from '../window/decide.js';
import type { Brought, DecisionReport } from './record.js';

/** A decision at the moment when it is made, with everything that it was made from. */
export interface Made {
  readonly decision: Decision;
  /** The message, or the template that has taken its place. */
  readonly activity: Activity;
  readonly conversation: Conversation;
  readonly window: WindowRecord | undefined;
  readonly id: string;
  readonly notification?: string | undefined;
  readonly wasFreeForm?: boolean | undefined;
}

/** What a message brought, as it is stored. What is missing was not there; a text is there unless `x` says otherwise. */
interface PackedBrought {
  readonly x?: 0;
  readonly f?: number;
  readonly c?: number;
  readonly p?: number;
  readonly t?: string;
  readonly o?: string;
  readonly w?: WhenClosed;
  readonly h?: string;
  readonly g?: string;
  readonly l?: string;
}

/**
 * A record as it is stored: what nearly every record has in common is left out. One is written for every message, so
 * that each byte counts.
 */
export interface Packed {
  /** When it was decided. */
  readonly t: number;
  /** The message's id. */
  readonly m: string;
  readonly r: Rule;
  /** The reason. */
  readonly y?: string;
  /** The type of the conversation, if it does not follow from the window. */
  readonly c?: ConversationType;
  /** The window's `lastInboundAt` and `refusedAt`. */
  readonly i?: number;
  readonly f?: number;
  /** The notification. */
  readonly n?: string;
  /** The template's name, language and category. */
  readonly e?: readonly [name: string, language: string, category: TemplateCategory];
  /** The policy, if it is not the default one. */
  readonly p?: readonly [marginMs: number, whenClosed: WhenClosed];
  readonly b?: PackedBrought;
  /** The message had its free-form try. */
  readonly s?: 1;
  /** The template was refused afterwards, and one of its fallbacks leaves. */
  readonly k?: 1;
  /** How many times the same was decided again, and when for the last time. */
  readonly x?: number;
  readonly u?: number;
}

const usual = windowPolicy();
const openReason = 'The person wrote less than 24 hours ago.';

const kinds: Readonly<Record<Rule, Decision['kind']>> = {
  'is-template': 'template',
  'window-open': 'free-form',
  'brings-template': 'template',
  'matches-template': 'template',
  hold: 'hold',
  refuse: 'refuse',
  'no-template': 'refuse',
  'handed-off': 'hold',
  'handed-off-refused': 'refuse',
  stopped: 'refuse',
  'not-signed-up': 'refuse',
  'marketing-stopped': 'refuse',
};

export function pack(made: Made, policy: WindowPolicy, at: number): Packed {
  const { decision, activity, window, id, notification, wasFreeForm } = made;
  const { rule, reason } = decision;
  const said = originalOf(activity) ?? activity;
  const brought = packBrought(said);
  const type = conversationType(windowState(window, at, policy.marginMs).state, brought?.g);
  const template = 'template' in decision ? decision.template?.template : undefined;
  const isUsual = policy.marginMs === usual.marginMs && policy.whenClosed === usual.whenClosed;
  const packed: { -readonly [Key in keyof Packed]: Packed[Key] } = { t: at, m: id, r: rule };
  if (reason !== openReason) packed.y = wordsOf(rule, reason, wasFreeForm);
  if (type !== decision.conversationType) packed.c = decision.conversationType;
  if (window?.lastInboundAt !== undefined) packed.i = window.lastInboundAt;
  if (window?.refusedAt !== undefined) packed.f = window.refusedAt;
  if (notification !== undefined) packed.n = notification;
  if (template) packed.e = [template.name, template.language, template.category];
  if (!isUsual) packed.p = [policy.marginMs, policy.whenClosed];
  if (brought) packed.b = brought;
  // The same mark that a message had its free-form try stands for a template that was refused afterwards.
  if (wasFreeForm && reason === nextTemplateReason) packed.k = 1;
  else if (wasFreeForm) packed.s = 1;
  return packed;
}

function wordsOf(rule: Rule, reason: string, wasFreeForm = false): string {
  // A bot can give the reason for a template itself.
  if (rule === 'is-template') return redacted(reason);
  // It was the provider that said so, whatever we knew.
  return wasFreeForm ? foundClosed(reason) : reason;
}

export function kindOf({ r }: Packed): Decision['kind'] {
  return kinds[r];
}

export type Unpacked = Omit<DecisionReport, 'sentence'>;

export function unpack(packed: Packed): Unpacked {
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
export function isSameDecision(one: Packed, other: Packed): boolean {
  const essence = ({ t: _, x: __, u: ___, ...rest }: Packed) => JSON.stringify(rest);
  return one.m === other.m && one.r === other.r && essence(one) === essence(other);
}

function packBrought(said: Activity): PackedBrought | undefined {
  const { text, attachments, suggestedActions, entities, locale } = said;
  const { template, outsideWindow, whenClosed, topic } = intentOf(said);
  const packed: { -readonly [Key in keyof PackedBrought]: PackedBrought[Key] } = {};
  const [files, choices] = [lengthOf(attachments), lengthOf(suggestedActions?.actions)];
  const places = Array.isArray(entities) ? entities.filter(isPlace).length : 0;
  // Of a message that is a template, nothing else counts: its words are the template's.
  if (!text || template) packed.x = 0;
  if (files > 0) packed.f = files;
  if (choices > 0) packed.c = choices;
  if (places > 0) packed.p = places;
  if (template) packed.t = template.name;
  else if (outsideWindow) packed.o = outsideWindow.name;
  if (whenClosed !== undefined) packed.w = typeof whenClosed === 'string' ? whenClosed : 'hold';
  if (!template && typeof whenClosed === 'object' && whenClosed.hold.template) packed.h = whenClosed.hold.template.name;
  if (topic !== undefined) packed.g = topic;
  if (typeof locale === 'string' && locale !== '') packed.l = locale;
  return Object.keys(packed).length > 0 ? packed : undefined;
}

function unpackBrought({ x, f, c, p, t, o, w, h, g, l }: PackedBrought): Brought {
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

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function isPlace(entity: { type?: unknown } | null | undefined): boolean {
  return entity?.type === 'GeoCoordinates' || entity?.type === 'Place';
}
