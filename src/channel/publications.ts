import { createHmac, randomUUID } from 'node:crypto';
import { setImmediate as nextLoop } from 'node:timers/promises';
import type { Subscribers } from '../consent/subscribers.js';
import type { Clock } from '../core/clock.js';
import type { Conversation } from '../core/conversation.js';
import { InvalidInputError, NotificationIdReusedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import { LeftOver } from '../lanes/leftOver.js';
import type { LaneItem } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { isSame } from './identity.js';
import type { Notification } from './notification.js';
import type { Notifications } from './notifications.js';
import { ownPayload, type PublicationPayload } from './payload.js';
import {
  anybody,
  checkPublication,
  type Publication,
  type PublicationNotification,
  type PublicationReport,
} from './publication.js';
import { type NotificationState, notificationStates } from './report.js';
import type { Throttle } from './throttle.js';

export interface PublicationsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly subscribers: Pick<Subscribers, 'of'>;
  /** All ids of the person, that which counts first. */
  readonly idsOf: (conversation: Conversation) => Promise<readonly string[]>;
  /** See `ConsentBook`. */
  readonly endedWrites: (conversations: readonly Conversation[], topic: string) => Promise<Write[]>;
  readonly notifications: Pick<Notifications, 'check' | 'acceptAll' | 'areKnown' | 'report'>;
  readonly throttle: Pick<Throttle, 'room' | 'make' | 'isStopped'>;
  /** Which of our numbers is meant. @throws InvalidInputError */
  readonly from: (number: string | undefined) => string;
  /** @throws InvalidInputError for a topic that nobody can sign up for; NotSupportedError if nobody can for anything. */
  readonly checkTopic: (topic: string) => void;
  readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
}

type Content = Omit<Notification, 'to' | 'from' | 'id'> & { readonly topic: string };

interface Stored {
  readonly id: string;
  readonly from: string;
  readonly content: Content;
  readonly at: number;
  /** The list of those who had signed up. It is part of the ids of their notifications, which nobody can guess then. */
  readonly list: string;
  readonly subscribers: number;
  readonly done: number;
  readonly doneAt?: number;
}

const keptMs = 30 * 24 * 60 * 60 * 1000;
/** How many people of a list are in a row. */
const pageSize = 500;
/** How many reports are read at once. */
const reportsAtOnce = 20;

/**
 * Publications: a notification for each of the people who have signed up for a topic. Who they are is written down when
 * it is accepted. Then the items of a lane of the number go through that list: each makes a few notifications, when the
 * pace has room for them, and in the same commit the next item. So each person gets one, whatever is killed.
 */
export class Publications {
  readonly #deps: PublicationsDeps;
  readonly #stored: Table<Stored>;
  readonly #lists: Table<readonly string[]>;

  constructor(deps: PublicationsDeps) {
    this.#deps = deps;
    this.#stored = new Table(deps.store, 'publications', { ttlMs: keptMs });
    this.#lists = new Table(deps.store, 'publication-lists', { ttlMs: keptMs });
  }

