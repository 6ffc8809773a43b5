import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/clock.js';
import type { Lease } from '../../core/lease.js';
import type { Write } from '../../core/write.js';
import type { AsideItem, DueItem, KeptItem, LaneItem, LaneMeasure, Leaving } from '../lanes.js';
import type {
  Accepted,
  Claim,
  Due,
  End,
  Ended,
  Entry,
  Held,
  MailboxListener,
  SharedMailbox,
  Want,
  Work,
} from '../sharedMailbox.js';
import type { Answer } from './answer.js';
import type { Commit } from './commit.js';
import type { RedisConnection, Script } from './connection.js';
import { Gathered } from './gathered.js';
import { acceptedOf, asideItem, asideJson, claimOf, claimsOf, dueItem, itemArgs, itemIn, itemJson } from './item.js';
import { beatScript, mostFreed } from './presence.js';
import { laneScripts, rememberedSeconds } from './scripts.js';
import { Subscriber } from './subscriber.js';
import { clearKeys, entriesOf, keysOf, outcomeOf, type RedisValues, tooManyWriters } from './values.js';
import { circle, enterScript, giveUpScript } from './works.js';

/** Each lost try means that another process has changed a value of the commit. */
const mostTries = 100;
/** What `clear` deletes. Leases stay, because a running turn keeps its lane. */
const cleared = ['items:', 'seen:', 'busy', 'ready', 'depth', 'due', 'aside'];

interface Acceptance {
  readonly items: readonly LaneItem[];
  readonly commit: Commit;
  readonly room: number;
}

interface Ending {
  readonly lane: string;
  readonly token: string;
  /** The item's sequence; '' for other work. */
  readonly sequence: string;
  readonly how: string;
  readonly isAgain: boolean;
  readonly want: Want;
  readonly aside: string;
  readonly id: string;
  /** Accepted with the end. */
  readonly items: readonly LaneItem[];
  readonly commit: Commit;
}

/** The lanes of several processes in Redis. Each method is one script; calls at the same time share one command. */
export class RedisMailbox implements SharedMailbox {
  readonly #connection: RedisConnection;
  readonly #values: RedisValues;
  readonly #base: string;
  readonly #clock: Clock;
  readonly #ms: string;
  readonly #process = randomUUID();
  readonly #acceptances: Gathered<Acceptance, Accepted | undefined>;
  readonly #endings: Gathered<Ending, Ended | undefined>;
  #subscriber: Subscriber | undefined;
  #stopListening: (() => void) | undefined;

  constructor(connection: RedisConnection, values: RedisValues, base: string, clock: Clock, takeOverMs: number) {
    this.#connection = connection;
    this.#values = values;
    this.#base = base;
    this.#clock = clock;
    this.#ms = String(Math.ceil(takeOverMs));
    this.#acceptances = new Gathered((list) => this.#acceptAll(list));
    this.#endings = new Gathered((list) => this.#endAll(list));
  }

  async listen(listener: MailboxListener): Promise<void> {
    const granted = (message: string) => {
      const [work = '', token = ''] = message.split(' ');
      listener.granted(work, token);
    };
    const channels = new Map([
      [`${this.#base}wake`, () => listener.woken()],
      [`${this.#base}go:${this.#process}`, granted],
    ]);
    const { client, answerMs } = this.#connection;
    this.#subscriber = new Subscriber(client, answerMs, channels);
    const connected = () => listener.connected();
    client.on('ready', connected);
    this.#stopListening = () => client.off('ready', connected);
    await this.#subscriber.subscribed;
  }

