import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  type Activity,
  ActivityEx,
  type Attachment,
  BotAdapter,
  type ConversationParameters,
  type ConversationReference,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import { takeCallback } from '../../channel/callback.js';
import { type FollowUp, FollowUps, followUpIn } from '../../channel/followUps.js';
import { type MessageRooms, performMessage } from '../../channel/message.js';
import type { Notification } from '../../channel/notification.js';
import { type NotificationReport, Notifications, notificationIdIn } from '../../channel/notifications.js';
import { performStatus, type StatusRooms, takeStatus } from '../../channel/status.js';
import { OfferedChoices } from '../../choices/offered.js';
import { Numbers } from '../../clickatell/numbers.js';
import { type Clock, systemClock } from '../../core/clock.js';
import { type Conversation, conversationOf } from '../../core/conversation.js';
import { InvalidInputError, NotSupportedError } from '../../core/errors.js';
import { referenceFor } from '../../core/reference.js';
import { type AttachmentDownloadOptions, type DownloadedAttachment, download } from '../../files/download.js';
import { Uploads } from '../../files/uploads.js';
import { type InboundMessage, inboundEvent } from '../../inbound/event.js';
import type { CallbackRequest } from '../../inbound/read.js';
import { openLanes } from '../../lanes/open.js';
import { Contents } from '../../sending/content.js';
import { Delivery } from '../../sending/deliver.js';
import { Ledger } from '../../sending/ledger.js';
import { Natives, type SwitchedOff } from '../../sending/natives.js';
import { Pacer } from '../../sending/pace.js';
import { Sender } from '../../sending/send.js';
import type { AsideItem, LaneItem, LaneMeasure, Lanes } from '../../store/lanes.js';
import {
  type ConversationType,
  conversationType,
  type WindowPolicy,
  type WindowState,
  windowPolicy,
  windowState,
} from '../../window/decide.js';
import { WindowTracker } from '../../window/tracker.js';
import { WindowMiddleware } from './middleware.js';
import type { ClickatellAdapterOptions } from './options.js';
import { type OutgoingEventHandler, type OutgoingRooms, sendActivity } from './outgoing.js';
import type { Logic, RunTurn } from './run.js';
import { storeFailureIn, TurnRunner } from './runner.js';

type TurnErrorHandler = (context: TurnContext, error: Error) => Promise<void>;

/** A conversation's customer service window, and what a message that is sent now would belong to. */
export type WindowReport = WindowState & { readonly conversationType: ConversationType };

/**
 * WhatsApp, through Clickatell's One API, as a channel of Bot Framework.
 *
 *     const adapter = new ClickatellAdapter({ client, store, templates, webhookSecret });
 *     await adapter.start((context) => bot.run(context));
 *     server.post('/api/messages', async (req, res) => {
 *       await adapter.process(req, res);
 *     });
 */
export class ClickatellAdapter extends BotAdapter {
  readonly #options: ClickatellAdapterOptions;
  readonly #clock: Clock;
  readonly #policy: WindowPolicy;
  readonly #numbers: Numbers;
  readonly #lanes: Lanes;
  readonly #tracker: WindowTracker;
  readonly #natives: Natives;
  readonly #uploads: Uploads;
  readonly #runner: TurnRunner;
  readonly #notifications: Notifications;
  readonly #followUps: FollowUps;
  /** What turns work with. */
  readonly #rooms: StatusRooms & MessageRooms & OutgoingRooms;
  #started: Promise<void> | undefined;
  #onStatus: Logic | undefined;
  #onEvent: OutgoingEventHandler | undefined;

