import {
  type ChannelEvent,
  ClickatellAdapter,
  ClickatellClient,
  type ClickatellClientOptions,
  type Logic,
  type MovableClock,
  type OutgoingMessage,
  type SendOptions,
  type Store,
  TemplateCatalog,
  TopicCatalog,
} from '../../src/index.js';
import { unpaced } from '../../src/sending/pace.js';
import { Gate } from './gate.js';
import { stallable } from './stallable.js';
import type { Release } from './steps.js';
import type { Witness } from './witness.js';

export const business = '27110000001';
/** How many minutes before a window closes the bot looks at it: in any case, and where something is pending. */
export const closingMinutes = [90, 30] as const;
/** The templates that ask a person to answer. */
export const asking: ReadonlySet<string> = new Set(['open_again', 'open_at_last', 'ask_for']);

const templates = TemplateCatalog.parse({
  reengagement: 'open_again',
  templates: [
    {
      name: 'open_again',
      language: 'en',
      category: 'utility',
      body: 'We have news for you. Shall we show you?',
      buttons: [{ type: 'quickReply', title: 'Show me' }],
      fallback: ['open_at_last'],
    },
    { name: 'open_at_last', language: 'en', category: 'utility', body: 'Answer to read what is new.' },
    {
      name: 'ask_for',
      language: 'en',
      category: 'utility',
      body: 'We have to tell you about {{1}}. Answer to read it.',
      slots: ['tag'],
    },
    {
      name: 'update',
      language: 'en',
      category: 'utility',
      body: 'There is news about {{1}}, have a look at it.',
      slots: ['tag'],
      fallback: ['update_again', 'update_at_last'],
    },
    { name: 'update_again', language: 'en', category: 'utility', body: 'What is new of {{1}}? Look.', slots: ['tag'] },
    { name: 'update_at_last', language: 'en', category: 'utility', body: 'Have a look at {{1}}, too.', slots: ['tag'] },
    {
      name: 'offer',
      language: 'en',
      category: 'marketing',
      body: 'Only today: {{1}}, for half the price.',
      slots: ['tag'],
      footer: 'Reply STOP to opt out',
      fallback: ['offer_again', 'offer_at_last'],
    },
    {
      name: 'offer_again',
      language: 'en',
      category: 'marketing',
      body: 'Still here: {{1}}, for less.',
      slots: ['tag'],
    },
    {
      name: 'offer_at_last',
      language: 'en',
      category: 'marketing',
      body: 'The last of {{1}} for you.',
      slots: ['tag'],
    },
  ],
});

const topics = TopicCatalog.parse({
  topics: [
    { id: 'tickets', category: 'utility', title: { en: 'your tickets' } },
    { id: 'offers', category: 'marketing', title: { en: 'our offers' } },
    { id: 'flight', category: 'utility', subject: { en: 'flight number' }, title: { en: 'flight {{subject}}' } },
  ],
});

/** The client of a line that can be cut. It tells the witness of each message in the moment in which it leaves. */
class WatchedClient extends ClickatellClient {
  isDown = false;
  /** The provider's ids of the messages whose answers have come. */
  readonly answered = new Set<string>();
  readonly #nowhere: ClickatellClient;
  readonly #leaves: (message: OutgoingMessage) => void;
  readonly #watched = new WeakMap<NonNullable<SendOptions['journal']>, NonNullable<SendOptions['journal']>>();
  readonly #checks: (messages: readonly OutgoingMessage[]) => void;

  constructor(
    options: ClickatellClientOptions,
    checks: (messages: readonly OutgoingMessage[]) => void,
    leaves: (message: OutgoingMessage) => void,
  ) {
    super(options);
    // Nothing listens on port 1.
    this.#nowhere = new ClickatellClient({ ...options, baseUrl: 'http://127.0.0.1:1' });
    this.#checks = checks;
    this.#leaves = leaves;
  }