  accept(items: readonly LaneItem[], writes: readonly Write[], room: number): Promise<Accepted> {
    const accept = async () => {
      const commit = this.#values.prepare(writes);
      for (let count = 0; count < mostTries; count += 1) {
        await this.#values.evaluate(commit);
        const accepted = await forgetting(commit, this.#acceptances.add({ items, commit, room }));
        if (!accepted) continue;
        commit.done();
        return accepted;
      }
      throw tooManyWriters();
    };
    return this.#values.inOrder(writes, accept);
  }

  async leave(messages: readonly Leaving[]): Promise<readonly (readonly unknown[] | undefined)[]> {
    // The parts of one turn have the same lane, so they leave or stay together.
    const byLease = new Map<Lease, Write[]>();
    for (const { lease, writes } of messages) {
      const before = byLease.get(lease);
      if (before) before.push(...writes);
      else byLease.set(lease, [...writes]);
    }
    const commits = [...byLease].map(async ([lease, writes]) => {
      const stored = await this.#values.commitWith(lease.lane, lease.token, writes);
      return [lease, stored] as const;
    });
    const answers = new Map(await Promise.all(commits));
    const taken = new Map<Lease, number>();
    return messages.map(({ lease, writes }) => {
      const from = taken.get(lease) ?? 0;
      taken.set(lease, from + writes.length);
      return answers.get(lease)?.slice(from, from + writes.length);
    });
  }

  end(claim: Claim, end: End, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended> {
    const { item, token, sequence } = claim;
    const { lane, id } = item;
    const common = { lane, token, sequence, isAgain, want, id };
    if (typeof end === 'string') return this.#end({ ...common, how: end, aside: '', items: [] }, writes);
    const { aside, items } = end;
    return this.#end({ ...common, how: 'aside', aside: asideJson(item, aside), items }, writes);
  }

  endWork({ lane, id, token }: Work, writes: readonly Write[], want: Want, isAgain: boolean): Promise<Ended> {
    return this.#end({ lane, token, sequence: '', how: id, isAgain, want, aside: '', id: '', items: [] }, writes);
  }

  async take(room: number): Promise<readonly Claim[]> {
    return claimsOf(await this.#run(laneScripts.take, String(room)));
  }

  async reclaim(): Promise<number> {
    const [answer] = await Promise.all([this.#run(laneScripts.reclaim), this.#subscriber?.check()]);
    return answer.number();
  }

  async beat(freesGone: boolean): Promise<void> {
    while ((await this.#run(beatScript, freesGone ? '1' : '')).number() >= mostFreed);
  }

  async renew(leases: Iterable<Held>): Promise<readonly string[]> {
    const args = [...leases].flatMap(({ lane, token }) => [lane, token]);
    const lost: string[] = [];
    if (args.length === 0) return lost;
    const answer = await this.#run(laneScripts.renew, ...args);
    while (!answer.isAtEnd) lost.push(answer.text());
    return lost;
  }

  async holds(lane: string, token: string): Promise<boolean> {
    return (await this.#run(laneScripts.holds, lane, token)).number() === 1;
  }

  async begun({ item, token, tries }: Claim): Promise<boolean> {
    return (await this.#run(laneScripts.begun, item.lane, token, String(tries))).number() === 1;
  }

  async enter(
    lane: string,
    work: string,
    waiting: readonly Held[],
    givesWay: boolean,
    isNext: boolean,
  ): Promise<Entry> {
    const turns = waiting.flatMap((each) => [each.lane, each.token]);
    const args = [lane, work, String(this.#clock.now()), givesWay ? '1' : '', isNext ? '1' : '', ...turns];
    const answer = (await this.#run(enterScript, ...args)).text();
    if (answer === circle) return 'circle';
    return answer === '' ? 'waits' : { token: answer };
  }

  async giveUp(lane: string, work: string): Promise<void> {
    await this.#run(giveUpScript, lane, work);
  }

  async schedule(item: DueItem): Promise<void> {
    const { key, dueAt, id, lane } = item;
    await this.#run(laneScripts.schedule, key, String(dueAt), JSON.stringify({ id, lane, json: itemJson(item) }));
  }

  async cancel(key: string): Promise<boolean> {
    return (await this.#run(laneScripts.cancel, key)).number() === 1;
  }

  async takeDue(limit: number, room: number): Promise<Due> {
    const args = [this.#clock.now(), rememberedSeconds, room, limit].map(String);
    const answer = await this.#run(laneScripts.due, ...args);
    const count = answer.number();
    const next = answer.text();
    return { count, next: next === '' ? undefined : Number(next), claims: claimsOf(answer) };
  }

  async asides(): Promise<AsideItem[]> {
    const answer = await this.#run(laneScripts.asides);
    const asides: AsideItem[] = [];
    while (!answer.isAtEnd) asides.push(asideItem(answer.text()));
    return asides;
  }

  async repeat(id: string, room: number): Promise<readonly Claim[] | undefined> {
    const answer = await this.#run(laneScripts.repeat, String(this.#clock.now()), String(room), id);
    return answer.number() === 1 ? claimsOf(answer) : undefined;
  }

  async *kept(): AsyncGenerator<readonly KeptItem[]> {
    const lists = `${this.#base}items:`;
    for await (const found of keysOf(this.#connection, lists)) {
      for (const list of found) yield await this.#waitingIn(list.slice(lists.length));
    }
    for (const [hash, place] of [
      ['aside-items', 'aside'],
      ['due-items', 'scheduled'],
    ] as const) {
      for await (const entries of entriesOf(this.#connection, this.#base + hash)) {
        if (place === 'aside') yield entries.map(([, text]) => ({ place, item: asideItem(text).item }));
        else yield await this.#scheduled(entries);
      }
    }
  }

  async changeAside(id: string, next: LaneItem | undefined): Promise<void> {
    const known = (await this.asides()).find(({ item }) => item.id === id);
    if (known) await this.#run(laneScripts.changeAside, id, next ? asideJson(next, known.error) : '');
  }

  async forgetIds(isTheirs: (id: string) => boolean): Promise<number> {
    const seen = `${this.#base}seen:`;
    let count = 0;
    for await (const found of keysOf(this.#connection, seen)) {
      const theirs = found.filter((key) => isTheirs(key.slice(seen.length)));
      if (theirs.length > 0) await this.#connection.send('cleared', ['UNLINK', ...theirs]);
      count += theirs.length;
    }
    return count;
  }

  async empty(
    held: readonly Held[],
    writesFor: (items: readonly LaneItem[]) => readonly Write[],
  ): Promise<readonly LaneItem[] | undefined> {
    for (let count = 0; count < mostTries; count += 1) {
      const lists = await Promise.all(
        held.map(async ({ lane, token }) => ({ lane, token, list: await this.#listOf(lane) })),
      );
      const items = lists.flatMap(({ lane, list }) => list.flatMap((entry) => itemIn(lane, entry) ?? []));
      const commit = this.#values.prepare(writesFor(items));
      await this.#values.evaluate(commit);
      const args: string[] = [];
      commit.args(args);
      for (const { lane, token, list } of lists) args.push(lane, token, String(list.length), ...list);
      const answer = await forgetting(commit, this.#run(laneScripts.empty, ...args));
      const outcome = outcomeOf(commit, answer);
      if (outcome === 'lost') return undefined;
      // Others may have put something into a lane since it was read.
      if (outcome === 'differs' || answer.number() !== 1) continue;
      commit.done();
      return items;
    }
    throw tooManyWriters();
  }

  async #waitingIn(lane: string): Promise<KeptItem[]> {
    const items = (await this.#listOf(lane)).flatMap((entry) => itemIn(lane, entry) ?? []);
    return items.map((item) => ({ place: 'waiting', item }));
  }

  /** What waits in a lane, as the scripts write it. */
  async #listOf(lane: string): Promise<string[]> {
    const found = await this.#connection.send('read', ['LRANGE', `${this.#base}items:${lane}`, '0', '-1']);
    return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : [];
  }

  async #scheduled(entries: readonly (readonly [key: string, text: string])[]): Promise<KeptItem[]> {
    const keys = entries.map(([key]) => key);
    if (keys.length === 0) return [];
    const scores = await this.#connection.send('read', ['ZMSCORE', `${this.#base}due`, ...keys]);
    return entries.map(([key, text], place) => {
      const score: unknown = Array.isArray(scores) ? scores[place] : undefined;
      return { place: 'scheduled', item: { ...dueItem(text), key, dueAt: Number(score ?? 0) } };
    });
  }

  async clear(): Promise<void> {
    for (const each of cleared) await clearKeys(this.#connection, this.#base + each);
  }

  async measure(): Promise<LaneMeasure> {
    const answer = await this.#run(laneScripts.measure);
    const [depth, aside, oldest] = [answer.number(), answer.number(), answer.text()];
    return { depth, oldestAt: oldest === '' ? undefined : Number(oldest), aside };
  }

  close(): void {
    this.#stopListening?.();
    this.#subscriber?.close();
  }

  #run(script: Script, ...args: readonly string[]): Promise<Answer> {
    return this.#connection.run(script, this.#base, [this.#ms, this.#process, ...args]);
  }

  async #end(ending: Omit<Ending, 'commit'>, writes: readonly Write[]): Promise<Ended> {
    const commit = this.#values.prepare(writes);
    for (let count = 0; count < mostTries; count += 1) {
      await this.#values.evaluate(commit);
      const ended = await forgetting(commit, this.#endings.add({ ...ending, commit }));
      if (!ended) continue;
      if (!ended.isLost) commit.done();
      return ended;
    }
    throw tooManyWriters();
  }

  async #acceptAll(list: readonly Acceptance[]): Promise<(Accepted | undefined)[]> {
    const room = list.reduce((sum, each) => sum + each.room, 0);
    const args = [String(this.#clock.now()), String(rememberedSeconds), String(room)];
    for (const { items, commit } of list) {
      commit.args(args);
      itemArgs(items, args);
    }
    const answer = await this.#run(laneScripts.accept, ...args);
    return list.map(({ items, commit }) => (commit.read(answer) ? acceptedOf(items, answer) : undefined));
  }

  async #endAll(list: readonly Ending[]): Promise<(Ended | undefined)[]> {
    const args = [String(this.#clock.now()), String(rememberedSeconds)];
    for (const { lane, token, sequence, how, isAgain, want, aside, id, items, commit } of list) {
      args.push(lane, token, sequence, how, isAgain ? '1' : '', want ?? '', aside, id);
      commit.args(args);
      itemArgs(items, args);
    }
    const answer = await this.#run(laneScripts.end, ...args);
    return list.map(({ commit }) => {
      const outcome = outcomeOf(commit, answer);
      if (outcome === 'differs') return undefined;
      const claim = answer.number() === 1 ? claimOf(answer) : undefined;
      return { isLost: outcome === 'lost', claim };
    });
  }
}

/** The result of `work`. If it fails, the commit forgets its guesses: it may or may not have been done. */
async function forgetting<T>(commit: Commit, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    commit.forget();
    throw error;
  }
}
