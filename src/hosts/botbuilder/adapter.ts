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
import { Channel } from '../../channel/channel.js';
import type { FollowUp } from '../../channel/followUps.js';
import type { Notification } from '../../channel/notification.js';
import type { NotificationReport } from '../../channel/notifications.js';
import type { ChannelOptions, WindowReport } from '../../channel/options.js';
import { type Conversation, conversationOf } from '../../core/conversation.js';
import { InvalidInputError, NotSupportedError } from '../../core/errors.js';
import { referenceFor } from '../../core/reference.js';
import { type AttachmentDownloadOptions, type DownloadedAttachment, download } from '../../files/download.js';
import type { CallbackRequest } from '../../inbound/read.js';
import type { SwitchedOff } from '../../sending/natives.js';
import type { AsideItem, LaneMeasure } from '../../store/lanes.js';
import { WindowMiddleware } from './middleware.js';
import { type OutgoingEventHandler, sendActivity } from './outgoing.js';
import { type Logic, storeFailureIn, TurnRunner } from './runner.js';

type TurnErrorHandler = (context: TurnContext, error: Error) => Promise<void>;

/** How a `ClickatellAdapter` is set up. */
export interface ClickatellAdapterOptions extends ChannelOptions {}

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
  readonly #channel: Channel<Logic>;
  readonly #runner: TurnRunner;
  #onEvent: OutgoingEventHandler | undefined;

  constructor(options: ClickatellAdapterOptions) {
    super();
    const { observe, templates, policy } = options;
    const pipeline = (context: TurnContext, logic: Logic) => this.runMiddleware(context, logic);
    this.#runner = new TurnRunner({ adapter: this, pipeline, observe });
    this.#channel = new Channel<Logic>(options, this.#runner);
    const { tracker, clock } = this.#channel;
    this.use(new WindowMiddleware({ tracker, clock, templates, policy, observe }));
  }

  /** Begins to run turns with `logic`; what an earlier process left behind comes first. */
  start(logic: Logic): Promise<void> {
    this.#runner.logic = logic;
    return this.#channel.start();
  }

  /** Takes nothing more, and lets the turns that run end, for at most `deadlineMs`. What waits stays stored. */
  async stop(deadlineMs = 10_000): Promise<void> {
    await this.#channel.stop(deadlineMs);
  }

  /** How many turns this process has at hand. */
  get depth(): number {
    return this.#channel.lanes.depth;
  }

  /** How much waits in the lanes of the whole store, and since when. Rejects with StoreError while the store is away. */
  backlog(): Promise<LaneMeasure> {
    return this.#channel.lanes.measure();
  }

  /** The dead letters: what was taken out of its lane because it kept failing, oldest first. */
  deadLetters(): Promise<AsideItem[]> {
    return this.#channel.lanes.setAside();
  }

  /** As `deadLetters`. */
  setAside(): Promise<AsideItem[]> {
    return this.deadLetters();
  }

  /** Lets what was set aside have another turn; `false` for an unknown id. */
  repeat(id: string): Promise<boolean> {
    return this.#channel.lanes.repeat(id);
  }

  /** Forgets every turn that waits, is scheduled or was set aside: for a store that is cleared, as in a test. */
  clear(): Promise<void> {
    return this.#channel.lanes.clear();
  }

  /**
   * Answers a callback of Clickatell's, in restify, Express or node:http: 200 once it is safely stored; its turn comes
   * afterwards. 400, 401, 408 or 413 for what cannot be taken; 503 while the store is away, so that Clickatell sends it
   * again. `logic` does what `start` does, for programs that were written for `CloudAdapter`.
   */
  process(request: CallbackRequest, response: ServerResponse, logic?: Logic): Promise<void> {
    return this.#channel.process(request, response, logic && (() => this.start(logic)));
  }

  /**
   * Tells a person something on the business's own account: free-form while the window is open, as an approved template
   * when it is not. Resolves once the notification is stored; `notification(id)` tells what became of it.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  notify(notification: Notification): Promise<{ id: string }> {
    return this.#channel.notifications.accept(notification);
  }

  /** How a notification stands; `undefined` for an id that was never accepted. */
  notification(id: string): Promise<NotificationReport | undefined> {
    return this.#channel.notifications.report(id);
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
    return this.#channel.followUps.schedule(followUp);
  }

  /** Takes back what is scheduled under a key; `false` where nothing (any more) is. */
  cancel(key: string): Promise<boolean> {
    return this.#channel.followUps.cancel(key);
  }

  /** What is known of a conversation's customer service window, now. */
  async window(reference: Partial<ConversationReference>): Promise<WindowReport> {
    return this.#channel.window(conversationIn(reference));
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
    return download(
      attachment,
      this.#channel.numbers.clientFor(from ?? this.#channel.numbers.from(undefined)),
      options,
    );
  }

  /** The kinds of tappable messages that an integration has refused, and that go out as numbered text for now. */
  switchedOff(): Promise<SwitchedOff[]> {
    return this.#channel.natives.switchedOff(this.#channel.numbers.all);
  }

  /** The reference of the conversation with a person, who need not have written yet. */
  reference(person: string, business?: string): Partial<ConversationReference> {
    return referenceFor({ business: this.#channel.numbers.from(business), person });
  }

  /**
   * Asks for the statuses of what the bot sends. Each comes once, as a turn of its own with an `event` activity named
   * `clickatell/status`; its `value` has `messageId`, `clientMessageId`, `status` and `statusCode`. The bot's own logic
   * does not see it.
   */
  onStatus(handler: Logic): this {
    this.#channel.onStatus(handler);
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
      responses.push({ id: await sendActivity(context, activity, this.#channel, this.#onEvent) });
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
    return this.#channel.proactive(conversation, ActivityEx.getContinuationActivity(whole), logic);
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
    const conversation = { business: this.#channel.numbers.from(parameters.bot?.id), person };
    const { user, bot, ...reference } = referenceFor(conversation);
    const from = { type: 'event', name: 'CreateConversation', id: randomUUID(), from: user, recipient: bot };
    return this.#channel.proactive(conversation, { ...from, ...reference, channelData: parameters.channelData }, logic);
  }
}

function conversationIn(reference: Partial<ConversationReference>): Conversation {
  const conversation = conversationOf(reference.conversation?.id ?? '');
  if (conversation) return conversation;
  throw new InvalidInputError('conversation.id', 'is no conversation of this channel: use adapter.reference(person)');
}
