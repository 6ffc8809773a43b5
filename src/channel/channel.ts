import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Acceptor, type CallbackListener, type ListenOptions } from '../acceptor/acceptor.js';
import { OfferedChoices } from '../choices/offered.js';
import type { ClickatellClient } from '../clickatell/client.js';
import { Numbers } from '../clickatell/numbers.js';
import type { OptOut } from '../clickatell/verdict.js';
import { ConsentBook } from '../consent/book.js';
import { Erasures } from '../consent/erased.js';
import { ConsentGate } from '../consent/gate.js';
import type { Need } from '../consent/record.js';
import { Subscribers } from '../consent/subscribers.js';
import { TopicCatalog } from '../consent/topics.js';
import type { Activity } from '../core/activity.js';
import { type Clock, leastEpochMs, systemClock } from '../core/clock.js';
import {
  type Addressed,
  type Conversation,
  conversationId,
  conversationOf,
  isMoved,
  lastFour,
  type WindowRecord,
} from '../core/conversation.js';
import { ConfigurationError, NotHandedOffError, NotSentError, NotSupportedError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import type { FaultPlace } from '../core/observe.js';
import { ClockSkew } from '../core/skew.js';
import { currentScope, leasesIn, type Sent, Turn } from '../core/turn.js';
import { Accounts } from '../costs/accounts.js';
import { Decisions } from '../decisions/decisions.js';
import { MediaRoutes } from '../files/routes.js';
import { Uploads } from '../files/uploads.js';
import { HandOffBook, queuesOf } from '../handoff/book.js';
import { DeskQueue } from '../handoff/queue.js';
import type { HandOffOutcome } from '../handoff/record.js';
import type { HeldReport } from '../holds/held.js';
import type { Holds } from '../holds/holds.js';
import { authenticator } from '../inbound/authenticate.js';
import { type InboundMessage, inboundEvent } from '../inbound/event.js';
import type { CallbackRequest } from '../inbound/read.js';
import { answerNode, fetchResponse, fetchSource, nodeSource } from '../inbound/rims.js';
import { openLanes } from '../lanes/open.js';
import { laneSettings } from '../lanes/settings.js';
import { AsTemplate } from '../sending/asTemplate.js';
import { Contents } from '../sending/content.js';
import { Delivery } from '../sending/deliver.js';
import { Ledger } from '../sending/ledger.js';
import { Natives } from '../sending/natives.js';
import { Pacer } from '../sending/pace.js';
import { firstId } from '../sending/partIds.js';
import { type Pause, Pauses } from '../sending/pauses.js';
import { refusalOf, Sender, type SenderDeps } from '../sending/send.js';
import { SharedPacer } from '../sending/sharedPace.js';
import { TemplatesAside } from '../sending/templatesAside.js';
import type { LaneItem, Lanes } from '../store/lanes.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf, withIntent } from '../templates/message.js';
import { conversationType, type WindowPolicy, windowState } from '../window/decide.js';
import { WindowTracker } from '../window/tracker.js';
import { acceptCallbacks, type CallbackDeps, takeCallback } from './callback.js';
import { type ClosingHandler, WindowClosings } from './closing.js';
import { ConsentChanges } from './consentChanges.js';
import { Consents } from './consents.js';
import { DeskSide } from './deskSide.js';
import type { FetchOptions } from './fetchOptions.js';
import { knownOf, tellFindings } from './findings.js';
import { FollowUps } from './followUps.js';
import { type ForwardDeps, forward } from './forward.js';
import { type HandOffInput, HandOffs, handOffIn, statusIn } from './handOffs.js';
import { createHolds, type HeldOf, matcherOf } from './holding.js';
import { lastSaid } from './lastSaid.js';
import { LinkedEvents } from './linked.js';
import { Links } from './links.js';
import { type MessageDeps, performMessage } from './message.js';
import { type Notification, parseNotification } from './notification.js';
import { activityOf, Notifications } from './notifications.js';
import { type ChannelOptions, checkedOptions, type MessagesWaiting, type WindowReport } from './options.js';
import { Outbox } from './outbox.js';
import { isMessage, ownPayload, payloadOf } from './payload.js';
import { PendingFollowUps } from './pendingFollowUps.js';
import { People } from './people.js';
import type { TurnPort } from './port.js';
import { Publications } from './publications.js';
import type { Stored } from './report.js';
import { aftermath } from './setAside.js';
import { Speaker } from './speaker.js';
import { endReplacement, performStatus, type StatusDeps, takeStatus } from './status.js';
import { Throttle } from './throttle.js';
import { businessOf, carrying, tracedItem } from './traced.js';
import { type TranscriptDeps, Transcription } from './transcriber.js';

/** How long a turn waits for what is under way under the person's other id. */
const longestLinkWaitMs = 60_000;

/** Everything between the provider and the host's turns, for any bot framework. */
export class Channel<Logic> {
  readonly clock: Clock;
  readonly templates: TemplateCatalog;
  readonly policy: WindowPolicy;
  readonly numbers: Numbers;
  readonly tracker: WindowTracker;
  readonly skew: ClockSkew;
  readonly natives: Natives;
  readonly mediaRoutes: MediaRoutes;
  readonly aside: TemplatesAside;
  readonly lanes: Lanes;
  readonly notifications: Notifications;
  readonly followUps: FollowUps;
  readonly publications: Publications;
  readonly decisions: Decisions;
  readonly accounts: Accounts;
  readonly consent: Consents;
  readonly people: People;
  readonly desk: DeskSide;
  readonly #options: ChannelOptions;
  readonly #callbackDeps: CallbackDeps;
  readonly #messageDeps: MessageDeps;
  readonly #statusDeps: StatusDeps<Logic>;
  readonly #port: TurnPort<Logic>;
  readonly #speaker: Speaker;
  readonly #uploads: Uploads;
  readonly #outbox: Outbox;
  readonly #holds: Holds;
  readonly #closings: WindowClosings<Logic>;
  readonly #consentChanges: ConsentChanges<Logic>;
  readonly #gate: ConsentGate;
  readonly #erasures: Erasures;
  readonly #pauses: Pauses;
  readonly #links: Links;
  readonly #linked: LinkedEvents<Logic>;
  readonly #forwardDeps: ForwardDeps;
  readonly #handOffs: HandOffs<Logic>;
  readonly #deskQueue: DeskQueue;
  readonly #handOffBook: HandOffBook;
  readonly #throttle: Throttle;
  readonly #transcription: Transcription | undefined;
  /** The leases of answers that started before turns were tracked (see `areTurnsTracked`). */
  readonly #answering = new WeakSet<Lease>();
  #started: Promise<void> | undefined;
  #onStatus: Logic | undefined;
  readonly #listeners: Acceptor[] = [];

  constructor(options: ChannelOptions & Pick<TranscriptDeps, 'transcripts'>, port: TurnPort<Logic>) {
    const { client, store, clock = systemClock, observe, tracing, unknownWaitMs = 30_000 } = options;
    if (clock.now() < leastEpochMs) throw new ConfigurationError('clock: its time reads like seconds: give epoch ms.');
    const { engine } = store;
    const numbers = new Numbers('send' in client ? [client] : client);
    const { policy, webhookSecret, templates, hold, handOff } = checkedOptions(options);
    this.templates = templates;
    const lanes = openLanes(store, clock, { observe, ...options.lanes });
    this.accounts = new Accounts({
      ...{ store, clock, templates, observe },
      ...{ prices: options.prices, keptMs: options.costsKeptMs },
    });
    const ledger = new Ledger(store, clock, (before, part) => this.accounts.moved(before, part));
    const skew = new ClockSkew(clock, (aheadMs) => observe?.({ kind: 'clock', aheadMs }));
    const tracker = new WindowTracker(store, clock, { keptMs: options.windowsKeptMs, skew });
    const { transcripts } = options;
    transcripts?.useClock(clock);
    const transcription = transcripts && new Transcription({ transcripts, clock, skew, observe });
    this.#transcription = transcription;
    const { topics = TopicCatalog.empty() } = options;
    const isConsentOn = options.consent !== 'none';
    const subscribers = new Subscribers(store);
    const erasures = new Erasures(store);
    const book = new ConsentBook({ store, clock, subscribers, erasures });
    const gate = new ConsentGate({ book, topics, clock });
    const consent = isConsentOn ? gate : undefined;
    const denied = async (conversation: Conversation, need: Need) =>
      isConsentOn ? (await gate.denied(conversation, need))?.error.message : undefined;
    const offered = new OfferedChoices(store);
    const known = knownOf(options.findings, numbers);
    const findings = (business: string) => known.get(business);
    const natives = new Natives(store, clock, { interactive: options.interactive, findings });
    this.mediaRoutes = new MediaRoutes({ store, clock, findings, observe });
    const aside = new TemplatesAside({ store, clock, observe, asideMs: options.templatesAsideMs });
    const uploads = new Uploads({ store, clock, media: options.media, routes: this.mediaRoutes });
    const clientFor = (business: string): ClickatellClient => numbers.clientFor(business);
    this.#pauses = new Pauses(clock, observe);
    const pending = new PendingFollowUps(store, clock);
    const links = new Links({
      ...{ tracker, lanes, observe },
      ours: () => numbers.all,
      mostWaitMs: Math.min(longestLinkWaitMs, (options.lanes?.turnLimitMs ?? Number.POSITIVE_INFINITY) / 2),
      moved: async (alias, to, records) => {
        const [from, lane] = [conversationId(alias), conversationId(to)];
        const [held, outbox, followUps, allowed, handedOff] = await Promise.all([
          this.#holds.takeOverWrites(alias, to),
          this.#outbox.takeOverWrites(alias, to),
          pending.takeOverWrites(from, lane),
          book.takeOverWrites(alias, to),
          this.#handOffs.takeOverWrites(alias, to),
        ]);
        // Before they are there, or nobody would look after them if the process ended between. Their turns come later.
        if (held.count > 0) await this.#holds.wake(to);
        if (outbox.count > 0) await this.#outbox.wake(lane);
        return [
          ...held.writes,
          ...outbox.writes,
          ...records.writes,
          ...held.counts,
          ...outbox.counts,
          ...followUps,
          ...allowed,
          ...handedOff,
          ...offered.takeOverWrites(from, lane, records.told),
          ...port.moveState(alias, to, records.told),
        ];
      },
      // A STOP under the one id is one under the other.
      afterwards: async (to, lease) => isConsentOn && this.#consentChanges.drop(to, lease),
    });
    this.#links = links;
    this.#linked = new LinkedEvents<Logic>({ tracker, port });
    const shared = { ledger, tracker, links, store, templates, policy, clock, observe, unknownWaitMs, consent };
    const addressFor = (conversation: Addressed) => tracker.addressOf(conversation);
    const pacer = engine.shared ? new SharedPacer(engine.pacing, options.pace) : new Pacer(options.pace);
    const contents = new Contents({ uploads, offered, clientFor, addressFor });
    const delivery = new Delivery({
      ...shared,
      tracing,
      clientFor,
      pauses: this.#pauses,
      addressFor,
      pacer,
      departures: engine.departures,
      leave: (messages) => lanes.leave(messages),
      ...(isConsentOn && {
        optedOut: (conversation: Conversation, change: OptOut, part: string, lease: Lease) =>
          this.#optedOut(conversation, change, part, lease),
      }),
      onEarly: (part, events) => void this.#takeEarly(part, events),
    });
    const conversationFor = ({ to, from }: Notification) => numbers.conversation(to, from, 'to');
    const mostMs = options.keepTryingMs ?? 24 * 60 * 60 * 1000;
    this.#outbox = new Outbox({
      ...{ store, clock, lanes, tracker, mostMs },
      send: async (conversation, unsent, lease) => (await this.#speaker.sendAgain(conversation, unsent, lease)).sent,
      left: (id, sent) => this.notifications.leftWrite(id, sent),
      failed: (id, reason) => this.notifications.endedWrite(id, 'failed', reason),
      refused: (id, reason) => this.notifications.endedWrite(id, 'refused', reason),
      withdrawn: (message) => [ledger.withdrawnWrite(message), ledger.droppedWrite(firstId(message))],
      mayHaveLeft: async (message, lease) => {
        const parts = [...(await ledger.partsOf(message)), ...(await ledger.templatesOf(message, lease))];
        return parts.some(({ state }) => state !== 'waiting' && state !== 'failed');
      },
      denied,
      hold: async (conversation, unsent, held, lease) => {
        const { id, activity, notification, since, saidAt = since } = unsent;
        const isHeld = await this.#holds.add(conversation, { id, activity, notification, saidAt }, held, lease);
        if (isHeld && notification !== undefined) lease.stage(this.notifications.heldWrite(notification, held));
      },
      isCurrent: (id, message) => this.notifications.isCurrent(id, message),
      transcription,
    });

    this.clock = clock;
    this.policy = policy;
    this.numbers = numbers;
    this.tracker = tracker;
    this.skew = skew;
    this.natives = natives;
    this.aside = aside;
    this.lanes = lanes;
    this.#options = options;
    this.#port = port;
    this.#uploads = uploads;
    this.#gate = gate;
    this.#erasures = erasures;
    this.decisions = new Decisions({ ...shared, keptMs: options.decisionsKeptMs, handedOff: handOff.proactive });
    const record: SenderDeps['record'] = (decision, message, window) =>
      this.decisions.record({ ...message, decision, window }, message.lease);
    const asTemplate = new AsTemplate({ ...shared, delivery, contents, aside, transcriber: transcription });
    const sender = new Sender({
      ...{ ...shared, delivery, contents, asTemplate, natives, record },
      ...{ transcriber: transcription, handedOff: handOff.proactive },
    });
    const isShared = engine.shared;
    this.#holds = createHolds({
      ...{ store, clock, tracker, lanes, sender, ledger, observe, settings: hold, marginMs: policy.marginMs },
      templatesAsideMs: aside.asideMs,
      denied,
      endWrite: (message, outcome) => this.decisions.heldEndWrite(message, outcome),
      transcriptWrite: transcription && ((...ended) => transcription.holdEndWrite(...ended)),
      outbox: this.#outbox,
      speaker: () => this.#speaker,
      notifications: () => this.notifications,
    });
    this.#speaker = new Speaker({ ...shared, sender, offered, outbox: this.#outbox, holds: this.#holds, isShared });
    const onEarly = (part: string, events: readonly unknown[]) => void this.#takeEarly(part, events);
    const flush = (lease: Lease) => (lease.mayHaveRun ? this.#outbox.leave(lease) : this.#outbox.perform(lease));
    const hasFollowUp = (lane: string) => pending.has(lane);
    this.#closings = new WindowClosings({ clock, marginMs: policy.marginMs, tracker, lanes, port, hasFollowUp });
    const handOffBook = new HandOffBook(store);
    const deskQueue = new DeskQueue({
      ...{ store, clock, observe, desk: handOff.desk },
      turnLimitMs: options.lanes?.turnLimitMs,
      wake: async (queue) => {
        await lanes.accept([{ id: `desk:${randomUUID()}`, ...deskCall(queue) }]);
      },
      wakeAt: (queue, at) => {
        return lanes.schedule({
          id: `desk:${randomUUID()}`,
          ...deskCall(queue),
          key: `desk:${queue}`,
          dueAt: Math.ceil(at),
        });
      },
      leave: (messages) => lanes.leave(messages),
      transcript: (of) => handOffBook.transcript(of),
    });
    this.#deskQueue = deskQueue;
    this.#handOffBook = handOffBook;
    this.#handOffs = new HandOffs<Logic>({
      ...{ clock, tracker, lanes, port, observe, book: handOffBook, queue: deskQueue, settings: handOff },
      ...{ holds: this.#holds, closings: this.#closings },
      lastSaid: transcripts && (async (conversation) => lastSaid(transcripts, await links.all(conversation))),
    });
    this.#consentChanges = new ConsentChanges<Logic>({
      ...{
        book,
        erasures,
        gate,
        topics,
        clock,
        tracker,
        skew,
        ledger,
        observe,
        port,
        holds: this.#holds,
        outbox: this.#outbox,
      },
      followUps: () => this.followUps,
    });
    const changes = isConsentOn ? this.#consentChanges : undefined;
    this.consent = new Consents({
      ...{ book, erasures, subscribers, topics, clock, isOn: isConsentOn, numbers: numbers.all },
      conversationFor: async (to, from) => links.resolve(numbers.conversation(to, from, 'to')),
      addressWrites: (conversation) => tracker.addressWrites(conversation),
      numberFor: (from) => numbers.from(from),
      hasMore: (changes) => this.#consentChanges.hasMore(changes),
      accept: (items, writes) => lanes.accept(items, writes),
    });
    this.#messageDeps = {
      ...{ ledger, tracker, offered, port, flush, closings: this.#closings, holds: this.#holds, release: hold.release },
      ...{ links, linked: this.#linked, handOffs: this.#handOffs },
      consent: changes,
      firstContact: options.firstContact ?? 'welcome',
      observe,
      markRead: (event) => this.#markRead(event),
    };
    this.#forwardDeps = {
      ...{ links, tracker, lanes, outbox: this.#outbox },
      notifications: () => this.notifications,
      saidWrites: changes && ((message) => changes.saidWrites(message)),
    };
    this.#statusDeps = {
      ledger,
      tracker,
      links,
      skew,
      consent: changes,
      sender,
      aside,
      port,
      observe,
      onEarly,
      unknownWaitMs,
      clock,
      policy,
      outbox: this.#outbox,
      holds: this.#holds,
      left: (id, sent) => this.notifications.leftWrite(id, sent),
      held: (id, held) => this.notifications.heldWrite(id, held),
      refused: (id, reason) => this.notifications.endedWrite(id, 'refused', reason),
      pauses: this.#pauses,
      transcription,
      repliedWrites: ({ id, desk, conversation, notification }, state, reason) => {
        if (!desk || notification === undefined) return [];
        const { handOff, queue } = desk;
        const about = { type: 'status', id: `status:${id}:${state}`, conversation, handOff, at: clock.now() } as const;
        return deskQueue.writes(queue, {
          ...about,
          reply: notification,
          state,
          ...(reason !== undefined && { reason }),
        });
      },
    };
    this.#callbackDeps = {
      erasures,
      tracker,
      links,
      skew,
      observe,
      tracing,
      authenticate: authenticator(webhookSecret),
      ours: (business) => numbers.ours(business),
      takeStatus: (event) => takeStatus(event, this.#onStatus !== undefined, this.#statusDeps),
      saidWrites: changes && ((message: InboundMessage) => changes.saidWrites(message)),
      heardWrites: transcription && ((message) => transcription.heardWrites(message)),
      accept: (items, writes) => lanes.accept(carrying(items, tracing), writes),
    };
    this.notifications = new Notifications({
      ...shared,
      refuseDenied: consent && ((stored, conversation, lease) => this.#refuseDenied(stored, conversation, lease)),
      decisions: this.decisions,
      conversationFor,
      accept: (items, writes) => lanes.accept(carrying(items, tracing), writes),
      held: (conversation) => this.#holds.reports(conversation),
      release: async (conversation, window, lease) => {
        await this.#holds.release(conversation, lease, window);
      },
      replied: (stored, outcome, lease) => this.#replied(stored, outcome, lease),
      forward: (item, lease, window) => forward(item, lease, window, this.#forwardDeps),
      say: (conversation, window, activity, cause, lease, id) =>
        this.#say(conversation, window, activity, cause, lease, id),
    });
    this.desk = new DeskSide({
      ...{ clock, policy, templates, tracker, links, book: handOffBook, queue: deskQueue },
      ...{ handOffs: this.#handOffs, notifications: this.notifications },
      numbers: () => numbers.all,
      accept: (items, writes) => lanes.accept(items, writes),
      settled: (conversation) => this.#settled(conversation),
      begin: (conversation, given) => this.handOff(conversation, given),
    });
    this.#throttle = new Throttle({
      pacer,
      pauses: this.#pauses,
      lanes: laneSettings(options.lanes),
      areUnsent: (ids) => this.notifications.areUnsent(ids),
    });
    this.publications = new Publications({
      idsOf: async (conversation) => (await this.#links.all(conversation)).map(({ person }) => person),
      endedWrites: (conversations, topic) => book.endedWrites(conversations, topic),
      ...{ store, clock, notifications: this.notifications, throttle: this.#throttle },
      subscribers,
      from: (number) => numbers.from(number),
      checkTopic: (topic) => {
        if (!isConsentOn)
          throw new NotSupportedError('Consent is switched off (`consent: "none"`): nobody can sign up.');
        topics.get(topic);
      },
      accept: (items, writes) => lanes.accept(items, writes),
    });
    this.people = new People({
      ...{ store, clock, lanes, tracker, book, erasures, ours: numbers.all },
      conversationFor: (person, business) => {
        const conversation = numbers.conversation(person, business, 'person');
        return { business: conversation.business, person: conversation.person };
      },
      conversationsOf: (conversation) => links.all(conversation),
      decisionsOf: (conversations) => this.decisions.since(conversations),
      forget: (conversations) => {
        links.forget();
        this.decisions.forget(conversations);
        transcripts?.forget(conversations.map(conversationId));
      },
      takeIn: async () => {
        await Promise.all(this.#listeners.map((listener) => listener.turnOver()));
      },
      notPersonal: options.notPersonal ?? [],
    });
    this.followUps = new FollowUps({
      clock,
      lanes,
      pending,
      denied: (conversation, topic) => denied(conversation, { topic }),
      droppedWrite: (...dropped) => this.notifications.droppedWrite(...dropped),
      check: (each) => this.notifications.checkLater(each),
    });
  }

  /** Begins to run turns, first those that an earlier process left behind. */
  start(): Promise<void> {
    this.#started ??= Promise.resolve(this.#erasures.ready())
      .then(() => this.#startLanes())
      .then(() => tellFindings(this.#options.findings, this.numbers, this.#options.observe))
      .then(() => void this.#wakeDesk().catch((error: Error) => this.#fault('desk', error)))
      .then(() => this.#tellOfNoTemplates())
      .catch((error: unknown) => {
        // Nothing has started, so the caller can retry `start()` once the store is back.
        this.#started = undefined;
        throw error;
      });
    return this.#started;
  }

  #startLanes(): Promise<void> {
    return this.lanes.start(
      (item, lease) => tracedItem(item, this.#options.tracing, () => this.#perform(item, lease)),
      (item, error) =>
        aftermath(item, error, { notifications: this.notifications, outbox: this.#outbox, holds: this.#holds }),
    );
  }

  #tellOfNoTemplates(): void {
    if (this.templates.names.length > 0) return;
    const reason = 'No templates were given: people who have not written within 24 hours cannot be sent anything.';
    this.#options.observe?.({ kind: 'noTemplates', reason });
  }

  async stop(deadlineMs: number): Promise<void> {
    this.#throttle.stop();
    await Promise.all(this.#listeners.splice(0).map((listener) => listener.close()));
    await this.lanes.stop(deadlineMs);
    // What cannot be stored has been reported as a fault.
    await this.accounts.flush().catch(() => {});
    await this.#uploads.close();
  }

  /** Answers a callback. `begin` starts the turns if they have not started yet. */
  process(request: CallbackRequest, response: ServerResponse, begin?: () => Promise<unknown>): Promise<void> {
    return takeCallback(nodeSource(request), begin, this.#callbackDeps).then(({ answer }) =>
      answerNode(response, answer),
    );
  }

  /** The same for a `Request`. */
  async fetch(request: Request, { body, waitUntil }: FetchOptions, begin?: () => Promise<unknown>): Promise<Response> {
    const { answer, lanes } = await takeCallback(fetchSource(request, body), begin, this.#callbackDeps);
    try {
      waitUntil?.(this.#haveRun(lanes));
    } catch (error) {
      // The callback is stored, and nobody need send it again.
      this.#fault('waitUntil', error instanceof Error ? error : new Error(String(error)));
    }
    return fetchResponse(answer);
  }

  /** Resolves when what waits in the lanes has run, or is left to others. Never rejects. */
  async #haveRun(lanes: readonly string[]): Promise<void> {
    // Without turns of its own, this process would wait for others.
    if (!this.#started) return;
    const conversations = lanes.map(conversationOf).filter((conversation) => conversation !== undefined);
    await this.#started.catch(() => {});
    await Promise.allSettled(conversations.map((conversation) => this.#inLane(conversation, async () => {})));
    // What cannot be stored has been reported as a fault.
    await this.accounts.flush().catch(() => {});
  }

  /** See `ChannelApi.idle`. */
  async idle(): Promise<void> {
    try {
      await this.lanes.idle();
      await this.accounts.flush();
    } catch (error) {
      this.#fault('lane', error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The numbers whose messages wait, because the provider takes none of them. */
  get paused(): Pause[] {
    return this.#pauses.all;
  }

  /** See `ChannelApi.messagesWaiting`. */
  messagesWaiting(): Promise<MessagesWaiting[]> {
    return Promise.all(
      this.numbers.all.map(async (business) => {
        const [notTaken, held] = await Promise.all([this.#outbox.measure(business), this.#holds.measure(business)]);
        return { business, notTaken, held };
      }),
    );
  }

  /** Accepts callbacks in a thread of its own. */
  async listen(options: ListenOptions): Promise<CallbackListener> {
    const { observe, tracing } = this.#options;
    const { webhookSecret } = checkedOptions(this.#options);
    const accept = async (envelopes: readonly Record<string, unknown>[]) => {
      const work = () => acceptCallbacks(envelopes, this.#callbackDeps);
      await (tracing ? tracing.span({ operation: 'receive', callbacks: envelopes.length }, work) : work());
    };
    const listener = await Acceptor.listen(options, { webhookSecret, observe, accept });
    this.#listeners.push(listener);
    return listener;
  }

  /** Runs the handler for each status of the bot's messages. */
  onStatus(handler: Logic): void {
    this.#onStatus = handler;
  }

  /** Runs the handler after each change of a person's consent. */
  onConsent(handler: Logic): void {
    this.#consentChanges.on(handler);
  }

  /** See `ClickatellAdapter.onWindowClosing`. @throws InvalidInputError */
  onWindowClosing(handler: ClosingHandler<Logic>): void {
    this.#closings.on(handler);
  }

  /**
   * Runs a proactive turn, behind what waits in its lane, or at once if called inside a turn of the same conversation.
   */
  proactive(
    conversation: Addressed,
    activityFor: (conversation: Conversation) => Activity,
    logic: Logic,
  ): Promise<void> {
    const around = currentScope();
    const cause = around?.turn?.nextTurnCause() ?? randomUUID();
    const { tracing } = this.#options;
    const traceparent = tracing?.carry();
    return this.#inLane(conversation, async (home, lease, window) => {
      const isGiven = home.address !== undefined;
      if (isGiven) await this.tracker.recordAddress(home);
      const known = isGiven ? await this.tracker.read(home) : window;
      const turn = new Turn(cause, lease, known);
      // Inside of the turn of a person's message, it is part of the answer.
      const isInside = around ? around.turn?.isAnswer === true && around.lease === lease : this.#answering.has(lease);
      turn.isAnswer = isInside;
      const work = () => this.#port.runFor(activityFor(home), turn, logic);
      const what = { operation: 'process', kind: 'proactive', business: businessOf(lease.lane), traceparent } as const;
      await (tracing ? tracing.span(what, work) : work());
    });
  }

  /** Two ids are one person's, with one of our numbers or with all of them. @throws InvalidInputError */
  async link(person: string, alias: string, from: string | undefined): Promise<void> {
    const ours = from === undefined ? this.numbers.all : [from];
    const pairs = ours.map((business) => ({
      one: this.numbers.conversation(person, business, 'person'),
      other: this.numbers.conversation(alias, business, 'alias'),
    }));
    for (const { one, other } of pairs) await this.#links.link(one, other);
  }

  /** Runs the handler for each other id of a person that is made one with theirs. @throws InvalidInputError */
  onLinked(handler: Logic): void {
    this.#linked.on(handler);
  }

  /** Hands a conversation off to a human, in its lane. @throws InvalidInputError */
  handOff(conversation: Addressed, given: HandOffInput): Promise<{ id: string }> {
    return this.#inLane(conversation, (home, lease, window) => this.#handOffs.begin(home, given, lease, window));
  }

  /** Gives a conversation back to the bot, if a human has it. @throws InvalidInputError */
  async endHandOff(conversation: Conversation, given: { state?: HandOffOutcome; message?: string }): Promise<void> {
    const id = conversationId(await this.#links.resolve(conversation));
    await this.desk.close(id, given).catch((error: unknown) => {
      if (!(error instanceof NotHandedOffError)) throw error;
    });
  }

  /** What a bot's own event about a hand-off asks for: `handoff.initiate` or `handoff.status`. */
  async handOffEvent(activity: Activity, turn: Turn | undefined, conversation: Conversation): Promise<void> {
    if (activity.name === 'handoff.initiate') {
      const given = handOffIn(activity);
      const isOwn = turn && !turn.lease.isOver && turn.lease.lane === conversationId(conversation);
      if (isOwn) await this.#handOffs.begin(conversation, given, turn.lease, turn.window);
      else await this.handOff(conversation, given);
      return;
    }
    const status = activity.name === 'handoff.status' ? statusIn(activity) : undefined;
    if (!status) return;
    const { state, message } = status;
    if (state !== 'accepted') await this.endHandOff(conversation, { state, ...(message !== undefined && { message }) });
    else await this.desk.open(conversationId(conversation));
  }

  /** Has the desk told what an earlier process has left. */
  async #wakeDesk(): Promise<void> {
    if (this.#deskQueue.isOn) await this.#deskQueue.wakeAll(queuesOf(await this.#handOffBook.all(this.numbers.all)));
  }

  /** Tells the desk what became of a reply: in the turn, or at once if it is known already. */
  async #replied(stored: Stored, { state, reason }: Pick<Stored, 'state' | 'reason'>, lease?: Lease): Promise<void> {
    const { id, reply, conversation, attempt } = stored;
    if (!reply || state === 'accepted') return;
    const { handOff, queue } = reply;
    const about = { type: 'status', id: `reply:${id}:${attempt}:${state}`, conversation, handOff } as const;
    const why = state === 'sent' || reason === undefined ? {} : { reason };
    const news = { ...about, at: this.clock.now(), reply: id, state, ...why };
    if (lease) await this.#deskQueue.stage(queue, news, lease);
    else await this.lanes.accept([], this.#deskQueue.writes(queue, news));
  }

  /** Waits until what the conversation's lane has accepted has run. Not inside a turn of it, which would wait for itself. */
  async #settled(conversation: Conversation): Promise<void> {
    const lane = conversationId(conversation);
    if (leasesIn(currentScope()).some((lease) => lease.lane === lane)) return;
    await this.lanes.run(lane, async () => {});
  }

  /**
   * Runs work in the lane of the conversation that counts, which may be another one by the time that the work has its
   * turn. A turn that is under way, and that others wait for, stays where it is.
   */
  async #inLane<T>(
    conversation: Addressed,
    work: (home: Addressed, lease: Lease, window: WindowRecord | undefined) => Promise<T>,
  ): Promise<T> {
    const own = conversationId(conversation);
    const isInside = leasesIn(currentScope()).some(({ lane }) => lane === own);
    for (;;) {
      const home = isInside ? conversation : await this.#links.resolve(conversation);
      const done = await this.lanes.run(conversationId(home), async (lease) => {
        const window = await this.tracker.read(home);
        return isMoved(window) && !isInside ? undefined : { result: await work(home, lease, window) };
      });
      if (done) return done.result;
    }
  }

  /**
   * Sends a message of a turn. Resolves with the id of its first part, or an empty one if the message has no content.
   */
  send(activity: Activity, turn: Turn, conversation: Conversation): Promise<string> {
    return this.#speaker.send(activity, turn, conversation);
  }

  /** A turn for messages that are sent outside of any turn. */
  async detachedTurn(conversation: Conversation): Promise<Turn> {
    const lease = new Lease({ lane: conversationId(conversation) });
    await lease.end();
    return new Turn(randomUUID(), lease, await this.tracker.read(conversation));
  }

  /** The state of a conversation's customer service window now. */
  async window(conversation: Conversation): Promise<WindowReport> {
    const window = windowState(await this.#links.window(conversation), this.clock.now(), this.policy.marginMs);
    return { ...window, conversationType: conversationType(window.state) };
  }

  /** What is held for a person until they write, in order. @throws InvalidInputError for a person that cannot be one. */
  async held({ to, from }: Pick<HeldOf, 'to' | 'from'>): Promise<HeldReport[]> {
    const ours = from === undefined ? this.numbers.all : [from];
    const all = ours.map((number) => this.#heldIn(this.numbers.conversation(to, number, 'to')));
    return (await Promise.all(all)).flat();
  }

  /** With what is about to move there. */
  async #heldIn(conversation: Conversation): Promise<HeldReport[]> {
    const home = await this.#links.resolve(conversation);
    const ids = new Set([home.person, conversation.person]);
    const lists = await Promise.all([...ids].map((person) => this.#holds.reports({ ...conversation, person })));
    if (lists.length === 1) return lists[0] ?? [];
    const all = lists.flat().sort((one, other) => one.since - other.since);
    return all.map((report, at) => ({ ...report, position: at + 1 }));
  }

  /** See `Decisions.since`. About the messages to all ids of each person. */
  decisionsOf(conversations: readonly Conversation[], since: number | undefined) {
    const all = async () => (await Promise.all(conversations.map((each) => this.#links.all(each)))).flat();
    return this.decisions.since(all, since);
  }

  /** See `Decisions.explain`. */
  async explain(activity: Activity, conversation: Conversation) {
    return this.decisions.explain(activity, await this.#links.resolve(conversation));
  }

  /** Keeps why a message was refused that has not come as far as sending. */
  refused(message: Parameters<Decisions['refused']>[0]): void {
    const { activity, conversation, turn, decision } = message;
    // Numbered once, so that both know it by one id.
    const id = intentOf(activity).id ?? turn?.nextMessageId();
    const numbered = { ...message, activity: id === undefined ? activity : withIntent(activity, { id }) };
    this.decisions.refused(numbered);
    this.#transcription?.refused({ ...numbered, conversation, reason: decision.reason });
  }

  /** All conversations of the person of a conversation, by their ids. For what is kept by conversation and never moved. */
  async lanesOf(conversation: Conversation): Promise<string[]> {
    return (await this.#links.all(conversation)).map(conversationId);
  }

  /** Takes held messages back, in the conversations' lanes. Resolves with how many there were. */
  async cancelHeld(which: HeldOf): Promise<number> {
    const matches = matcherOf(which);
    const ours = which.from === undefined ? this.numbers.all : [which.from];
    const conversations = ours.map((number) => this.numbers.conversation(which.to, number, 'to'));
    const counts = conversations.map((conversation) =>
      this.#inLane(conversation, (home, lease) => this.#holds.cancel(home, matches, lease)),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  /** Runs an item of a lane. */
  async #perform(item: LaneItem, lease: Lease): Promise<void> {
    const payload = payloadOf(item.payload);
    // These look at the window's record themselves, in one trip to the store with what they need besides.
    if (payload.kind === 'notification') {
      return this.notifications.perform(payload.id, item, lease).finally(() => this.#throttle.ended(payload.id));
    }
    if (payload.kind === 'publication') return this.publications.perform(payload, lease);
    if (payload.kind === 'desk') return this.#deskQueue.perform(payload.queue, lease);
    if (isMessage(payload)) {
      if (!lease.isTracked) this.#answering.add(lease);
      const moved = (window: WindowRecord | undefined) => forward(item, lease, window, this.#forwardDeps);
      return performMessage(payload, lease, this.#messageDeps, moved);
    }
    const conversation = conversationOf(lease.lane);
    if (!conversation) return;
    const window = await this.tracker.read(conversation);
    if (isMoved(window)) return forward(item, lease, window, this.#forwardDeps);
    switch (payload.kind) {
      case 'join': {
        await this.#links.settle(conversation, payload.alias, payload, lease);
        await this.#linked.tell(conversation, await this.tracker.read(conversation), lease);
        return;
      }
      case 'follow-up':
        return this.notifications.performNow(parseNotification(payload.notification), item, lease);
      case 'outbox':
        if (payload.goesOn) return this.#outbox.goOn(lease);
        // If the process ended while the turn ran, each message gets a turn of its own, to find the one that ends it.
        await this.#outbox.perform(lease, lease.mayHaveRun ? 1 : undefined);
        return;
      case 'holds':
        if (payload.goesOn) return this.#holds.goOn(conversation, lease);
        return this.#holds.perform(conversation, lease, payload.tries);
      case 'closing':
        return this.#closings.perform(payload, lease);
      case 'consent':
        return this.#consentChanges.perform(payload, conversation, lease);
      case 'handoff':
        return this.#handOffs.perform(payload, conversation, window, lease);
      case 'unsent':
        return this.#outbox.repeat(payload.unsent, lease);
      case 'unreplaced':
        return endReplacement(payload, lease, this.#statusDeps);
      case 'status':
        return performStatus(payload, lease, window, this.#onStatus, this.#statusDeps);
    }
  }

  /** The provider does not take a message, because the person has opted out. */
  async #optedOut(conversation: Conversation, change: OptOut, part: string, lease: Lease): Promise<void> {
    const { writes, item } = this.#consentChanges.provider(conversation, change, { message: part });
    if (lease.lane === item.lane) for (const write of writes) lease.stage(write);
    // At once as well, for what other turns are about to send; and it is true whatever becomes of this turn.
    await this.lanes.accept([item], writes);
  }

  /** Refuses a notification that the person's consent does not allow. @throws ConsentError */
  async #refuseDenied(
    { id, message, notification }: Pick<Stored, 'id' | 'message' | 'notification'>,
    conversation: Conversation,
    lease: Lease,
  ): Promise<void> {
    const denied = await this.#gate.denied(conversation, { topic: notification.topic });
    // Of one that may have left in an earlier run, only what is still to leave is judged.
    if (!denied || (lease.mayHaveRun && (await this.#messageDeps.ledger.getIn(lease, message)))) return;
    const window = await this.tracker.read(conversation);
    const { state } = windowState(window, this.clock.now(), this.policy.marginMs);
    const decision = refusalOf(denied, { conversationType: conversationType(state, notification.topic) });
    const { conversationType: type, reason, rule } = decision;
    const person = lastFour(conversation.person);
    const told = { conversationType: type, reason, rule, windowState: state, messageId: message } as const;
    this.#options.observe?.({ kind: 'decision', decision: 'refuse', person, ...told });
    this.decisions.record(
      { decision, activity: activityOf(notification), conversation, window, id: message, notification: id },
      lease,
    );
    const refused = { activity: activityOf(notification), id: message, conversation, lease, notification: id };
    this.#transcription?.keep(refused, 'refused', reason);
    throw denied.error;
  }

  async #say(
    conversation: Conversation,
    window: WindowRecord | undefined,
    activity: Activity,
    cause: string,
    lease: Lease,
    notification: string,
  ): Promise<Sent> {
    const turn = new Turn(cause, lease, window);
    turn.notification = notification;
    await this.#port.say(conversation, activity, turn);
    const [sent] = turn.sent;
    if (!sent) throw new NotSentError();
    return sent;
  }

  /** Read receipts are best effort: failures are reported, never thrown. */
  #markRead({ business, messageId, editedMessageId }: InboundMessage): void {
    // What was edited has been marked, and the edit may have an id that the provider does not know.
    if (!this.#options.markRead || editedMessageId !== undefined) return;
    this.numbers
      .clientFor(business)
      .markRead(messageId)
      .catch((error: Error) => this.#fault('read receipt', error));
  }

  /** Takes in statuses that came before the provider's answer, which has told which part they belong to. */
  async #takeEarly(part: string, events: readonly unknown[]): Promise<void> {
    try {
      for (const event of events.map((each) => inboundEvent.parse(each))) {
        if (event.kind !== 'status') continue;
        const known = { ...event, clientMessageId: part };
        const { items, writes } = await takeStatus(known, this.#onStatus !== undefined, this.#statusDeps);
        await this.lanes.accept(items, writes);
      }
    } catch (error) {
      this.#fault('status', error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fault(where: FaultPlace, error: Error): void {
    this.#options.observe?.({ kind: 'fault', where, error });
  }
}

/** A call of what waits for the desk, in a lane of its own: people and their bots do not wait for the desk. */
function deskCall(queue: string): Pick<LaneItem, 'lane' | 'payload'> {
  return { lane: `desk:${queue}`, payload: ownPayload({ kind: 'desk', queue }) };
}
