import fc from 'fast-check';
import {
  type FateName,
  fates,
  namesOf,
  type RefusalName,
  type RequestFaultName,
  refusals,
  requestFaults,
  type WayToTell,
  waysToTell,
} from './faults.js';

/** What the bot does when a person writes. */
export const behaviours = [
  'echo',
  'says two things',
  'says two things at once',
  'has a template',
  'is long',
  'refuses outside the window',
  'holds',
  'holds for a day',
  'holds, and crashes a day later',
  'says nothing',
  'thinks for a day',
  'is written to meanwhile',
  'notifies',
  'talks to the next one',
  'fails',
  'crashes',
  'stalls',
  'signs the person up',
  'signs the person off',
  'hears STOP meanwhile',
  'goes on in a turn of its own',
] as const;
export type Behaviour = (typeof behaviours)[number];

/** What a notification is made of. */
export const notices = [
  'text',
  'both',
  'template',
  'text or nothing',
  'held',
  'held, with a template',
  'held under a key',
  'held behind a template',
  'marketing',
] as const;
export type Notice = (typeof notices)[number];

/** What people can sign up for, and one that there is not. */
export const subscriptions = ['tickets', 'flight:SA204', 'offers'] as const;
export type Subscription = (typeof subscriptions)[number];
export const undeclared = 'weather';
export type Topic = Subscription | typeof undeclared;

/** What a person says of their consent, in their own way. */
export const stopWords = ['STOP', 'stop', '*Stopp*', 'ARRÊT', 'baja', '🛑 misa', 'Unsubscribe', 'stop all', 'ＳＴＯＰ'];
export const startWords = ['START', 'start!', '👍 Unstop', 'Réabonner', 'ＳＴＡＲＴ'];

/** What a program says of a person's consent. Times are in ms from now. */
export interface ConsentChange {
  readonly stopped?: boolean;
  readonly topics?: Partial<Record<Subscription, boolean>>;
  readonly until?: number;
}

/** How the bot says something. A `long` message has two parts. */
export const faces = ['plain', 'template', 'long', 'refuse', 'hold', 'hold a long one', 'hold under a key'] as const;
export type Face = (typeof faces)[number];

export function isHeldBack(way: Face | Notice): boolean {
  return way.startsWith('hold') || way.startsWith('held');
}

/** One thing that happens. `hasty`: the next one does not wait until everything that follows from it has happened. */
export type Step =
  | { kind: 'write'; person: number; behaviour: Behaviour; copies: number; isLate: boolean; hasty: boolean }
  | { kind: 'keyword'; person: number; words: string; isStop: boolean; copies: number; isLate: boolean; hasty: boolean }
  | { kind: 'keyword again'; index: number; hasty: boolean }
  | { kind: 'consent'; person: number; change: ConsentChange; hasty: boolean }
  | { kind: 'notify'; person: number; notice: Notice; topic: Topic | undefined; hasty: boolean }
  | { kind: 'notify again'; index: number; hasty: boolean }
  | {
      kind: 'follow up';
      person: number;
      notice: Notice;
      topic: Topic | undefined;
      key: number;
      in: number;
      hasty: boolean;
    }
  | { kind: 'talk'; person: number; face: Face; topic: Topic | undefined; isStopped: boolean; hasty: boolean }
  | { kind: 'cancel'; person: number; index: number; hasty: boolean }
  | { kind: 'line'; isDown: boolean }
  | { kind: 'fault'; fault: RequestFaultName; times: number }
  | { kind: 'refuse'; refusal: RefusalName; times: number; after: number }
  | { kind: 'fate'; fate: FateName; times: number; after: number }
  | { kind: 'tell'; way: WayToTell }
  | { kind: 'told at last'; isBackwards: boolean; hasty: boolean }
  | { kind: 'late callbacks'; hasty: boolean }
  | { kind: 'wait'; ms: number; hasty: boolean }
  | { kind: 'crash'; when: 'now' | 'at a request' | 'after a request' }
  | { kind: 'stall' }
  | { kind: 'go on' }
  | { kind: 'repeat dead letters'; hasty: boolean };

