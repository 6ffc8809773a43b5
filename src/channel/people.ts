import { setImmediate as nextLoop, setTimeout as wait } from 'node:timers/promises';
import type { ConsentBook } from '../consent/book.js';
import type { Erasures } from '../consent/erased.js';
import type { ConsentRecord } from '../consent/record.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, type WindowRecord } from '../core/conversation.js';
import { NotSupportedError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import type { DecisionRecord } from '../decisions/record.js';
import { titleOf } from '../people/kinds.js';
import { Mentions } from '../people/mentions.js';
import { readable } from '../people/readable.js';
import { bearingOf, isAnothers, namespaceOf, struckOutOf, without } from '../people/rows.js';
import { Trail } from '../people/trail.js';
import type { DueItem, KeptItem, LaneItem, Lanes } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { prefixOf } from '../store/table.js';
import type { Row } from '../store/values.js';
import type { WindowTracker } from '../window/tracker.js';
import { anybody } from './publication.js';

export interface PeopleDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly lanes: Lanes;
  readonly tracker: Pick<WindowTracker, 'read' | 'eraseWrite'>;
  readonly book: Pick<ConsentBook, 'read' | 'eraseWrites'>;
  readonly erasures: Pick<Erasures, 'prepare'>;
  /** All of our numbers. */
  readonly ours: readonly string[];
  /** @throws InvalidInputError that names `person`. */
  readonly conversationFor: (person: string, business: string) => Conversation;
  /** All conversations of the person with one of our numbers, that which counts first. */
  readonly conversationsOf: (conversation: Conversation) => Promise<readonly Conversation[]>;
  readonly decisionsOf: (conversations: readonly Conversation[]) => AsyncIterable<DecisionRecord>;
  /** Forgets what this process remembers of conversations. */
  readonly forget: (conversations: readonly Conversation[]) => void;
  /** Resolves once what was accepted before is in the store, and nowhere else. */
  readonly takeIn: () => Promise<void>;
  /** Namespaces of the store that are left alone. */
  readonly notPersonal: readonly string[];
}

/** Some of what is kept of a person: JSON, with times in ISO 8601. */
export interface ExportedRecords {
  /** The namespace of the store. */
  readonly kind: string;
  /** The kind in words. */
  readonly title: string;
  readonly entries: readonly { readonly key: string; readonly value: unknown }[];
}

/** What waits or is scheduled for a person, or has failed for good. */
export interface ExportedItem {
  readonly id: string;
  /** When it is due, in ISO 8601, if it is scheduled. */
  readonly dueAt?: string;
  readonly content: unknown;
}

/** Everything that is kept of a person. JSON, with times in ISO 8601. */
export interface PersonExport {
  /** The id that counts. */
  readonly person: string;
  /** All ids of the person, that which counts first. */
  readonly ids: readonly string[];
  /** When it was read. */
  readonly at: string;
  readonly records: readonly ExportedRecords[];
  /** Why each message to the person left as it did, in the order of time. */
  readonly decisions: readonly unknown[];
  readonly waiting: readonly ExportedItem[];
  readonly scheduled: readonly ExportedItem[];
  readonly deadLetters: readonly ExportedItem[];
  /** In how many other records, which are about other people or about many, the person is named. */
  readonly mentions: number;
}

/** What was erased of a person. */
export interface ErasureReport {
  /** How many records, of all kinds, and items. */
  readonly erased: number;
  /** How many records of each kind, by the namespace of the store. */
  readonly records: Readonly<Record<string, number>>;
  /** Items that waited in the person's lanes, were scheduled, or were dead letters. */
  readonly waiting: number;
  readonly scheduled: number;
  readonly deadLetters: number;
  /** In how many records of others the person's number was struck out, or the person taken off a list. */
  readonly struckOut: number;
}

/** The person, and all that they go by. */
interface Whose {
  readonly person: string;
  readonly ids: readonly string[];
  readonly conversations: readonly Conversation[];
  readonly mentions: Mentions;
}

/** What is known of one of the person's conversations. */
interface Known {
  readonly conversation: Conversation;
  readonly consent: ConsentRecord | undefined;
  readonly window: WindowRecord | undefined;
}

/** So often all is read until nothing more is found. What is written meanwhile by others is found by the next pass. */
const mostPasses = 4;
/** How long it is waited for a turn that may be the one that asks, and how often it is looked at, in ms. */
const [longestDoubtMs, lookEveryMs] = [30_000, 500];
/** So many rows are deleted in one commit. */
const deletedAtOnce = 200;
/** What counts until the very end: what may leave, and who the person is if it has to be done again. */
const last = ['windows', 'consent'];
/** What is known of erased people, which names nobody. */
const own = ['erased', 'erased-key'];
/** The rows of a conversation's lane that may be written while everything is read. */
const ofLane = ['held', 'outbox', 'choices', 'follow-ups', 'held-stuck', 'outbox-stuck'];