  /**
   * Accepts a publication. It is safe once this resolves.
   *
   * @throws InvalidInputError that names the wrong field. NotificationIdReusedError for an id that another publication
   * has. NotSupportedError if the program does without consent.
   */
  async accept(given: Publication): Promise<{ id: string; subscribers: number }> {
    const { notifications, clock } = this.#deps;
    const { id = randomUUID(), from: number, ...said } = checkPublication(given);
    const from = this.#deps.from(number);
    this.#deps.checkTopic(said.topic);
    const { to: _, from: __, ...checked } = notifications.check({ ...said, from, to: anybody });
    const content: Content = { ...checked, topic: said.topic };
    const existing = await this.#stored.read(id);
    if (existing) return answerOf(existing, { from, content });

    const list = randomUUID();
    const subscribers = await this.#writeList(list, from, content.topic);
    const at = clock.now();
    const made: Stored = {
      id,
      from,
      content,
      at,
      list,
      subscribers,
      done: 0,
      ...(subscribers === 0 && { doneAt: at }),
    };
    let stored = made;
    const write = this.#stored.change(
      id,
      (current = made) => current,
      (value = made) => {
        stored = value;
      },
    );
    await this.#deps.accept(subscribers > 0 ? [itemOf(from, { kind: 'publication', id, list, position: 0 })] : [], [
      write,
    ]);
    // Somebody else may have been faster with the same id.
    return answerOf(stored, made);
  }

  /** Makes the next few notifications, if there is room for them. */
  async perform(payload: PublicationPayload, lease: Lease): Promise<void> {
    const { id, list, position, waits = 0 } = payload;
    const { throttle, notifications, clock } = this.#deps;
    const stored = await this.#stored.read(id);
    // What was done goes on with another item.
    if (!stored || stored.list !== list || stored.done !== position) return;
    const { from, content, subscribers } = stored;
    const room = await throttle.room(from);
    if (throttle.isStopped) throw new LeftOver();
    lease.refuseIfLost();
    if (room === 0) {
      await this.#deps.accept([itemOf(from, { ...payload, waits: waits + 1 })], []);
      return;
    }
    const page = await this.#people(list, position, room);
    if (page.length === 0) return;
    const done = position + page.length;
    // Nobody is told in the place of somebody whose data was erased.
    const people = page.filter((person) => person !== anybody);
    const made = (await this.#untold(stored, people)).map((to): Notification & { id: string } => {
      return { ...content, from, to, id: notificationId(stored, to) };
    });
    const next = done < subscribers ? [itemOf(from, { kind: 'publication', id, list, position: done })] : [];
    const progress = this.#stored.change(id, (current) => {
      if (current?.list !== list || current.done !== position) return current;
      return { ...current, done, ...(done >= subscribers && { doneAt: clock.now() }) };
    });
    const conversations = people.map((person) => ({ business: from, person }));
    // They are told why nothing came, once.
    const ended = await this.#deps.endedWrites(conversations, content.topic);
    const ids = made.map((each) => each.id);
    const same = this.#sameWrite(list, position, page);
    await throttle
      .make(from, ids, () => notifications.acceptAll(made, next, [same, progress, ...ended]))
      .catch((error: unknown) => {
        if (error instanceof ListChanged) return this.perform(payload, lease);
        // The lanes take nothing more.
        throw throttle.isStopped ? new LeftOver() : error;
      });
  }

  /** Leaves out those who have been told under another of their ids, because the list is older than the link. */
  async #untold(stored: Stored, people: readonly string[]): Promise<string[]> {
    const { idsOf, notifications } = this.#deps;
    const all = await Promise.all(people.map((person) => idsOf({ business: stored.from, person })));
    const others = people.map((person, place) => all[place]?.filter((id) => id !== person) ?? []);
    const known = await notifications.areKnown(others.flat().map((id) => notificationId(stored, id)));
    const seen = new Set<string>();
    let from = 0;
    return people.filter((person, place) => {
      const count = others[place]?.length ?? 0;
      const isTold = known.slice(from, from + count).includes(true);
      from += count;
      const [first = person] = all[place] ?? [];
      if (isTold || seen.has(first)) return false;
      seen.add(first);
      return true;
    });
  }

  /** How far a publication has come; `undefined` if the id was never accepted. */
  async report(id: string): Promise<PublicationReport | undefined> {
    const stored = await this.#stored.read(id);
    if (!stored) return undefined;
    const { from, at, subscribers, done, doneAt, content } = stored;
    return { id, topic: content.topic, from, at, subscribers, done, ...(doneAt !== undefined && { doneAt }) };
  }

  /**
   * What became of a publication's notifications, as far as they are made; of those in a state, if one is given.
   *
   * @throws InvalidInputError for a state that there is not.
   */
  reports(id: string, state?: NotificationState): AsyncIterableIterator<PublicationNotification> {
    if (state !== undefined && !notificationStates.includes(state)) {
      throw new InvalidInputError('state', `must be one of ${notificationStates.join(', ')}`);
    }
    return this.#reports(id, state);
  }

  async *#reports(id: string, state: NotificationState | undefined): AsyncGenerator<PublicationNotification> {
    const stored = await this.#stored.read(id);
    if (!stored) return;
    for (let position = 0; position < stored.done; ) {
      const people = await this.#people(stored.list, position, Math.min(reportsAtOnce, stored.done - position));
      if (people.length === 0) return;
      position += people.length;
      const reports = await Promise.all(
        people.map(async (to) => {
          const report = to === anybody ? undefined : await this.#deps.notifications.report(notificationId(stored, to));
          return report && { to, ...report };
        }),
      );
      for (const report of reports) if (report && (state === undefined || report.state === state)) yield report;
      // A store in this process answers at once, and whoever reads all of it must not hold up others.
      await nextLoop();
    }
  }

  /** Changes nothing. Throws if others stand in the list by now: somebody's data was erased. */
  #sameWrite(list: string, position: number, people: readonly string[]): Write {
    const from = position % pageSize;
    return this.#lists.change(pageKey(list, Math.floor(position / pageSize)), (page) => {
      const now = page?.slice(from, from + people.length) ?? [];
      if (people.some((person, place) => now[place] !== person)) throw new ListChanged();
      return page;
    });
  }

  /** Writes down who has signed up. Resolves with how many they are. */
  async #writeList(list: string, from: string, topic: string): Promise<number> {
    let pages = 0;
    let count = 0;
    let rest: string[] = [];
    const write = async (people: readonly string[]) => {
      const writes: Write[] = [];
      for (let at = 0; at < people.length; at += pageSize) {
        writes.push(this.#lists.set(pageKey(list, pages), people.slice(at, at + pageSize)));
        pages += 1;
      }
      await this.#lists.commit(writes);
    };
    for await (const people of this.#deps.subscribers.of(from, topic)) {
      count += people.length;
      rest.push(...people);
      const whole = rest.length - (rest.length % pageSize);
      if (whole === 0) continue;
      await write(rest.slice(0, whole));
      rest = rest.slice(whole);
    }
    await write(rest);
    return count;
  }

  /** Up to `most` people of a list, from a position on. */
  async #people(list: string, position: number, most: number): Promise<readonly string[]> {
    const page = await this.#lists.read(pageKey(list, Math.floor(position / pageSize)));
    const at = position % pageSize;
    return page?.slice(at, at + most) ?? [];
  }
}

class ListChanged extends Error {}

/** A number has one lane for all its publications, in which they take turns: their slices share its pace. */
function itemOf(from: string, payload: PublicationPayload): LaneItem {
  const { list, position, waits = 0 } = payload;
  const id = `publication:${list}:${position}${waits > 0 ? `:${waits}` : ''}`;
  return { id, lane: `publications:${from}`, payload: ownPayload(payload) };
}

/** The same person's notification always has the same id, and nobody can tell the person from it. */
function notificationId({ id, list }: Stored, person: string): string {
  return `${id}-${createHmac('sha256', list).update(person).digest('base64url').slice(0, 22)}`;
}

function pageKey(list: string, page: number): string {
  return `${list}:${page}`;
}

function answerOf(stored: Stored, made: Pick<Stored, 'from' | 'content'>): { id: string; subscribers: number } {
  const of = ({ from, content }: typeof made) => ({ conversation: from, notification: { ...content, to: anybody } });
  if (!isSame(of(stored), of(made))) throw new NotificationIdReusedError(stored.id);
  return { id: stored.id, subscribers: stored.subscribers };
}