  constructor(options: ClickatellAdapterOptions) {
    super();
    const { client, store, templates, clock = systemClock, observe, unknownWaitMs = 30_000 } = options;
    const policy = windowPolicy(options.policy);
    const numbers = new Numbers('send' in client ? [client] : client);
    const lanes = openLanes(store, clock, { observe, ...options.lanes });
    const ledger = new Ledger(store, clock);
    const tracker = new WindowTracker(store, clock);
    const shared = { ledger, tracker, store, templates, policy, clock, observe };
    const clientFor = (business: string) => numbers.clientFor(business);
    const offered = new OfferedChoices(store);
    const natives = new Natives(store, clock, options.interactive);
    const uploads = new Uploads({ store, clock, media: options.media });
    const contents = new Contents({ uploads, offered, clientFor });
    const delivery = new Delivery({ ...shared, unknownWaitMs, clientFor, pacer: new Pacer(options.pace) });
    const sender = new Sender({ ...shared, delivery, contents, natives });
    const pipeline = (context: TurnContext, logic: Logic) => this.runMiddleware(context, logic);
    const runner = new TurnRunner({ adapter: this, pipeline, lanes, observe });
    const businessFor = (from: string | undefined) => numbers.from(from);
    const notifications = new Notifications({
      ...shared,
      businessFor,
      accept: (item) => lanes.accept([item]),
      say: (conversation, activity, cause) => runner.say(conversation, activity, cause),
    });
    const check = (notification: Notification) => notifications.check(notification);

    this.#options = options;
    this.#clock = clock;
    this.#policy = policy;
    this.#numbers = numbers;
    this.#lanes = lanes;
    this.#tracker = tracker;
    this.#natives = natives;
    this.#uploads = uploads;
    this.#runner = runner;
    this.#notifications = notifications;
    this.#followUps = new FollowUps({ clock, lanes, businessFor, check });
    const run: RunTurn = (activity, turn, logic) => runner.run(activity, turn, logic);
    const markRead = (event: InboundMessage) => void (options.markRead && this.#markRead(event));
    this.#rooms = { ledger, tracker, sender, offered, run, markRead, observe };
    this.use(new WindowMiddleware(shared));
  }

  /** Begins to run turns with `logic`; what an earlier process left behind comes first. */
  start(logic: Logic): Promise<void> {
    this.#runner.logic = logic;
    this.#started ??= this.#lanes
      .start((item) => this.#perform(item))
      .catch((error: unknown) => {
        // The store may be away: whoever waits for it can start again.
        this.#started = undefined;
        throw error;
      });
    return this.#started;
  }

  /** Takes nothing more, and lets the turns that run end, for at most `deadlineMs`. What waits stays stored. */
  async stop(deadlineMs = 10_000): Promise<void> {
    await this.#lanes.stop(deadlineMs);
    await this.#uploads.close();
  }

  /** How many turns this process has at hand. */
  get depth(): number {
    return this.#lanes.depth;
  }

  /** How much waits in the lanes of the whole store, and since when. Rejects with StoreError while the store is away. */
  backlog(): Promise<LaneMeasure> {
    return this.#lanes.measure();
  }

  /** What was taken out of its lane because it kept failing. */
  setAside(): Promise<AsideItem[]> {
    return this.#lanes.setAside();
  }

  /** Lets what was set aside have another turn; `false` for an unknown id. */
  repeat(id: string): Promise<boolean> {
    return this.#lanes.repeat(id);
  }

  /** Forgets every turn that waits, is scheduled or was set aside: for a store that is cleared, as in a test. */
  clear(): Promise<void> {
    return this.#lanes.clear();
  }

  /**
   * Answers a callback of Clickatell's, in restify, Express or node:http: 200 once it is safely stored; its turn comes
   * afterwards. 400, 401, 408 or 413 for what cannot be taken; 503 while the store is away, so that Clickatell sends it
   * again. `logic` does what `start` does, for programs that were written for `CloudAdapter`.
   */
  async process(request: CallbackRequest, response: ServerResponse, logic?: Logic): Promise<void> {
    return takeCallback(request, response, {
      begin: async () => logic && this.start(logic),
      secret: this.#options.webhookSecret,
      isOurs: (business) => this.#numbers.isOurs(business),
      takeStatus: (event) => takeStatus(event, this.#onStatus !== undefined, this.#rooms),
      accept: (items) => this.#lanes.accept(items),
      observe: this.#options.observe,
    });
  }

  /**
   * Tells a person something on the business's own account: free-form while the window is open, as an approved template
   * when it is not. Resolves once the notification is stored; `notification(id)` tells what became of it.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  notify(notification: Notification): Promise<{ id: string }> {
    return this.#notifications.accept(notification);
  }

  /** How a notification stands; `undefined` for an id that was never accepted. */
  notification(id: string): Promise<NotificationReport | undefined> {
    return this.#notifications.report(id);
  }

  /**
   * Tells a person something later: a notification that survives restarts, is said once, and takes the place of the one
   * under the same `key`. The window is judged when it is said.
   *
   *     await adapter.schedule({ key: 'T-42/well', in: 24 * 60 * 60 * 1000, to, text, template });
   *
   * @throws InvalidInputError that names the wrong field.
   */
  schedule(followUp: FollowUp): Promise<{ id: string; dueAt: number }> {
    return this.#followUps.schedule(followUp);
  }

  /** Takes back what is scheduled under a key; `false` where nothing (any more) is. */
  cancel(key: string): Promise<boolean> {
    return this.#followUps.cancel(key);
  }

  /** What is known of a conversation's customer service window, now. */
  async window(reference: Partial<ConversationReference>): Promise<WindowReport> {
    const record = await this.#tracker.read(conversationIn(reference));
    const window = windowState(record, this.#clock.now(), this.#policy.marginMs);
    return { ...window, conversationType: conversationType(window.state) };
  }

  /**
   * What a person sent: an attachment of an inbound activity, as a stream. The integration's key goes to the configured
   * provider alone, and the stream ends with an error where what came is too large or not what was announced. `from` is
   * our number that it was sent to, where the adapter has several.
   *
   *     const { stream, contentType, name } = await adapter.download(context.activity.attachments[0]);
   *
   * @throws InvalidInputError, ForeignMediaError, DownloadFailedError.
   */
  download(
    attachment: Attachment,
    { from, ...options }: AttachmentDownloadOptions & { from?: string } = {},
  ): Promise<DownloadedAttachment> {
    return download(attachment, this.#numbers.clientFor(from ?? this.#numbers.from(undefined)), options);
  }

  /** The kinds of tappable messages that an integration has refused, and that go out as numbered text for now. */
  switchedOff(): Promise<SwitchedOff[]> {
    return this.#natives.switchedOff(this.#numbers.all);
  }

  /** The reference of the conversation with a person, who need not have written yet. */
  reference(person: string, business?: string): Partial<ConversationReference> {
    return referenceFor({ business: this.#numbers.from(business), person });
  }

  /**
   * Asks for the statuses of what the bot sends. Each comes once, as a turn of its own with an `event` activity named
   * `clickatell/status`; its `value` has `messageId`, `clientMessageId`, `status` and `statusCode`. The bot's own logic
   * does not see it.
   */
  onStatus(handler: Logic): this {
    this.#onStatus = handler;
    return this;
  }

  /** Hands on the bot's `event` and `endOfConversation` activities, as `handoff.initiate`: WhatsApp has no such thing. */
  onOutgoingEvent(handler: OutgoingEventHandler): this {
    this.#onEvent = handler;
    return this;
  }

  /**
   * What a bot does about an error of its turn. The store's own failure does not get there: the turn runs again once the
   * store is back, and the person has their answer instead of an apology.
   */
  override get onTurnError(): TurnErrorHandler {
    return super.onTurnError;
  }

  override set onTurnError(handler: TurnErrorHandler) {
    super.onTurnError = async (context, error) => {
      const failure = storeFailureIn(error);
      if (failure) throw failure;
      await handler(context, error);
    };
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      responses.push({ id: await sendActivity(context, activity, this.#rooms, this.#onEvent) });
    }
    return responses;
  }

  /** @throws NotSupportedError */
  override async updateActivity(): Promise<never> {
    throw new NotSupportedError('A WhatsApp message cannot be changed through this API: send another one.');
  }

  /** @throws NotSupportedError */
  override async deleteActivity(): Promise<never> {
    throw new NotSupportedError('A WhatsApp message cannot be taken back through this API.');
  }

  /** A proactive turn, in the conversation's order; at once where it is called from a turn of the same conversation. */
  async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    const conversation = conversationIn(reference);
    // What the reference came with is kept, but what a proactive message would quote.
    const whole = { ...referenceFor(conversation), ...reference, activityId: undefined };
    return this.#runner.proactive(conversation, ActivityEx.getContinuationActivity(whole), logic);
  }

  /** As `continueConversation`; the first argument, an app id or claims, means nothing on this channel. */
  override async continueConversationAsync(
    _botAppIdOrClaims: unknown,
    reference: Partial<ConversationReference>,
    logicOrAudience: string | Logic,
    maybeLogic?: Logic,
  ): Promise<void> {
    const logic = typeof logicOrAudience === 'function' ? logicOrAudience : maybeLogic;
    if (!logic) throw new InvalidInputError('logic', 'the function that runs the turn is missing');
    return this.continueConversation(reference, logic);
  }

  /**
   * A proactive turn with `members[0]`, who may never have written: what is said then needs a template. Nothing is made
   * at the provider, for a person and a number always have their conversation.
   */
  override async createConversationAsync(
    _botAppId: string,
    _channelId: string,
    _serviceUrl: string,
    _audience: string,
    parameters: Partial<ConversationParameters>,
    logic: Logic,
  ): Promise<void> {
    const person = parameters.members?.[0]?.id;
    if (!person) throw new InvalidInputError('members', 'the first member must be the person to write to');
    const conversation = { business: this.#numbers.from(parameters.bot?.id), person };
    const { user, bot, ...reference } = referenceFor(conversation);
    const from = { type: 'event', name: 'CreateConversation', id: randomUUID(), from: user, recipient: bot };
    return this.#runner.proactive(conversation, { ...from, ...reference, channelData: parameters.channelData }, logic);
  }

  /** Blue ticks are a courtesy: nobody waits for them, and where they fail nothing is lost. */
  #markRead({ business, messageId }: InboundMessage): void {
    const client = this.#numbers.clientFor(business);
    client.markRead(messageId).catch((error: Error) => {
      this.#options.observe?.({ kind: 'fault', where: 'read receipt', error });
    });
  }

  /** What stands in the lane, in its turn: a notification's id, or what a callback told. */
  async #perform({ lane, payload }: LaneItem): Promise<void> {
    const notification = notificationIdIn(payload);
    if (notification !== undefined) return this.#notifications.perform(notification);
    const followUp = followUpIn(payload);
    if (followUp) return this.#notifications.performNow(followUp);
    const event = inboundEvent.parse(payload);
    if (event.kind === 'status') return performStatus(event, lane, this.#onStatus, this.#rooms);
    return performMessage(event, this.#rooms);
  }
}

function conversationIn(reference: Partial<ConversationReference>): Conversation {
  const conversation = conversationOf(reference.conversation?.id ?? '');
  if (conversation) return conversation;
  throw new InvalidInputError('conversation.id', 'is no conversation of this channel: use adapter.reference(person)');
}