/**
 * A person's data: exported and erased. A list of tables would forget the next one, so everything that the store has is
 * read, and each value is judged by its key and its content.
 */
export class People {
  readonly #deps: PeopleDeps;

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
  }

  /** @throws InvalidInputError that names `person`. */
  async export(person: string): Promise<PersonExport> {
    const whose = await this.#whose(person);
    const { mentions } = whose;
    const byKind = new Map<string, { key: string; value: unknown }[]>();
    let others = 0;
    for await (const rows of this.#scan()) {
      for (const row of rows) {
        const bearing = row.isOver ? undefined : bearingOf(row, mentions);
        if (bearing === 'mentions') others += 1;
        const namespace = namespaceOf(row);
        if (bearing !== 'theirs' || namespace === 'decisions') continue;
        const key = row.key.slice(row.key.indexOf(':') + 1);
        const value = readable(JSON.parse(row.json));
        byKind.set(namespace, [...(byKind.get(namespace) ?? []), { key, value }]);
      }
    }
    const items: Record<KeptItem['place'], ExportedItem[]> = { waiting: [], scheduled: [], aside: [] };
    for await (const kept of this.#deps.lanes.kept()) {
      for (const { place, item } of kept) if (mentions.areInKey(item.lane)) items[place].push(exported(item));
    }
    const decisions: unknown[] = [];
    for await (const record of this.#deps.decisionsOf(whose.conversations)) decisions.push(readable(record));
    return {
      person: whose.person,
      ids: whose.ids,
      at: new Date(this.#deps.clock.now()).toISOString(),
      records: [...byKind]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([kind, entries]) => ({ kind, title: titleOf(kind), entries })),
      decisions,
      waiting: items.waiting,
      scheduled: items.scheduled,
      deadLetters: items.aside,
      mentions: others,
    };
  }

  /**
   * Erases what is kept of a person. It has the lanes of all their conversations meanwhile, so that no turn writes
   * anything back, and can be repeated if it was interrupted: who the person is, and what they allow, goes last.
   *
   * @throws InvalidInputError that names `person`. NotSupportedError in a turn of the person's.
   */
  async erase(person: string): Promise<ErasureReport> {
    const { erasures, takeIn } = this.#deps;
    await erasures.prepare();
    await takeIn();
    const tally = new Tally();
    for (let whose = await this.#whose(person); ; ) {
      const found = whose;
      const lanes = found.conversations.flatMap(lanesOf);
      const isDone = await this.#inLanes(lanes, async (leases) => {
        // Another id may have turned out to be theirs until the lanes were free.
        whose = await this.#whose(person);
        if (whose.conversations.flatMap(lanesOf).some((lane) => !lanes.includes(lane))) return false;
        await this.#eraseAll(whose, leases, tally);
        return true;
      });
      if (isDone) break;
    }
    // What came meanwhile has gone with the rest, too.
    await takeIn();
    return tally.report();
  }

  async #eraseAll(whose: Whose, leases: readonly Lease[], tally: Tally): Promise<void> {
    const { store, lanes, forget } = this.#deps;
    const { mentions, conversations } = whose;
    for (let passes = 0; passes < mostPasses; passes += 1) {
      const before = tally.count;
      await this.#eraseRows(mentions, tally);
      await this.#eraseItems(mentions, tally);
      if (tally.count === before) break;
    }
    await lanes.forgetIds((id) => mentions.areInKey(id));
    await this.#finish(whose, leases, tally);
    await store.engine.values.scrub((text) => mentions.areInKey(text) || mentions.areIn(text));
    forget(conversations);
  }

  /** Deletes the person's rows, and takes the person out of those of others. */
  async #eraseRows(mentions: Mentions, tally: Tally): Promise<void> {
    const { values } = this.#deps.store.engine;
    const trail = new Trail();
    for await (const rows of this.#scan()) {
      const theirs: Row[] = [];
      for (const row of rows) {
        const bearing = bearingOf(row, mentions);
        const isLast = last.includes(namespaceOf(row)) && !row.isOver;
        if (bearing === 'theirs' && !isLast) theirs.push(row);
        if (bearing === 'mentions' && (await this.#strike(row, mentions))) tally.struckOut += 1;
      }
      if (theirs.length === 0) continue;
      for (const row of theirs) trail.follow(row);
      for (let from = 0; from < theirs.length; from += deletedAtOnce) {
        const some = theirs.slice(from, from + deletedAtOnce);
        // First what only these rows lead to: an erasure that is repeated would not find it.
        await values.delete([...(from === 0 ? trail.take() : []), ...some.map(({ key }) => key)]);
      }
      for (const row of theirs) tally.row(namespaceOf(row));
    }
  }

  /** Takes the person out of a row of others'. Resolves with whether anything has changed. */
  async #strike({ key, json }: Row, mentions: Mentions): Promise<boolean> {
    const { values } = this.#deps.store.engine;
    const isList = namespaceOf({ key }) === 'publication-lists';
    const change = (current: unknown): unknown => {
      if (current === undefined || !mentions.areIn(JSON.stringify(current))) return current;
      // Whoever goes through the list counts places in it.
      if (isList && Array.isArray(current)) return current.map((each) => (mentions.areWhole(each) ? anybody : each));
      const isOfOne = isAnothers({ key, json: JSON.stringify(current) }, mentions);
      return isOfOne ? struckOutOf(current, mentions) : without(current, mentions);
    };
    if (!mentions.areIn(json)) return false;
    const left = await values.leftMs(key);
    await values.commit([{ key, change, ...(left !== undefined && { ttlMs: left }) }]);
    return true;
  }

  /** Deletes scheduled items and dead letters, and takes the person out of those of others. */
  async #eraseItems(mentions: Mentions, tally: Tally): Promise<void> {
    const { lanes } = this.#deps;
    const rows = this.#deps.store.engine.values;
    for await (const kept of lanes.kept()) {
      for (const { place, item } of kept) {
        if (place === 'waiting') continue;
        const isTheirs = mentions.areInKey(item.lane);
        if (!isTheirs && !mentions.areIn(JSON.stringify(item.payload))) continue;
        const next = { ...item, payload: struckOutOf(item.payload, mentions) };
        if (isTheirs) await rows.delete(rowsOf(item));
        else tally.struckOut += 1;
        if (place === 'aside') await lanes.changeAside(item.id, isTheirs ? undefined : next);
        else if (isTheirs) await lanes.cancel('key' in item ? item.key : '');
        else if (isDue(next)) await lanes.schedule(next);
        if (isTheirs) tally.item(place);
      }
    }
  }

  /**
   * Deletes what waits in the lanes, with what still tells who the person is, in one step: what comes after it is a first
   * contact, and whatever happens before it, the person can be found under each of their ids.
   */
  async #finish({ conversations }: Whose, leases: readonly Lease[], tally: Tally): Promise<void> {
    const { lanes, tracker, book } = this.#deps;
    const known = await Promise.all(
      conversations.map(async (conversation): Promise<Known> => {
        const [consent, window] = await Promise.all([book.read(conversation), tracker.read(conversation)]);
        return { conversation, consent, window };
      }),
    );
    const own = conversations.flatMap((each) => ofLane.map((namespace) => prefixOf(namespace) + conversationId(each)));
    const writesFor = (items: readonly LaneItem[]): Write[] => {
      const rows = [...own, ...items.flatMap(rowsOf)].map((key): Write => ({ key, value: undefined }));
      return [...known.flatMap((each) => this.#lastWrites(each, known)), ...rows];
    };
    const items = await lanes.empty(leases, writesFor);
    for (const _ of items) tally.item('waiting');
    for (const { consent, window } of known) {
      if (window) tally.row('windows');
      // The STOP of an earlier erasure alone is no record.
      if (consent && consent.history.length > 0) tally.row('consent');
    }
  }

  /** A STOP under one of the person's ids counts for each of them, and so does the time at which they last wrote. */
  #lastWrites({ conversation }: Known, all: readonly Known[]): Write[] {
    const { tracker, book } = this.#deps;
    const { business, person } = conversation;
    const others = all.filter(({ conversation: each }) => each.business === business && each.person !== person);
    let heardAt = latest(others.map(({ window }) => window?.lastInboundAt));
    const window = tracker.eraseWrite(conversation, (record) => {
      heardAt = latest([heardAt, record?.lastInboundAt]);
    });
    const records = others.flatMap(({ consent }) => consent ?? []);
    return [window, ...book.eraseWrites(conversation, records, () => (heardAt === undefined ? {} : { heardAt }))];
  }

  /** Everything that may be about people. */
  async *#scan(): AsyncGenerator<readonly Row[]> {
    const { store, notPersonal } = this.#deps;
    const leftAlone = new Set([...own, ...notPersonal]);
    for await (const rows of store.engine.values.scan()) {
      yield rows.filter((row) => !leftAlone.has(namespaceOf(row)));
      await nextLoop();
    }
  }

  /** All that a person goes by, with all of our numbers. */
  async #whose(given: string): Promise<Whose> {
    const { ours, conversationFor, conversationsOf, tracker } = this.#deps;
    const first = ours.map((business) => conversationFor(given, business));
    const ids = new Set(first.map(({ person }) => person));
    for (let size = 0; size < ids.size; ) {
      size = ids.size;
      const all = ours.flatMap((business) => [...ids].map((person) => ({ business, person })));
      for (const some of await Promise.all(all.map(conversationsOf))) for (const { person } of some) ids.add(person);
    }
    const homes = await Promise.all(first.map(conversationsOf));
    // In the order in which a turn that makes two ids one waits for their lanes.
    const conversations = homes.flatMap(([home, ...rest]) => {
      const business = home?.business ?? '';
      const order = new Set([...(home ? [home.person] : []), ...rest.map(({ person }) => person), ...ids]);
      return [...order].map((person) => ({ business, person }));
    });
    const windows = await Promise.all(conversations.map((each) => tracker.read(each)));
    const addresses = windows.flatMap((window) => [window?.address, window?.givenAddress]);
    const written = addresses.filter((address) => address !== undefined);
    const person = homes[0]?.[0]?.person ?? given;
    return { person, ids: [...new Set([person, ...ids])], conversations, mentions: new Mentions([...ids, ...written]) };
  }

  /** Runs work in several lanes at once, before what waits in them. */
  async #inLanes<T>(lanes: readonly string[], work: (leases: readonly Lease[]) => Promise<T>): Promise<T> {
    const { leases: running } = this.#deps.store.engine;
    const enter = async (leases: readonly Lease[]): Promise<T> => {
      const lane = lanes[leases.length];
      if (lane === undefined) return work(leases);
      for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
        const before = running.of(lane);
        // Work that is asked for by a turn of the lane, or may be, runs inside of that turn.
        const inLane = async (lease: Lease) =>
          lease === before ? undefined : { result: await enter([...leases, lease]) };
        const done = await this.#deps.lanes.run(lane, inLane, leases.at(-1), true);
        if (done) return done.result;
        // It is not known whose turn this is if turns were not tracked when it began: another one ends meanwhile.
        if (before?.isTracked !== false || waitedMs >= longestDoubtMs) throw inOwnTurn();
        await wait(lookEveryMs);
      }
    };
    return enter([]);
  }
}

