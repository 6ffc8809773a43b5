import { randomUUID } from 'node:crypto';
import { setImmediate as nextLoop } from 'node:timers/promises';
import { z } from 'zod';
import type { ConsentBook } from '../consent/book.js';
import type { Erasures } from '../consent/erased.js';
import {
  type ConsentChange,
  type ConsentEvent,
  type ConsentRecord,
  denialOf,
  type Subscription,
} from '../consent/record.js';
import type { Subscribers } from '../consent/subscribers.js';
import type { TopicCatalog } from '../consent/topics.js';
import { type Clock, leastEpochMs } from '../core/clock.js';
import type { Addressed, Conversation } from '../core/conversation.js';
import { InvalidInputError, NotSupportedError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { LaneItem } from '../store/lanes.js';
import { hasRoom, itemOf } from './consentChanges.js';

/** A change of what a person allows, with where it comes from. */
export interface ConsentInput {
  /** The person: an international number, or an opaque user id. */
  readonly to: string;
  /** Our number that it is about; the default is the adapter's first. */
  readonly from?: string | undefined;
  /** How we know, in short: "web form", "call centre", "import 2026-11". */
  readonly source: string;
  /** Subscriptions by name, such as `flight:SA204`: `true` signs the person up, `false` off. */
  readonly topics?: Readonly<Record<string, boolean>> | undefined;
  /** `true` is a STOP, `false` takes it back. */
  readonly stopped?: boolean | undefined;
  /** When the sign-ups end by themselves, in epoch ms. */
  readonly until?: number | undefined;
  /** When the person said so, in epoch ms. Default: now. A sign-up that is older than a STOP does not undo it. */
  readonly at?: number | undefined;
  /** The words in which they said so. */
  readonly words?: string | undefined;
}

/** When everybody's sign-up for a subscription ends. */
export interface EndAll {
  readonly topic: string;
  readonly from?: string | undefined;
  /** In epoch ms. */
  readonly until?: number | undefined;
}

/** Whose consent: `from` is our number, by default each of ours. */
export interface ConsentOf {
  readonly to: string;
  readonly from?: string | undefined;
}

/** What a person allows one of our numbers. Times in epoch ms. */
export interface ConsentReport {
  readonly person: string;
  /** Our number. */
  readonly from: string;
  /** The STOP in force. */
  readonly stopped?: { readonly at: number; readonly source: string };
  /** The person has stopped marketing in WhatsApp. */
  readonly marketingStopped?: { readonly at: number; readonly source: string };
  readonly topics: readonly (Pick<Subscription, 'state' | 'at' | 'source' | 'words' | 'until'> & {
    readonly topic: string;
    readonly title: string;
    /** Whether alerts leave now: the person is signed up, it has not ended, and no STOP has come since. */
    readonly isInForce: boolean;
  })[];
  /** Oldest first. */
  readonly history: readonly Omit<ConsentEvent, 'message'>[];
}

export interface ConsentsDeps {
  readonly book: ConsentBook;
  readonly erasures: Pick<Erasures, 'ready'>;
  readonly subscribers: Pick<Subscribers, 'of'>;
  readonly topics: TopicCatalog;
  readonly clock: Clock;
  readonly isOn: boolean;
  readonly numbers: readonly string[];
  /** @throws InvalidInputError */
  readonly conversationFor: (to: string, from: string | undefined) => Promise<Addressed>;
  /** Keep the spelling in which a number was given: see `WindowTracker`. */
  readonly addressWrites: (conversation: Addressed) => Write[];
  /** Which of our numbers is meant. @throws InvalidInputError */
  readonly numberFor: (from: string | undefined) => string;
  /** Whether anything is to be done in the conversation's lane after changes of this kind. */
  readonly hasMore: (changes: readonly ConsentChange[]) => boolean;
  readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
}

interface Checked {
  readonly conversation: Conversation;
  readonly writes: readonly Write[];
  readonly items: readonly LaneItem[];
}

/** So many are checked at once. */
const checkedAtOnce = 100;
/** So many writes are in one commit of an import, except those of one person: the event loop waits for it. */
const mostWrites = 200;
/** So many people's sign-ups are ended in one commit. */
const endedAtOnce = 50;
const yearMs = 365 * 24 * 60 * 60 * 1000;
const time = z.number('must be epoch milliseconds').refine((at) => at >= leastEpochMs, 'must be epoch milliseconds');
const input = z.strictObject({
  to: z.string('must be the person'),
  from: z.string().optional(),
  source: z
    .string('must say how we know')
    .trim()
    .min(1, 'must say how we know')
    .max(128, 'must be at most 128 characters long'),
  topics: z
    .record(z.string(), z.boolean('must be true or false'), 'must be an object of subscriptions, each true or false')
    .optional(),
  stopped: z.boolean('must be true or false').optional(),
  until: time.optional(),
  at: time.optional(),
  words: z.string().max(1024, 'must be at most 1024 characters long').optional(),
});

/** People's consent, for programs. In chat, the channel and `AlertsDialog` take it. */
export class Consents {
  readonly #deps: ConsentsDeps;

  constructor(deps: ConsentsDeps) {
    this.#deps = deps;
  }

  /** What people can sign up for. */
  get topics(): TopicCatalog {
    return this.#deps.topics;
  }

  /** What a person allows one of our numbers (`from`; by default the first). */
  async of({ to, from }: ConsentOf): Promise<ConsentReport> {
    const conversation = await this.#conversation(to, from);
    return this.#report(conversation, await this.#deps.book.read(conversation));
  }

  /** The same, for each of our numbers. */
  async all(to: string): Promise<ConsentReport[]> {
    return Promise.all(this.#deps.numbers.map((from) => this.of({ to, from })));
  }

  /**
   * Says when everybody's sign-up for a subscription ends by itself, such as two days after a flight has landed: `until`
   * in epoch ms. Without it, they do not end by themselves; with a time that has come, they end now. What people have said
   * stays, so this undoes no STOP.
   *
   *     await adapter.consent.endAll({ topic: 'flight:SA204', until: landedAt + 2 * 24 * 60 * 60 * 1000 });
   *
   * @throws InvalidInputError for a topic that is not declared, and for a number that is not ours (`from`; by default the
   * first).
   */
  async endAll({ topic, from, until }: EndAll): Promise<void> {
    const { topics, subscribers, book, numberFor } = this.#deps;
    topics.get(topic, 'topic');
    const business = numberFor(from);
    for await (const people of subscribers.of(business, topic)) {
      for (let at = 0; at < people.length; at += endedAtOnce) {
        const some = people.slice(at, at + endedAtOnce);
        await book.commit(some.flatMap((person) => book.untilWrites({ business, person }, topic, until)));
      }
    }
  }

  /**
   * Changes what a person allows. Once it resolves, it holds: what waits to be sent on our own account is judged by it,
   * and what is held or scheduled and not allowed any more is dropped.
   *
   *     await adapter.consent.change({ to, source: 'web form', topics: { 'flight:SA204': true } });
   *
   * @throws InvalidInputError that names the wrong field.
   */
  async change(given: ConsentInput): Promise<ConsentReport> {
    const { conversation, writes, items } = await this.#checked(given, true);
    let record: ConsentRecord | undefined;
    const look = this.#deps.book.lookWrite(conversation, (after) => {
      record = after;
    });
    await this.#deps.accept(items, [...writes, look]);
    return this.#report(conversation, record ?? (await this.#deps.book.read(conversation)));
  }

  /**
   * Takes in what another system knows, each with its own time (`at`), so that a sign-up which is older than a STOP does
   * not undo it. All are checked before the first is written.
   *
   * @throws InvalidInputError that names the wrong field of the first wrong one, as `3.at`.
   */
  async import(all: readonly ConsentInput[]): Promise<{ readonly imported: number }> {
    if (!Array.isArray(all)) throw new InvalidInputError('consents', 'must be a list');
    const checked: Checked[] = [];
    for (let from = 0; from < all.length; from += checkedAtOnce) {
      const some = all.slice(from, from + checkedAtOnce).map((each, at) => this.#imported(each, from + at));
      for (const each of await Promise.allSettled(some)) {
        if (each.status === 'rejected') throw each.reason;
        checked.push(each.value);
      }
      // A store in this process answers at once, and a long list must not hold up others.
      await nextLoop();
    }
    for (const some of inCommits(checked)) {
      await this.#deps.accept(
        some.flatMap(({ items }) => items),
        some.flatMap(({ writes }) => writes),
      );
    }
    return { imported: all.length };
  }

  /** Checks one of many. An error names its place. */
  async #imported(given: ConsentInput, place: number): Promise<Checked> {
    try {
      const checked = await this.#checked(given, false);
      if (given.at === undefined) throw new InvalidInputError('at', 'must say when the person said so, in epoch ms');
      return checked;
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      throw new InvalidInputError(`${place}.${error.field}`, error.message.slice(error.field.length + 2));
    }
  }

  async #checked(given: ConsentInput, isAlone: boolean): Promise<Checked> {
    const { book, topics, clock } = this.#deps;
    const { to, from, source, stopped, until, words, topics: wanted = {}, at = clock.now() } = parseConsent(given);
    const conversation = await this.#conversation(to, from);
    if (at > clock.now()) throw new InvalidInputError('at', 'is in the future');
    if (until !== undefined && until <= at) throw new InvalidInputError('until', 'must be later than the sign-up');
    if (until !== undefined && until > clock.now() + 100 * yearMs)
      throw new InvalidInputError('until', 'is too far away');
    const named = Object.entries(wanted);
    if (named.length === 0 && stopped === undefined) {
      throw new InvalidInputError('topics', 'give topics, or stopped: nothing would change');
    }
    const names = named.map(([topic]) => topic);
    for (const topic of names) topics.get(topic, `topics.${topic}`);
    const added = named.flatMap(([topic, isSignedUp]) => (isSignedUp ? [topic] : []));
    if (added.length > 0 && !hasRoom(await book.read(conversation), added, clock.now())) {
      throw new InvalidInputError('topics', 'the person is signed up for too many already: sign them off from some');
    }
    const message = `change:${randomUUID()}`;
    const how = { at, source, message, ...(words !== undefined && { words }) };
    // STOP first: what the same call signs the person up for is wanted all the same.
    const stop = stopped === undefined ? [] : book.changeWrites(conversation, stopped ? 'stopped' : 'started', how);
    const signUps = book.signUpWrites(
      conversation,
      named.map(([topic, isSignedUp]) => ({ topic, isSignedUp, until: isSignedUp ? until : undefined })),
      how,
    );
    const kinds = [
      ...(stopped === undefined ? [] : [stopped ? ('stopped' as const) : ('started' as const)]),
      ...named.map(([, isSignedUp]) => (isSignedUp ? ('signed-up' as const) : ('signed-off' as const))),
    ];
    const items = isAlone || this.#deps.hasMore(kinds) ? [itemOf(conversation, message)] : [];
    // Alerts go to the number as it was written here, until the person writes.
    const address = added.length > 0 ? this.#deps.addressWrites(conversation) : [];
    return { conversation, writes: [...address, ...stop, ...signUps], items };
  }

  async #conversation(to: unknown, from: string | undefined): Promise<Addressed> {
    if (!this.#deps.isOn) throw new NotSupportedError('Consent is switched off (`consent: "none"`): switch it on.');
    if (typeof to !== 'string') throw new InvalidInputError('to', 'must be the person, as a number or a user id');
    await this.#deps.erasures.ready();
    return this.#deps.conversationFor(to, from);
  }

  #report({ person, business: from }: Conversation, record: ConsentRecord | undefined): ConsentReport {
    const { stopped, marketingStopped, topics = {}, history = [] } = record ?? {};
    return {
      ...{ person, from },
      ...(stopped && { stopped }),
      ...(marketingStopped && { marketingStopped }),
      topics: Object.entries(topics).map(([topic, { state, at, source, words, until }]) => ({
        ...{ topic, title: this.#deps.topics.titleOf(topic), state, at, source },
        isInForce: denialOf(record, { topic }, this.#deps.clock.now()) === undefined,
        ...(words !== undefined && { words }),
        ...(until !== undefined && { until }),
      })),
      // What was imported came later than it happened.
      history: history.map(({ message: _, ...event }) => event).sort((one, next) => one.at - next.at),
    };
  }
}

/** Those whose writes go into one commit each. */
function* inCommits(checked: readonly Checked[]): Generator<readonly Checked[]> {
  let some: Checked[] = [];
  let size = 0;
  for (const each of checked) {
    if (some.length > 0 && size + each.writes.length > mostWrites) {
      yield some;
      some = [];
      size = 0;
    }
    some.push(each);
    size += each.writes.length;
  }
  if (some.length > 0) yield some;
}

/**
 * Parses the JSON form of a change: the fields of a `ConsentInput`.
 *
 * @throws InvalidInputError that names the wrong field.
 */
export function parseConsent(json: unknown): ConsentInput {
  const parsed = input.safeParse(json);
  if (!parsed.success) throw invalid(parsed.error);
  return parsed.data;
}

function invalid({ issues: [issue] }: z.ZodError): InvalidInputError {
  if (!issue) return new InvalidInputError('consent', 'cannot be read');
  if (issue.code === 'unrecognized_keys') {
    return new InvalidInputError([...issue.path, issue.keys[0] ?? ''].join('.'), 'there is no such field');
  }
  return new InvalidInputError(issue.path.join('.') || 'consent', issue.message);
}
