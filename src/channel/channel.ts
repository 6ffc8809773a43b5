import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { OfferedChoices } from '../choices/offered.js';
import type { ClickatellClient } from '../clickatell/client.js';
import { Numbers } from '../clickatell/numbers.js';
import type { Activity } from '../core/activity.js';
import { type Clock, systemClock } from '../core/clock.js';
import { type Conversation, conversationId } from '../core/conversation.js';
import { NotSentError } from '../core/errors.js';
import { Lease } from '../core/lease.js';
import { currentScope, type Sent, Turn } from '../core/turn.js';
import { Uploads } from '../files/uploads.js';
import { authenticator } from '../inbound/authenticate.js';
import { type InboundMessage, inboundEvent } from '../inbound/event.js';
import type { CallbackRequest } from '../inbound/read.js';
import { openLanes } from '../lanes/open.js';
import { render } from '../render/render.js';
import { Contents } from '../sending/content.js';
import { Delivery } from '../sending/deliver.js';
import { Ledger } from '../sending/ledger.js';
import { Natives } from '../sending/natives.js';
import { Pacer } from '../sending/pace.js';
import { Sender } from '../sending/send.js';
import { SharedPacer } from '../sending/sharedPace.js';
import type { LaneItem, Lanes } from '../store/lanes.js';
import { intentOf } from '../templates/message.js';
import { conversationType, type WindowPolicy, windowPolicy, windowState } from '../window/decide.js';
import { WindowTracker } from '../window/tracker.js';
import { type CallbackDeps, takeCallback } from './callback.js';
import { FollowUps } from './followUps.js';
import { type MessageDeps, performMessage } from './message.js';
import { parseNotification } from './notification.js';
import { Notifications } from './notifications.js';
import type { ChannelOptions, WindowReport } from './options.js';
import { payloadOf } from './payload.js';
import type { TurnPort } from './port.js';
import { performStatus, type StatusDeps, takeStatus } from './status.js';

/** Everything between the provider and the host's turns, for any bot framework. */
export class Channel<Logic> {
  readonly clock: Clock;
  readonly policy: WindowPolicy;
  readonly numbers: Numbers;
  readonly tracker: WindowTracker;
  readonly natives: Natives;
  readonly lanes: Lanes;
  readonly notifications: Notifications;
  readonly followUps: FollowUps;
  readonly #options: ChannelOptions;
  readonly #callbackDeps: CallbackDeps;
  readonly #messageDeps: MessageDeps;
  readonly #statusDeps: StatusDeps<Logic>;
  readonly #port: TurnPort<Logic>;
  readonly #offered: OfferedChoices;
  readonly #ledger: Ledger;
  readonly #sender: Sender;
  readonly #uploads: Uploads;
  #started: Promise<void> | undefined;
  #onStatus: Logic | undefined;

  constructor(options: ChannelOptions, port: TurnPort<Logic>) {
    const { client, store, templates, clock = systemClock, observe, unknownWaitMs = 30_000 } = options;
    const { engine } = store;
    const numbers = new Numbers('send' in client ? [client] : client);
    const policy = windowPolicy(options.policy);
    const lanes = openLanes(store, clock, { observe, ...options.lanes });
    const ledger = new Ledger(store, clock);
    const tracker = new WindowTracker(store, clock);
    const offered = new OfferedChoices(store);
    const natives = new Natives(store, clock, options.interactive);
    const uploads = new Uploads({ store, clock, media: options.media });
    const clientFor = (business: string): ClickatellClient => numbers.clientFor(business);
    const shared = { ledger, tracker, store, templates, policy, clock, observe, unknownWaitMs };
    const contents = new Contents({ uploads, offered, clientFor });
    const delivery = new Delivery({
      ...shared,
      clientFor,
      pacer: engine.shared ? new SharedPacer(engine.pacing, options.pace) : new Pacer(options.pace),
      departures: engine.departures,
      leave: (messages) => lanes.leave(messages),
      onEarly: (part, events) => void this.#takeEarly(part, events),
    });
    const businessFor = (from: string | undefined) => numbers.from(from);

    this.clock = clock;
    this.policy = policy;
    this.numbers = numbers;
    this.tracker = tracker;
    this.natives = natives;
    this.lanes = lanes;
    this.#options = options;
    this.#port = port;
    this.#offered = offered;
    this.#ledger = ledger;
    this.#uploads = uploads;
    this.#sender = new Sender({ ...shared, delivery, contents, natives });
    const onEarly = (part: string, events: readonly unknown[]) => void this.#takeEarly(part, events);
    this.#messageDeps = { ledger, tracker, offered, port, markRead: (event) => this.#markRead(event) };
    this.#statusDeps = { ledger, tracker, sender: this.#sender, port, observe, onEarly };
    this.#callbackDeps = {
      tracker,
      observe,
      authenticate: authenticator(options.webhookSecret),
      isOurs: (business) => numbers.isOurs(business),
      takeStatus: (event) => takeStatus(event, this.#onStatus !== undefined, this.#statusDeps),
      accept: (items, writes) => lanes.accept(items, writes),
    };
    this.notifications = new Notifications({
      ...shared,
      businessFor,
      accept: (item, writes) => lanes.accept([item], writes),
      say: (conversation, activity, cause, lease) => this.#say(conversation, activity, cause, lease),
    });
    this.followUps = new FollowUps({ clock, lanes, businessFor, check: (each) => this.notifications.check(each) });
  }