  override send(message: OutgoingMessage, { journal, before, ...rest }: SendOptions = {}) {
    if (this.isDown) return this.#nowhere.send(message, { journal, before, ...rest });
    const leaving = () => {
      before?.();
      this.#leaves(message);
    };
    const sending = super.send(message, {
      ...rest,
      before: leaving,
      ...(journal && { journal: this.#watch(journal) }),
    });
    return sending.then((accepted) => {
      this.answered.add(accepted.apiMessageId);
      return accepted;
    });
  }

  override async close(): Promise<void> {
    await Promise.all([super.close(), this.#nowhere.close()]);
  }

  /** The same for the same journal: the client calls each of them once for a request. */
  #watch(journal: NonNullable<SendOptions['journal']>): NonNullable<SendOptions['journal']> {
    const known = this.#watched.get(journal);
    if (known) return known;
    const watched: typeof journal = (messages) => {
      this.#checks(messages);
      return journal(messages);
    };
    this.#watched.set(journal, watched);
    return watched;
  }
}

export interface ProcessOptions {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly witness: Witness;
  readonly release: Release;
}

/** What an operating system's process is to the bot: an adapter of its own, on a store that others may share. */
export class Process {
  readonly store: Store;
  readonly adapter: ClickatellAdapter;
  readonly client: WatchedClient;
  readonly events: ChannelEvent[] = [];
  isDead = false;
  /** The steps of the history in which it was killed or stalled. */
  readonly brokenIn = new Set<number>();
  /** Resolves once it is stalled or killed. */
  breaks: Promise<void> = Promise.resolve();
  #break = () => {};
  readonly #gate = new Gate();
  readonly #lost = new Set<string>();

  constructor({ store, clock, baseUrl, apiKey, witness, release }: ProcessOptions) {
    this.store = store;
    this.#willBreak();
    this.client = new WatchedClient(
      { number: business, baseUrl, apiKey, timeoutMs: 5000, retry: { retries: 1, minDelayMs: 0, maxDelayMs: 1 } },
      (messages) => witness.checks(messages, clock.now()),
      (message) => witness.leaves(message, this, clock.now()),
    );
    this.adapter = new ClickatellAdapter({
      client: this.client,
      store: stallable(store, this.#gate),
      templates,
      topics,
      clock,
      webhookSecret: 'none',
      unknownWaitMs: 4,
      pace: unpaced,
      hold: { release },
      lanes: { retryDelayMs: 0, takeOverMs: 500, mostCrashes: 100 },
      observe: (event) => this.events.push(event),
    });
  }

  /**
   * `closing` runs before windows close: in any case, or only where something is pending. `changed` runs after people
   * have changed what they allow.
   */
  start(logic: Logic, closing: (minutesBefore: number) => Logic, changed: Logic): Promise<void> {
    this.adapter.onConsent(changed);
    const [always, pending] = closingMinutes;
    this.adapter.onWindowClosing(always, closing(always), { only: () => true });
    this.adapter.onWindowClosing(pending, closing(pending));
    return this.adapter.start(logic);
  }

  get isStalled(): boolean {
    return this.#gate.isClosed;
  }

  /** From now on, it asks its store for nothing: no lease is renewed. */
  stall(epoch: number): void {
    this.brokenIn.add(epoch);
    this.#gate.close();
    this.#break();
  }

  goOn(): void {
    if (this.isStalled) this.#willBreak();
    this.#gate.open();
  }

  /** Resolves once it is not stalled any more. */
  passes(): Promise<void> {
    return this.#gate.passed();
  }

  /** It ends in the middle of everything. */
  async kill(epoch: number): Promise<void> {
    this.isDead = true;
    this.brokenIn.add(epoch);
    this.#break();
    await this.adapter.stop(0);
    this.goOn();
    // What is in memory ends with this store, and so does no process that uses it.
    await this.store.close();
  }

  /** Another process runs the turn of this inbound message again. */
  lose(messageId: string): void {
    this.#lost.add(messageId);
  }

  /** Its own run of the turn is over. What waits of it in the outbox is anybody's to send. */
  hasEnded(messageId: string): void {
    this.#lost.delete(messageId);
  }

  /** Whether a message is one of a turn that another process has taken over. */
  hasLost(clientMessageId: string): boolean {
    return [...this.#lost].some((cause) => clientMessageId.startsWith(`${cause}-`));
  }

  #willBreak(): void {
    this.breaks = new Promise((resolve) => {
      this.#break = resolve;
    });
  }

  async end(): Promise<void> {
    this.goOn();
    if (!this.isDead) await this.adapter.stop(2000);
    await this.client.close();
    if (!this.isDead) await this.store.close();
  }
}
