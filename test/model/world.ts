import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate as nextLoop } from 'node:timers/promises';
import type { ConversationReference, TurnContext } from 'botbuilder';
import {
  type AsideItem,
  type ConsentReport,
  customerServiceWindowMs,
  holdWith,
  KeyvStorage,
  MovableClock,
  type NotificationReport,
  type Store,
} from '../../src/index.js';
import { until } from '../support/channel.js';
import {
  askFor,
  botOf,
  changedOf,
  closingOf,
  type Diary,
  key,
  messageOf,
  offerOf,
  stateName,
  tagsOf,
  updateOf,
} from './bot.js';
import { ConsentLog, type Keyword } from './consent.js';
import { business, Process } from './process.js';
import { ScriptedProvider, type Told } from './provider.js';
import { Shelf } from './shelf.js';
import {
  type Behaviour,
  type ConsentChange,
  type Face,
  type Notice,
  type Release,
  stopWords,
  type Topic,
} from './steps.js';
import { marginMs, Witness } from './witness.js';

const noon = Date.UTC(2026, 4, 1, 12);
const second = 1000;

/** How a callback comes: in so many copies, or not yet. */
interface HandedOver {
  readonly copies?: number;
  readonly isLate?: boolean;
}

export interface Written {
  readonly id: string;
  readonly person: string;
  readonly at: number;
  readonly behaviour: Behaviour;
  /** Set if it is a word such as STOP. */
  readonly keyword?: Keyword;
  /** Its places in the order of everything that happened: written, handed over, and acknowledged. */
  readonly order: number;
  handedAt?: number;
  /** When it was handed over last. */
  handedLast?: number;
  takenAt?: number;
  /** When it was acknowledged, in epoch ms, and in which step of the history. */
  takenWhen?: number;
  takenIn?: number;
}

/** A notification that was asked for, perhaps more than once. */
export interface Notified {
  readonly person: string;
  readonly notice: Notice;
  readonly topic: Topic | undefined;
  /** Set if it is sent later. */
  readonly later?: { readonly key: string; readonly dueAt: number };
  isAccepted: boolean;
  readonly at: number;
  /** In which steps of the history it was asked for, and its places in the order of everything. */
  readonly asked: { readonly epoch: number; readonly order: number }[];
}

/** One of the bot's messages, or a part of one. */
export interface SaidMessage {
  readonly tags: readonly string[];
  readonly person: string;
  readonly face: Face;
  readonly topic?: Topic | undefined;
  readonly process: Process;
  /** Whether it is said in the turn of a person's message, which runs again after a crash. */
  readonly isReply: boolean;
  /** The place of its first try in the order of everything that happened. */
  readonly order: number;
  /** The step of the history in which that was. */
  readonly epoch: number;
  /** When it was said last, in epoch ms. */
  readonly at: number;
  /** The ids that the bot got for it. */
  ids?: string[];
  outcome: 'unknown' | 'sent' | 'refused';
  /** When the bot was told that it was refused, in the order of everything. */
  endedAt?: number;
  error?: Error;
}