  /** Begins to run turns, first those that an earlier process left behind. */
  start(): Promise<void> {
    this.#started ??= this.lanes
      .start((item, lease) => this.#perform(item, lease))
      .catch((error: unknown) => {
        // Nothing has started, so the caller can retry `start()` once the store is back.
        this.#started = undefined;
        throw error;
      });
    return this.#started;
  }

  async stop(deadlineMs: number): Promise<void> {
    await this.lanes.stop(deadlineMs);
    await this.#uploads.close();
  }

  /** Answers a callback. `begin` starts the turns if they have not started yet. */
  process(request: CallbackRequest, response: ServerResponse, begin?: () => Promise<unknown>): Promise<void> {
    return takeCallback(request, response, begin, this.#callbackDeps);
  }

  /** Runs the handler for each status of the bot's messages. */
  onStatus(handler: Logic): void {
    this.#onStatus = handler;
  }

  /**
   * Runs a proactive turn, behind what waits in its lane, or at once if called inside a turn of the same conversation.
   */
  proactive(conversation: Conversation, activity: Activity, logic: Logic): Promise<void> {
    const cause = currentScope()?.turn?.nextTurnCause() ?? randomUUID();
    return this.lanes.run(conversationId(conversation), async (lease) => {
      const turn = new Turn(cause, lease, await this.tracker.read(conversation));
      await this.#port.runFor(activity, turn, logic);
    });
  }

  /**
   * Sends a message of a turn. Resolves with the id of its first part, or an empty one if the message has no content.
   */
  async send(activity: Activity, turn: Turn, conversation: Conversation): Promise<string> {
    turn.lease.refuseIfLost();
    const lane = conversationId(conversation);
    const isOwn = turn.lease.lane === lane;
    const window = isOwn ? turn.window : await this.tracker.read(conversation);
    // Activities sent around the middleware pipeline do not have an id yet.
    const id = intentOf(activity).id ?? turn.nextMessageId();
    let rendered: ReturnType<typeof render> | undefined;
    const whole = () => {
      rendered ??= render(activity);
      return rendered;
    };
    // A message that is sent after the turn's end is not part of the turn.
    const lease = turn.lease.isOver && !turn.lease.isLost ? new Lease({ lane: turn.lease.lane }) : turn.lease;
    try {
      const message = { activity, id, conversation, lease, pieces: () => whole().pieces };
      const { window: changed, ...sent } = await this.#sender.send(message, window);
      turn.sent.push(sent);
      if (isOwn && changed) turn.window = changed;
      const choices = sent.sentAs === 'template' ? [] : whole().choices;
      if (choices.length > 0) {
        turn.hasOffered = true;
        lease.stage(this.#offered.replaceWrite(lane, choices));
      }
      return sent.parts[0] ?? '';
    } finally {
      if (lease !== turn.lease) await this.#ledger.write(lease.take());
    }
  }

  /** A turn for messages that are sent outside of any turn. */
  async detachedTurn(conversation: Conversation): Promise<Turn> {
    const lease = new Lease({ lane: conversationId(conversation) });
    await lease.end();
    return new Turn(randomUUID(), lease, await this.tracker.read(conversation));
  }

  /** The state of a conversation's customer service window now. */
  async window(conversation: Conversation): Promise<WindowReport> {
    const window = windowState(await this.tracker.read(conversation), this.clock.now(), this.policy.marginMs);
    return { ...window, conversationType: conversationType(window.state) };
  }

  /** Runs an item of a lane. */
  async #perform(item: LaneItem, lease: Lease): Promise<void> {
    const payload = payloadOf(item.payload);
    switch (payload.kind) {
      case 'notification':
        return this.notifications.perform(payload.id, lease);
      case 'follow-up':
        return this.notifications.performNow(parseNotification(payload.notification), lease);
      case 'status':
        return performStatus(payload, lease, this.#onStatus, this.#statusDeps);
      default:
        return performMessage(payload, lease, this.#messageDeps);
    }
  }

  async #say(conversation: Conversation, activity: Activity, cause: string, lease: Lease): Promise<Sent> {
    const turn = new Turn(cause, lease, await this.tracker.read(conversation));
    await this.#port.say(conversation, activity, turn);
    const [sent] = turn.sent;
    if (!sent) throw new NotSentError();
    return sent;
  }

  /** Read receipts are best effort: failures are reported, never thrown. */
  #markRead({ business, messageId }: InboundMessage): void {
    if (!this.#options.markRead) return;
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
        const { item, writes } = await takeStatus(known, this.#onStatus !== undefined, this.#statusDeps);
        await this.lanes.accept(item ? [item] : [], writes);
      }
    } catch (error) {
      this.#fault('status', error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fault(where: string, error: Error): void {
    this.#options.observe?.({ kind: 'fault', where, error });
  }
}
