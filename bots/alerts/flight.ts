import { z } from 'zod';
import { choiceOf, clearable, shortText } from './fields.js';
import { instantOfMoment, localMoment, localTimeIn, showLocalMoment } from './localMoment.js';
import type { Kind, News, Thing } from './thing.js';

export const flightStates = [
  'scheduled',
  'delayed',
  'boarding',
  'departed',
  'landed',
  'diverted',
  'cancelled',
] as const;
export type FlightState = (typeof flightStates)[number];

export interface Flight extends Thing {
  readonly state: FlightState;
  /** Where it leaves, and where it goes to. */
  readonly origin?: string | undefined;
  readonly destination?: string | undefined;
  readonly gate?: string | undefined;
  /** As `2026-12-01T10:40+02:00`, by the clock of its airport. */
  readonly departs?: string | undefined;
}

const stored = z.object({
  id: z.string(),
  state: z.enum(flightStates),
  origin: z.string().optional(),
  destination: z.string().optional(),
  gate: z.string().optional(),
  departs: z.string().optional(),
  endedAt: z.number().optional(),
});

/** What is not there stays as it is; `null` takes a gate or a time back. */
const change = z.strictObject({
  state: choiceOf(flightStates).optional(),
  gate: clearable(shortText(8).transform((gate) => gate.toUpperCase())),
  departs: clearable(localMoment),
  origin: shortText(60).optional(),
  destination: shortText(60).optional(),
});
export type FlightChange = z.infer<typeof change>;

const dayMs = 24 * 60 * 60 * 1000;
/** Alerts end so long after the flight has ended: by then, what comes is about the next flight with the number. */
const alertsMs = 2 * dayMs;

const said: Readonly<Record<FlightState, string>> = {
  scheduled: 'is on time',
  delayed: 'is delayed',
  boarding: 'is boarding',
  departed: 'has departed',
  landed: 'has landed',
  diverted: 'is going to another airport',
  cancelled: 'is cancelled',
};

/** An airline's two or three characters, at most one of them a digit, and up to four digits. */
const written = String.raw`([A-Za-z]{2,3}|[A-Za-z]\d|\d[A-Za-z])[\s-]?0*([1-9]\d{0,3})`;
const whole = new RegExp(String.raw`^(?:flight\s*(?:number|no\.?)?\s*)?${written}$`, 'i');
const named = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<!gate )(?:(?:flight)\s+(?:number\s+|no\.?\s+)?)?${written}(?![\p{L}\p{N}-])`,
  'giu',
);
/** Words that make "in 20 minutes" and "at 10" look like flights. */
const words = new Set(
  'am an as at be by do go he if in is it me my no of on or pm so to up us we and are for the you was has had not but can all any gate last next past than what when may jun jul aug sep oct nov dec jan feb mar apr mon tue wed thu fri sat sun zar'.split(
    ' ',
  ),
);

export const flights: Kind<Flight, FlightChange> = {
  topic: 'flight',
  template: 'flight_status',
  example: 'SA204',
  isListed: true,
  stored,
  change,
  readId(text) {
    const [, airline, number] = whole.exec(text.trim().replace(/[.!?]+$/, '')) ?? [];
    return airline === undefined ? undefined : `${airline}${number}`.toUpperCase();
  },
  idsIn(text) {
    const found = [...text.matchAll(named)].filter(([, airline = '']) => !words.has(airline.toLowerCase()));
    return [...new Set(found.map(([, airline, number]) => `${airline}${number}`.toUpperCase()))];
  },
  missing: ({ state }) => (state === undefined ? 'state' : undefined),
  changed(before, id, { gate, departs, ...given }, now) {
    const old = before ?? { id, state: 'scheduled' };
    const state = given.state ?? old.state;
    const isEnded = state === 'landed' || state === 'cancelled';
    const { endedAt = isEnded ? now : undefined } = old.state === state ? old : {};
    return sameUnless(before, {
      id,
      state,
      origin: given.origin ?? old.origin,
      destination: given.destination ?? old.destination,
      gate: gate === null ? undefined : (gate ?? old.gate),
      departs: departs === null ? undefined : (departs ?? old.departs),
      endedAt,
    });
  },
  news(before, after) {
    if (!before) return newsOf(after, `it ${said[after.state]}`);
    const parts = [
      before.state === after.state ? '' : `it ${said[after.state]}`,
      before.gate === after.gate ? '' : gateNews(before.gate, after.gate),
      before.departs === after.departs ? '' : timeNews(after.departs),
    ].filter(Boolean);
    return parts.length === 0 ? undefined : newsOf(after, parts.join(', and '));
  },
  standing(flight) {
    const { id, state, gate, departs } = flight;
    const isWaiting = ['scheduled', 'delayed', 'boarding'].includes(state);
    const leaves = departs === undefined ? '' : `It leaves at ${showLocalMoment(departs)}.`;
    const from = gate === undefined ? 'Its gate is not known yet.' : `Its gate is ${gate}.`;
    return [`Flight ${id}${routeOf(flight)} ${said[state]}.`, ...(isWaiting ? [leaves, from] : [])]
      .filter(Boolean)
      .join(' ');
  },
  alertsEnd: ({ endedAt }) => (endedAt === undefined ? undefined : endedAt + alertsMs),
  // A cancelled one may be put on again.
  isNext: (before, after) => before.state === 'landed' && after.state !== 'landed',
  samples: (now) => [
    sample('SA204', 'Johannesburg', 'Cape Town', 'B12', localTimeIn(2, '10:40', now)),
    sample('SA301', 'Johannesburg', 'Durban', undefined, localTimeIn(2, '17:05', now)),
    sample('FA117', 'Cape Town', 'Johannesburg', 'A3', localTimeIn(3, '06:30', now)),
    { ...sample('4Z702', 'Johannesburg', 'Gqeberha', 'C4', localTimeIn(3, '14:15', now)), state: 'delayed' },
  ],
};

/** Times that are written in two ways and are the same are no change. */
function sameUnless(before: Flight | undefined, after: Flight): Flight {
  if (!before) return after;
  const departs = sameMoment(before.departs, after.departs) ? before.departs : after.departs;
  const next = { ...after, departs };
  const isSame = (['state', 'origin', 'destination', 'gate', 'departs'] as const).every(
    (name) => before[name] === next[name],
  );
  return isSame ? before : next;
}

function sameMoment(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && instantOfMoment(one) === instantOfMoment(other);
}

function newsOf(flight: Flight, what: string): News {
  const text = `Flight ${flight.id}${routeOf(flight)}: ${what}.`;
  const rest =
    flight.state === 'departed' || flight.endedAt !== undefined
      ? ''
      : ` To hear no more of it, say "stop ${flight.id}".`;
  return { text: `${text}${rest}`, short: what };
}

function gateNews(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return 'its gate is open again and will be told';
  return before === undefined ? `its gate is ${after}` : `its gate is now ${after} and not ${before}`;
}

function timeNews(departs: string | undefined): string {
  return departs === undefined ? 'its new time is not known yet' : `it leaves at ${showLocalMoment(departs)}`;
}

function routeOf({ origin, destination }: Flight): string {
  if (origin !== undefined && destination !== undefined) return ` (${origin} to ${destination})`;
  return destination === undefined ? '' : ` (to ${destination})`;
}

function sample(id: string, origin: string, destination: string, gate: string | undefined, departs: string): Flight {
  return { id, state: 'scheduled', origin, destination, ...(gate && { gate }), departs };
}