export interface WorldOptions {
  /** Opens the store for a new process. */
  readonly open: () => Promise<Store>;
  /** Whether several processes can have it open, and whether a crash leaves anything. */
  readonly isShared: boolean;
  readonly isDurable: boolean;
  readonly release: Release;
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** People, the provider, the time, and the processes of one bot. */
export class World {
  readonly clock = new MovableClock({ now: () => noon });
  readonly people = ['27820000001', '27820000002'];
  readonly witness = new Witness(() => this.tick());
  readonly consent = new ConsentLog();
  readonly provider: ScriptedProvider;
  readonly processes: Process[] = [];
  readonly written: Written[] = [];
  readonly said = new Map<string, SaidMessage>();
  readonly notified = new Map<string, Notified>();
  readonly shelf = new Shelf();
  /** The step of the history. */
  epoch = 0;
  isLineDown = false;
  hasCrashed = false;
  readonly #options: WorldOptions;
  readonly #running = new Map<string, Process>();
  readonly #talking = new Map<string, Process>();
  readonly #begun = new Set<string>();
  readonly #late: Written[] = [];
  readonly #givenUp: string[] = [];
  #crashAt: 'at a request' | 'after a request' | undefined;
  #clockwork = 0;
  /** What the test itself does at the moment. */
  #busy = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.provider = new ScriptedProvider({
      now: () => this.clock.now(),
      epoch: () => this.epoch,
      tick: () => this.tick(),
      write: async (person) => {
        this.clock.advance(1000);
        await this.write(person, 'echo');
      },
      witness: this.witness,
      optOut: (told) => this.#optOut(told),
      call: (event) => this.#call(event),
      onRequest: (when, process) => this.#onRequest(when, process),
    });
  }

  async begin(): Promise<void> {
    for (let count = this.#options.isShared ? 2 : 1; count > 0; count -= 1) await this.#startProcess();
  }

  /** Whether two processes share the store. */
  get isShared(): boolean {
    return this.#options.isShared;
  }

  get alive(): Process[] {
    return this.processes.filter(({ isDead }) => !isDead);
  }

  personAfter(person: string): string | undefined {
    return this.people[this.people.indexOf(person) + 1];
  }

  /** Counts everything that happens. */
  tick(): number {
    this.#clockwork += 1;
    return this.#clockwork;
  }

  async write(person: string, behaviour: Behaviour, how: HandedOver = {}): Promise<void> {
    const id = `M${this.written.length + 1}`;
    await this.#writes({ id, person, behaviour, at: this.clock.now(), order: this.tick() }, how);
  }

  /** A person writes STOP or START, in these words and with marks that no other message has. */
  async keyword(person: string, words: string, isStop: boolean, how: HandedOver = {}): Promise<void> {
    this.clock.advance(second);
    const count = this.written.length + 1;
    const marks = count.toString(2).replaceAll('0', '.').replaceAll('1', '!');
    const told = {
      person,
      at: this.clock.now(),
      began: this.tick(),
      isStop,
      id: `M${count}`,
      words: `${words} ${marks}`,
    };
    const keyword = this.consent.keyword(told);
    const { id, at, began: order } = keyword;
    await this.#writes({ id, person, behaviour: 'echo', keyword, at, order }, how);
  }

  /** The callback of a word comes once more. */
  async keywordAgain(index: number): Promise<void> {
    const taken = this.written.filter(({ keyword, takenAt }) => keyword && takenAt !== undefined);
    const chosen = taken[index % Math.max(1, taken.length)];
    if (chosen) await this.#hand(chosen);
  }

  async #writes(written: Written, { copies = 1, isLate = false }: HandedOver): Promise<void> {
    this.written.push(written);
    if (isLate) this.#late.push(written);
    else await Promise.all(Array.from({ length: copies }, () => this.#hand(written)));
  }

  /** The program changes what a person allows. Resolves once it knows that it has, or the process breaks. */
  async changeConsent(person: string, change: ConsentChange, process = this.#aProcess()): Promise<void> {
    if (!process) return;
    this.clock.advance(second);
    const [at, began] = [this.clock.now(), this.tick()];
    const until = change.until === undefined ? undefined : at + change.until;
    const made = this.consent.change({ person, at, began, change, until });
    const { stopped, topics } = change;
    const changing = process.adapter.consent
      .change({
        ...{ to: person, source: made.source },
        ...(stopped !== undefined && { stopped }),
        ...(topics && { topics: Object.fromEntries(Object.entries(topics)) }),
        ...(until !== undefined && { until }),
      })
      .then(() => {
        made.ended = this.tick();
      });
    this.#talking.set(made.source, process);
    const ends = changing
      .catch((error: Error) => {
        if (error.name !== 'StoreError' && error.name !== 'LaneLostError') throw error;
      })
      .finally(() => this.#talking.delete(made.source));
    await Promise.race([ends, process.breaks]);
  }

  /** What people allow, as one of the processes says. */
  async consentOf(person: string): Promise<ConsentReport | undefined> {
    return this.#ask(({ adapter }) => adapter.consent.of({ to: person }));
  }

  /** The callbacks that have not been acknowledged come now. */
  async lateCallbacks(): Promise<void> {
    for (const written of this.#late.splice(0)) await this.#hand(written);
  }

  get hasLateCallbacks(): boolean {
    return this.#late.length > 0;
  }

  async notify(person: string, notice: Notice, topic?: Topic): Promise<void> {
    const id = `N${this.notified.size + 1}`;
    this.notified.set(id, { person, notice, topic, isAccepted: false, at: this.clock.now(), asked: [] });
    await this.#notify(id);
  }

  /** The program has a notification sent later. Each person has two keys. */
  async followUp(
    person: string,
    notice: Notice,
    topic: Topic | undefined,
    { key, in: inMs }: { key: number; in: number },
  ) {
    const id = `N${this.notified.size + 1}`;
    const at = this.clock.now();
    const later = { key: `${person}/${key}`, dueAt: at + inMs };
    this.notified.set(id, { person, notice, topic, later, isAccepted: false, at, asked: [] });
    await this.#notify(id);
  }

  async notifyAgain(index: number): Promise<void> {
    const id = [...this.notified.keys()][index % Math.max(1, this.notified.size)];
    if (id !== undefined) await this.#notify(id);
  }

  /** A proactive turn. Nobody waits for it here: `settled` does. */
  talk(
    person: string,
    face: Face,
    { topic, isStopped = false }: { topic?: Topic | undefined; isStopped?: boolean } = {},
  ): void {
    const process = this.#aProcess();
    if (!process) return;
    const tag = `T${this.tick()}`;
    this.#talking.set(tag, process);
    const reference = process.adapter.reference(person);
    const about = { person, face, topic, process, isReply: false };
    const say = (context: TurnContext, each: string) =>
      this.says(tagsOf(each, face), about, () => context.sendActivity(messageOf(each, face, topic)));
    void process.adapter
      .continueConversation(reference, async (context) => {
        await say(context, tag);
        if (!isStopped) return;
        // In the middle of it, the person has had enough.
        await this.keyword(person, stopWords[0] ?? '', true);
        await say(context, `T${this.tick()}`);
      })
      .catch(() => {})
      .finally(() => this.#talking.delete(tag));
  }

  /** The bot says something. What it is refused is kept, unless its process has ended or lost its turn. */
  async says(
    tags: readonly string[],
    about: Pick<SaidMessage, 'person' | 'face' | 'topic' | 'process' | 'isReply'>,
    send: () => Promise<unknown>,
  ): Promise<void> {
    const [first = ''] = tags;
    const before = this.said.get(first);
    const { order = this.tick(), epoch = this.epoch } = before ?? {};
    const message: SaidMessage = { ...about, tags, order, epoch, at: this.clock.now(), outcome: 'unknown' };
    for (const tag of tags) this.said.set(tag, message);
    try {
      message.ids = idsIn(await send());
      message.outcome = 'sent';
      // A process that goes on after a stall does not know yet that another one runs the turn: that run counts.
      const isLost = message.ids.some((id) => about.process.hasLost(id));
      if (before && isLost) for (const tag of tags) this.said.set(tag, before);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      // The turn does not count: another run of it says the same.
      if (['StoreError', 'LaneLostError'].includes(error.name)) throw error;
      message.outcome = 'refused';
      message.endedAt = this.tick();
      message.error = error;
    }
  }

  /** An operator takes back one of the messages that are held. Nobody waits for it here: `settled` does. */
  async cancelHeld(person: string, index: number): Promise<void> {
    const held = (await this.#ask(({ adapter }) => adapter.held({ to: person }))) ?? [];
    const chosen = held[index % Math.max(1, held.length)];
    const process = this.#aProcess();
    if (!process || !chosen) return;
    const tag = `cancels ${this.tick()}`;
    this.#talking.set(tag, process);
    void process.adapter
      .cancelHeld({ to: person, id: chosen.id })
      .then((count) => {
        if (count > 0) this.shelf.cancelled(chosen.id, this.tick());
      })
      .catch(() => {})
      .finally(() => this.#talking.delete(tag));
  }

  /** Sees what is held. Only where nothing is under way. */
  async lookAtHeld(): Promise<void> {
    for (const person of this.people) {
      const seen = await this.#ask(({ adapter }) =>
        Promise.all([adapter.held({ to: person }), adapter.window(adapter.reference(person))]),
      );
      if (!seen) return;
      const [held, window] = seen;
      this.shelf.look(person, { order: this.tick(), isOpen: window.state === 'open', held }, this.written);
    }
  }

  /** Whether the window of a person is open, as the program knows it. */
  async isOpen(person: string): Promise<boolean> {
    const window = await this.#ask(({ adapter }) => adapter.window(adapter.reference(person)));
    return window?.state === 'open';
  }

  /** The bot's handler runs that looks at a window before it closes. */
  closingBegins(person: string, process: Process, closesAt: number, minutesBefore: number): void {
    const { violations } = this.witness;
    if (this.clock.now() < closesAt - minutesBefore * 60_000)
      violations.push(`the closing of ${closesAt} runs too early`);
    const heardAt = closesAt + marginMs - customerServiceWindowMs;
    const newer = this.written.find(
      ({ person: other, at, takenIn = Number.POSITIVE_INFINITY }) =>
        other === person && at > heardAt && takenIn < this.epoch,
    );
    if (newer && process.brokenIn.size === 0)
      violations.push(`the closing of ${closesAt} runs, and ${newer.id} was taken`);
  }

  isFirstTime(id: string): boolean {
    if (this.#begun.has(id)) return false;
    this.#begun.add(id);
    return true;
  }

  /** A turn begins. Returns what tells that it has ended. */
  turnBegins(id: string, process: Process, person: string): () => void {
    for (const [other, where] of this.#running) {
      const turn = this.written.find((each) => each.id === other);
      if (turn?.person !== person) continue;
      if (other === id && where !== process) where.lose(id);
      const isGone = where.isDead || where.isStalled || where.brokenIn.size > 0;
      if (!isGone) this.witness.violations.push(`S4: the turns of ${other} and ${id} overlap`);
    }
    this.#running.set(id, process);
    return () => {
      process.hasEnded(id);
      if (this.#running.get(id) === process) this.#running.delete(id);
    };
  }

  /** Kills the process, and starts another one in its place. Resolves with whether it was possible. */
  async crash(process: Process | undefined = this.#aProcess()): Promise<boolean> {
    if (!this.#options.isDurable || !process || process.isDead) return false;
    this.hasCrashed = true;
    this.#busy += 1;
    await process.kill(this.epoch);
    await this.#startProcess();
    this.#busy -= 1;
    return true;
  }

  crashAtRequest(when: 'at a request' | 'after a request'): void {
    this.#crashAt = when;
  }

  /** Stalls a process, if another one goes on. */
  stall(process: Process | undefined = this.#aProcess()): void {
    const others = this.alive.filter((each) => each !== process && !each.isStalled);
    if (!this.#options.isShared || !process || process.isDead || others.length === 0) return;
    this.hasCrashed = true;
    process.stall(this.epoch);
  }

  goOn(): void {
    for (const process of this.processes) process.goOn();
  }

  setLine(isDown: boolean): void {
    this.isLineDown = isDown;
    for (const { client } of this.processes) client.isDown = isDown;
  }

  async report(id: string): Promise<NotificationReport | undefined> {
    return this.#ask(({ adapter }) => adapter.notification(id));
  }

  async deadLetters(): Promise<AsideItem[]> {
    const letters = (await this.#ask(({ adapter }) => adapter.deadLetters())) ?? [];
    this.#givenUp.push(...letters.map((letter) => JSON.stringify(letter)));
    return letters;
  }

  /** Whether the message was given up, now or before an operator repeated it. */
  isGivenUp(tag: string): boolean {
    return this.#givenUp.some((letter) => letter.includes(`"${tag} `) || letter.includes(`"${tag}"`));
  }

  async repeatDeadLetters(): Promise<void> {
    for (const { item } of await this.deadLetters()) await this.#aProcess()?.adapter.repeat(item.id);
  }

  /** What the bot remembers of the conversation. */
  async diary(person: string): Promise<Diary> {
    const process = this.#aProcess();
    if (!process) return { turns: [] };
    const { channelId, conversation }: Partial<ConversationReference> = process.adapter.reference(person);
    const key = `${channelId}/conversations/${conversation?.id}/`;
    const storage = new KeyvStorage(process.store.keyv(stateName));
    const { [key]: item } = await storage.read([key]);
    const diary: Diary | undefined = item?.diary;
    return diary ?? { turns: [] };
  }

  /** Resolves once everything under way has happened. */
  async settled(): Promise<void> {
    for (let calm = 0; calm < 3; calm += 1) {
      // A timer would take longer than most of what is waited for.
      for (let loops = 0; loops < 1000 && !this.#options.isShared && !(await this.#isQuiet()); loops += 1) {
        calm = 0;
        await nextLoop();
      }
      if (!(await this.#isQuiet())) {
        calm = 0;
        await until(() => this.#isQuiet(), 30_000);
      }
      await nextLoop();
    }
    if (this.alive.every(({ isStalled }) => !isStalled)) {
      this.consent.rest({ order: this.tick(), now: this.clock.now() });
    }
  }

  async end(): Promise<void> {
    this.goOn();
    await until(() => this.#busy === 0);
    await Promise.all(this.processes.map((process) => process.end()));
  }

  async #isQuiet(): Promise<boolean> {
    if (this.#busy > 0 || this.provider.underway > 0) return false;
    const going = this.alive.filter(({ isStalled }) => !isStalled);
    if (going.some(({ adapter }) => adapter.depth > 0)) return false;
    if ([...this.#talking.values()].some((process) => going.includes(process))) return false;
    if (!this.#options.isShared) return true;
    const backlog = await going[0]?.adapter.backlog();
    return backlog?.depth === 0;
  }

  async #startProcess(): Promise<void> {
    const { open, baseUrl, apiKey, release } = this.#options;
    const { clock, witness } = this;
    const process = new Process({ store: await open(), clock, baseUrl, apiKey, witness, release });
    process.client.isDown = this.isLineDown;
    this.processes.push(process);
    const closing = (minutesBefore: number) => closingOf(this, process, minutesBefore);
    await process.start(botOf(this, process), closing, changedOf(this, process));
  }

  /** Asks one that answers. If it ends meanwhile, the next one is asked. */
  async #ask<T>(question: (process: Process) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const process = this.#aProcess();
      if (process) {
        try {
          return await question(process);
        } catch (error) {
          if (!process.isDead) throw error;
        }
      } else if (this.#busy === 0) return undefined;
      await nextLoop();
    }
  }

  /** One that answers, each time another one. */
  #aProcess(): Process | undefined {
    const going = this.alive.filter(({ isStalled }) => !isStalled);
    return going[this.#clockwork % Math.max(1, going.length)];
  }

  async #hand(written: Written): Promise<void> {
    const { id, person, at, behaviour } = written;
    written.handedLast = this.tick();
    written.handedAt ??= written.handedLast;
    this.witness.wrote(person, at);
    const content = written.keyword?.words ?? `${id} ${behaviour}`;
    const entry = { channel: 'whatsapp', messageId: id, from: person, to: business, timestamp: at, content };
    if (!(await this.#call({ moText: [entry] }))) {
      this.#late.push(written);
      return;
    }
    written.takenAt ??= this.tick();
    written.takenWhen ??= this.clock.now();
    written.takenIn ??= this.epoch;
    if (written.keyword) written.keyword.ended ??= written.takenAt;
    this.witness.taken(person, at);
  }

  async #notify(id: string): Promise<void> {
    const notification = this.notified.get(id);
    if (!notification) return;
    const { person: to, notice, topic, later } = notification;
    const process = this.#aProcess();
    if (!process) return;
    notification.asked.push({ epoch: this.epoch, order: this.tick() });
    try {
      const given = {
        ...{ id, to },
        ...(topic !== undefined && { topic }),
        ...(notice !== 'template' && notice !== 'marketing' && { text: `${id} is news.` }),
        ...(notice === 'marketing' && { template: offerOf(id) }),
        ...((notice === 'both' || notice === 'template') && { template: updateOf(id) }),
        ...(notice === 'text or nothing' && { whenClosed: 'refuse' as const }),
        ...((notice === 'held' || notice === 'held, with a template') && { whenClosed: 'hold' as const }),
        ...(notice === 'held, with a template' && { template: askFor(id) }),
        ...(notice === 'held under a key' && { whenClosed: holdWith(undefined, { key }) }),
        ...(notice === 'held behind a template' && { whenClosed: holdWith(askFor(id)) }),
      };
      const accepting = later
        ? process.adapter.schedule({ ...given, key: later.key, at: later.dueAt })
        : process.adapter.notify(given);
      const accepted = await Promise.race([accepting, process.breaks]);
      notification.isAccepted ||= accepted !== undefined;
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name !== 'StoreError' && name !== 'NotificationUnsettledError') throw error;
    }
  }

  /** Hands a callback to one of the processes. Resolves with the one that has acknowledged it. */
  async #call(event: Record<string, unknown>): Promise<Process | undefined> {
    const process = this.#aProcess();
    if (!process) return undefined;
    const request = Object.assign(new IncomingMessage(new Socket()), { method: 'POST', url: '/', body: { event } });
    const response = new ServerResponse(request);
    // Whoever gets no answer from a process that is stopped sends it again, and another one takes it.
    await Promise.race([process.adapter.process(request, response), process.breaks]);
    return response.headersSent && response.statusCode === 200 ? process : undefined;
  }

  /** The provider tells that a person has opted out, which the program knows for certain once it has taken that in. */
  #optOut({ process, ...told }: Told): (isCertain: boolean, mayKnow?: () => boolean) => void {
    const { epoch } = this;
    const optOut = this.consent.optOut({ ...told, began: this.tick() });
    return (isCertain, mayKnow = () => true) => {
      if (isCertain) optOut.ended ??= this.tick();
      else {
        this.consent.certainAtRest(
          optOut,
          () => !process.brokenIn.has(epoch) && mayKnow(),
          () => this.tick(),
        );
      }
    };
  }

  #onRequest(when: 'at a request' | 'after a request', process: Process): boolean {
    if (this.#crashAt !== when || !this.#options.isDurable) return false;
    this.#crashAt = undefined;
    void this.crash(process);
    return true;
  }
}

/** The ids in the answer to what the bot said. */
function idsIn(answer: unknown): string[] {
  const all: unknown[] = Array.isArray(answer) ? answer : [answer];
  return all.flatMap((each) =>
    typeof each === 'object' && each !== null && 'id' in each && typeof each.id === 'string' ? [each.id] : [],
  );
}
