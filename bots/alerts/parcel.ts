import { z } from 'zod';
import { choiceOf, clearable, shortText } from './fields.js';
import { localTimeIn, showLocalDay } from './localMoment.js';
import type { Kind, News, Thing } from './thing.js';

export const parcelStates = [
  'accepted',
  'in-transit',
  'out-for-delivery',
  'ready-to-collect',
  'delayed',
  'delivered',
  'returned',
] as const;
export type ParcelState = (typeof parcelStates)[number];

export interface Parcel extends Thing {
  readonly state: ParcelState;
  /** Where it is. */
  readonly place?: string | undefined;
  /** The day on which it is to arrive, as `2026-12-01`. */
  readonly expected?: string | undefined;
}

const stored = z.object({
  id: z.string(),
  state: z.enum(parcelStates),
  place: z.string().optional(),
  expected: z.string().optional(),
  endedAt: z.number().optional(),
});

/** What is not there stays as it is; `null` takes a place or a day back. */
const change = z.strictObject({
  state: choiceOf(parcelStates).optional(),
  place: clearable(shortText(60)),
  expected: clearable(z.iso.date('must be a day, as 2026-12-01')),
});
export type ParcelChange = z.infer<typeof change>;

const dayMs = 24 * 60 * 60 * 1000;
/** Alerts end so long after the parcel was delivered: until then, it may be said to be another one's. */
const alertsMs = 3 * dayMs;

const said: Readonly<Record<ParcelState, string>> = {
  accepted: 'has been handed in',
  'in-transit': 'is on its way',
  'out-for-delivery': 'is out for delivery today',
  'ready-to-collect': 'is ready to be collected',
  delayed: 'is delayed',
  delivered: 'has been delivered',
  returned: 'goes back to the sender',
};

/** Two letters and nine digits, and a country's two letters behind them or not, as the post's own numbers. */
const written = String.raw`([A-Za-z]{2})[\s-]?(\d{3})[\s-]?(\d{3})[\s-]?(\d{3})(?:[\s-]?([A-Z]{2}))?`;
const whole = new RegExp(String.raw`^(?:(?:parcel|order|shipment|package)\s*(?:number|no\.?)?\s*)?${written}$`, 'i');
const named = new RegExp(String.raw`(?<![\p{L}\p{N}])${written}(?![\p{L}\p{N}])`, 'gu');

export const parcels: Kind<Parcel, ParcelChange> = {
  topic: 'parcel',
  template: 'parcel_status',
  example: 'ZA123456789',
  isListed: false,
  stored,
  change,
  readId(text) {
    const found = whole.exec(text.trim().replace(/[.!?]+$/, ''));
    return found ? joined(found) : undefined;
  },
  idsIn: (text) => [...new Set([...text.matchAll(named)].map(joined))],
  missing: ({ state }) => (state === undefined ? 'state' : undefined),
  changed(before, id, { place, expected, ...given }, now) {
    const old = before ?? { id, state: 'accepted' };
    const state = given.state ?? old.state;
    const isEnded = state === 'delivered' || state === 'returned';
    const { endedAt = isEnded ? now : undefined } = old.state === state ? old : {};
    const after: Parcel = {
      id,
      state,
      place: place === null ? undefined : (place ?? old.place),
      expected: expected === null ? undefined : (expected ?? old.expected),
      endedAt,
    };
    const isSame = before && (['state', 'place', 'expected'] as const).every((name) => before[name] === after[name]);
    return isSame ? before : after;
  },
  news(before, after) {
    if (!before) return newsOf(after, [`it ${said[after.state]}`]);
    const parts = [
      before.state === after.state ? '' : `it ${said[after.state]}`,
      before.place === after.place || after.place === undefined ? '' : `it is in ${after.place}`,
      before.expected === after.expected ? '' : dayNews(after.expected),
    ].filter(Boolean);
    return parts.length === 0 ? undefined : newsOf(after, parts);
  },
  standing({ id, state, place, expected, endedAt }) {
    const arrives =
      expected === undefined || endedAt !== undefined ? '' : `It is to arrive on ${showLocalDay(expected)}.`;
    const where = place === undefined || endedAt !== undefined ? '' : `It was last seen in ${place}.`;
    return [`Parcel ${id} ${said[state]}.`, where, arrives].filter(Boolean).join(' ');
  },
  alertsEnd: ({ endedAt }) => (endedAt === undefined ? undefined : endedAt + alertsMs),
  isNext: () => false,
  samples(now) {
    const inDays = (days: number) => localTimeIn(days, '12:00', now).slice(0, 10);
    return [
      { id: 'ZA123456789', state: 'in-transit', place: 'Bloemfontein', expected: inDays(3) },
      { id: 'ZA987654321', state: 'accepted', place: 'Durban', expected: inDays(4) },
      { id: 'ZA555000111', state: 'ready-to-collect', place: 'Rosebank' },
    ];
  },
};

function joined([, sender = '', ...digits]: readonly (string | undefined)[]): string {
  return [sender, ...digits.filter(Boolean)].join('').toUpperCase();
}

function newsOf({ id, endedAt }: Parcel, parts: readonly string[]): News {
  const what = parts.join(', and ');
  const rest = endedAt === undefined ? ` To hear no more of it, say "stop ${id}".` : '';
  return { text: `Parcel ${id}: ${what}.${rest}`, short: what };
}

function dayNews(expected: string | undefined): string {
  return expected === undefined ? 'its day is not known yet' : `it is to arrive on ${showLocalDay(expected)}`;
}