const [second, minute, hour] = [1000, 60_000, 3_600_000];
const person = fc.nat(1);
const hasty = fc.boolean();
/** How many others are taken before. */
const after = fc.constantFrom(0, 0, 0, 1);
const times = fc.constantFrom(1, 1, 2, 3, 6, 100);

const topic = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Topic>('tickets', 'tickets', 'tickets', 'flight:SA204', 'offers', undeclared),
  },
);
const late = fc.constantFrom(false, false, false, false, true);
const copies = fc.constantFrom(1, 1, 1, 2);

/** The program signs people up more often than off. */
const consentChange = fc.oneof(
  fc.constantFrom<ConsentChange>(
    { topics: { tickets: true } },
    { topics: { tickets: true } },
    { topics: { tickets: true, 'flight:SA204': true, offers: true } },
    { topics: { offers: true } },
    { topics: { tickets: false } },
    { topics: { tickets: false, 'flight:SA204': true } },
    { topics: { tickets: true }, until: hour },
    { topics: { tickets: true, offers: true }, until: 30 * hour },
    { stopped: true },
    { stopped: true },
    { stopped: false },
    { stopped: true, topics: { tickets: true } },
  ),
);

const keyword = (isStop: boolean) =>
  fc.record({
    kind: fc.constant('keyword' as const),
    person,
    words: fc.constantFrom(...(isStop ? stopWords : startWords)),
    isStop: fc.constant(isStop),
    copies,
    isLate: late,
    hasty,
  });

const wait = fc.record({
  kind: fc.constant('wait' as const),
  ms: fc.oneof(
    fc.constantFrom(1, 2 * second, 5 * second, 30 * second, minute, 10 * minute, hour, 5 * hour, 23 * hour),
    fc.constantFrom(8 * 24 * hour, 24 * hour - 91 * minute, 24 * hour - 85 * minute, 24 * hour - 20 * minute),
    fc.constantFrom(24 * hour - minute - 1, 24 * hour - minute, 24 * hour - 1, 24 * hour, 25 * hour, 49 * hour),
    fc.integer({ min: 1, max: 30 * hour }),
  ),
  hasty,
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      person,
      behaviour: fc.constantFrom(...behaviours),
      copies,
      isLate: late,
      hasty,
    }),
  },
  { weight: 4, arbitrary: keyword(true) },
  { weight: 2, arbitrary: keyword(false) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('keyword again' as const), index: fc.nat(3), hasty }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('consent' as const), person, change: consentChange, hasty }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: fc.constant('notify' as const),
      person,
      notice: fc.constantFrom(...notices),
      topic,
      hasty,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('follow up' as const),
      person,
      notice: fc.constantFrom(...notices),
      topic,
      key: fc.nat(1),
      in: fc.constantFrom(0, minute, hour, 23 * hour, 25 * hour),
      hasty,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('notify again' as const), index: fc.nat(3), hasty }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('cancel' as const), person, index: fc.nat(3), hasty }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('talk' as const),
      person,
      face: fc.constantFrom(...faces),
      topic,
      isStopped: fc.constantFrom(false, false, false, false, true),
      hasty,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('line' as const), isDown: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom(...(namesOf(requestFaults) as RequestFaultName[])),
      times,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('refuse' as const),
      refusal: fc.constantFrom(...(namesOf(refusals) as RefusalName[])),
      times: fc.constantFrom(1, 2),
      after,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fate' as const),
      fate: fc.constantFrom(...namesOf(fates)),
      times: fc.constantFrom(1, 1, 2, 4),
      after,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tell' as const), way: fc.constantFrom(...waysToTell) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('told at last' as const), isBackwards: fc.boolean(), hasty }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('late callbacks' as const), hasty }) },
  { weight: 5, arbitrary: wait },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      when: fc.constantFrom('now' as const, 'at a request' as const, 'after a request' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stall' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('go on' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat dead letters' as const), hasty }) },
);

/** Whether what was held leaves before the bot's answer, or after it. */
export type Release = 'before' | 'after';
export const release = fc.constantFrom<Release>('before', 'after');

/** What happens between people, the provider, time, and the processes of a bot. */
export const history = fc.array(step, { minLength: 3, maxLength: 14, size: 'max' });