function inOwnTurn(): NotSupportedError {
  return new NotSupportedError(
    'A person cannot be erased in a turn of theirs, which would write their state back: do it after the turn.',
  );
}

/** Counts what is erased. */
class Tally {
  readonly #rows = new Map<string, number>();
  readonly #items: Record<KeptItem['place'], number> = { waiting: 0, scheduled: 0, aside: 0 };
  struckOut = 0;
  count = 0;

  row(namespace: string): void {
    this.count += 1;
    this.#rows.set(namespace, (this.#rows.get(namespace) ?? 0) + 1);
  }

  item(place: KeptItem['place']): void {
    this.count += 1;
    this.#items[place] += 1;
  }

  report(): ErasureReport {
    const { waiting, scheduled, aside: deadLetters } = this.#items;
    const records = Object.fromEntries([...this.#rows].sort(([one], [other]) => (one < other ? -1 : 1)));
    return { erased: this.count, records, waiting, scheduled, deadLetters, struckOut: this.struckOut };
  }
}

/** The lanes of a conversation: its own, and that of what the desk is told. */
function lanesOf(conversation: Conversation): string[] {
  const lane = conversationId(conversation);
  return [lane, `desk:${lane}`];
}

/** The rows that belong to an item alone, and are written in the commit that accepts it. */
function rowsOf({ payload, ...item }: LaneItem | DueItem): string[] {
  if (typeof payload !== 'object' || payload === null || !('kind' in payload)) return [];
  if (payload.kind === 'notification' && 'id' in payload) return [`${prefixOf('notifications')}${payload.id}`];
  return payload.kind === 'follow-up' && 'key' in item ? [`${prefixOf('follow-up-lanes')}${item.key}`] : [];
}

function isDue(item: LaneItem | DueItem): item is DueItem {
  return 'key' in item && 'dueAt' in item;
}

function exported(item: LaneItem | DueItem): ExportedItem {
  const dueAt = isDue(item) ? { dueAt: new Date(item.dueAt).toISOString() } : {};
  return { id: item.id, ...dueAt, content: readable(item.payload) };
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}
