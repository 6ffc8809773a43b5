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
import type { CallbackListener, ListenOptions } from '../../acceptor/acceptor.js';
import { Channel } from '../../channel/channel.js';
import type { Consents } from '../../channel/consents.js';
import type { DeskSide } from '../../channel/deskSide.js';
import type { FollowUp } from '../../channel/followUps.js';
import type { HandOffInput } from '../../channel/handOffs.js';
import type { HeldOf } from '../../channel/holding.js';
import type { Notification } from '../../channel/notification.js';
import type { ChannelOptions, WindowReport } from '../../channel/options.js';
import type { ErasureReport, PersonExport } from '../../channel/people.js';
import type { Publication, PublicationNotification, PublicationReport } from '../../channel/publication.js';
import type { NotificationReport, NotificationState } from '../../channel/report.js';
import { TopicCatalog } from '../../consent/topics.js';
import { type Addressed, type Conversation, conversationOf } from '../../core/conversation.js';
import { ConfigurationError, InvalidInputError, NotSupportedError } from '../../core/errors.js';
import { personOf } from '../../core/person.js';
import { referenceFor } from '../../core/reference.js';
import type { CostsOf } from '../../costs/accounts.js';
import type { CostReport } from '../../costs/report.js';
import type { DecisionForecast, DecisionRecord } from '../../decisions/record.js';
import { type AttachmentDownloadOptions, type DownloadedAttachment, download } from '../../files/download.js';
import type { HandOffOutcome } from '../../handoff/record.js';
import type { HeldReport } from '../../holds/held.js';
import type { CallbackRequest } from '../../inbound/read.js';
import type { SwitchedOff } from '../../sending/natives.js';
import type { Pause } from '../../sending/pauses.js';
import type { TemplateAside } from '../../sending/templatesAside.js';
import type { AsideItem, LaneMeasure } from '../../store/lanes.js';
import { ConsentMiddleware } from './consent.js';
import { WindowMiddleware, type WindowMiddlewareOptions } from './middleware.js';
import { type OutgoingEventHandler, sendActivity } from './outgoing.js';
import { type Logic, TurnRunner, turnFailureIn } from './runner.js';
import { KeyvStorage } from './storage.js';
import type { StoredTranscripts } from './transcripts.js';
import { turnOf } from './turnOf.js';

type TurnErrorHandler = (context: TurnContext, error: Error) => Promise<void>;

/** Options of `onWindowClosing`. */
export interface WindowClosingOptions {
  /** Whether work is pending in the turn's conversation, such as `hasOpenDialog(dialogState)`. */
  readonly only?: (context: TurnContext) => boolean | Promise<boolean>;
}

/** The options of a `ClickatellAdapter`. */
export interface ClickatellAdapterOptions extends ChannelOptions {
  /**
   * Where the bot's ConversationState, UserState and PrivateConversationState are kept, so that they follow a person who
   * turns out to have two ids (see `link`). They must be of the adapter's store and have no namespace of their own:
   * `storages: [new KeyvStorage(store.keyv('bot-state'))]`.
   */
  readonly storages?: readonly KeyvStorage[] | undefined;
  /**
   * Keeps what is said in each conversation, both ways, whatever path it takes: `new StoredTranscripts(store, { keptMs })`.
   * It must be of the adapter's store. Without it, no transcripts are kept.
   */
  readonly transcripts?: StoredTranscripts | undefined;
}

/**
 * A Bot Framework adapter for WhatsApp through Clickatell's One API.
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
    const { observe, templates, policy, store, storages = [], transcripts } = options;
    if (storages.some((storage) => !(storage instanceof KeyvStorage) || !storage.isOf(store))) {
      throw new ConfigurationError('storages: each must be a KeyvStorage over a Keyv of the adapter’s own store.');
    }
    const consent = new ConsentMiddleware(options.topics ?? TopicCatalog.empty());
    const pipeline = (context: TurnContext, logic: Logic) =>
      this.runMiddleware(context, (proxy) => consent.onTurn(proxy, () => logic(proxy)));
    this.#runner = new TurnRunner({ adapter: this, pipeline, observe, storages });
    const kept = transcripts?.attach(store, (conversation) => this.#channel.lanesOf(conversation));
    this.#channel = new Channel<Logic>({ ...options, transcripts: kept }, this.#runner);
    const { tracker, clock } = this.#channel;
    const refused: WindowMiddlewareOptions['refused'] = (message) => this.#channel.refused(message);
    this.use(new WindowMiddleware({ tracker, clock, templates, policy, observe, refused }));
  }

  /** Begins to run turns with `logic`, first those that an earlier process left behind. */
  start(logic: Logic): Promise<void> {
    this.#runner.logic = logic;
    return this.#channel.start();
  }

  /** Accepts nothing more and waits up to `deadlineMs` for the running turns to end. Waiting turns stay stored. */
  async stop(deadlineMs = 10_000): Promise<void> {
    await this.#channel.stop(deadlineMs);
  }

  /** The numbers whose messages wait, because the provider takes none of them, and why. */
  get paused(): Pause[] {
    return this.#channel.paused;
  }

  /** The number of turns that this process has taken on. */
  get depth(): number {
    return this.#channel.lanes.depth;
  }

  /** How much waits in all lanes of the store, and since when. Rejects with StoreError while the store is away. */
  backlog(): Promise<LaneMeasure> {
    return this.#channel.lanes.measure();
  }

  /** The dead letters, oldest first: items that were taken out of their lane because they kept failing. */
  deadLetters(): Promise<AsideItem[]> {
    return this.#channel.lanes.setAside();
  }

  /** The same as `deadLetters`. */
  setAside(): Promise<AsideItem[]> {
    return this.deadLetters();
  }

  /** Runs a dead letter again, at the end of its lane. Resolves with `false` if the id is unknown. */
  repeat(id: string): Promise<boolean> {
    return this.#channel.lanes.repeat(id);
  }

  /** Deletes all waiting and scheduled turns and all dead letters, for example to clear the store in a test. */
  clear(): Promise<void> {
    this.#channel.accounts.drop();
    return this.#channel.lanes.clear();
  }

  /**
   * Answers a callback from Clickatell, in restify, Express or node:http. The answer is 200 once the callback is safely
   * stored; its turn runs afterwards. It is 400, 401, 408 or 413 if the callback cannot be accepted, and 503 while the
   * store is away, so that Clickatell sends it again. Passing `logic` has the effect of `start(logic)`, for programs
   * that were written for `CloudAdapter`.
   */
  process(request: CallbackRequest, response: ServerResponse, logic?: Logic): Promise<void> {
    return this.#channel.process(request, response, logic && (() => this.start(logic)));
  }

  /**
   * Accepts callbacks in a thread and on a port of their own, so that they are answered in time however busy the turns
   * keep this thread. They are kept in `folder` until the store has them, also while the store is away. For a load that
   * `process` does not keep up with; `stop` closes it.
   *
   *     await adapter.listen({ port: 3980, host: '0.0.0.0', folder: './data/callbacks' });
   *
   * @throws ConfigurationError, StoreError.
   */
  listen(options: ListenOptions): Promise<CallbackListener> {
    return this.#channel.listen(options);
  }

  /**
   * Sends a message on the business's own initiative: free-form while the window is open, otherwise as an approved
   * template. Resolves once the notification is stored; `notification(id)` reports its state.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  notify(notification: Notification): Promise<{ id: string }> {
    return this.#channel.notifications.accept(notification);
  }

  /** The state of a notification; `undefined` if the id was never accepted. */
  notification(id: string): Promise<NotificationReport | undefined> {
    return this.#channel.notifications.report(id);
  }

  /**
   * Tells everybody who has signed up for a topic: a notification each, at the pace of the number. Resolves once the
   * publication is stored, with how many people have signed up. The same `id` again is a duplicate: those whose
   * notification was refused or failed get no other.
   *
   *     await adapter.publish({ topic: 'flight:SA204', text, template: template('flight_status', { … }), id });
   *
   * @throws InvalidInputError that names the wrong field, NotificationIdReusedError, and NotSupportedError without consent.
   */
  publish(publication: Publication): Promise<{ id: string; subscribers: number }> {
    return this.#channel.publications.accept(publication);
  }

  /** How far a publication has come; `undefined` if the id was never accepted. */
  publication(id: string): Promise<PublicationReport | undefined> {
    return this.#channel.publications.report(id);
  }

  /**
   * What became of a publication for each person, as far as it has come, or of those in one state. Nothing for an unknown
   * id.
   *
   * @throws InvalidInputError for a state that there is not.
   */
  publicationReports(
    id: string,
    { state }: { readonly state?: NotificationState | undefined } = {},
  ): AsyncIterableIterator<PublicationNotification> {
    return this.#channel.publications.reports(id, state);
  }

  /**
   * Schedules a follow-up: a notification that is sent later and once, survives restarts, and replaces any other under
   * the same `key`. The window is checked when it is sent.
   *
   *     await adapter.schedule({ key: 'T-42/well', in: 24 * 60 * 60 * 1000, to, text, template });
   *
   * @throws InvalidInputError that names the wrong field.
   */
  schedule(followUp: FollowUp): Promise<{ id: string; dueAt: number }> {
    return this.#channel.followUps.schedule(followUp);
  }

  /** Cancels the follow-up under a key. Resolves with `false` if there is none, or none any more. */
  cancel(key: string): Promise<boolean> {
    return this.#channel.followUps.cancel(key);
  }

  /**
   * Everything that the channel and the bot's state hold of a person in the adapter's store, under all of their ids, as
   * JSON with times in ISO 8601. It reads the whole store (see docs/personal-data.md).
   *
   * @throws InvalidInputError that names `person`. NotSupportedError for a Keyv that cannot list its keys. StoreError.
   */
  exportPerson(person: string): Promise<PersonExport> {
    return this.#channel.people.export(person);
  }

  /**
   * Erases that, with what waits, is held or is scheduled for the person. Turns under way end first, and what the person
   * has written and was not answered yet goes with the rest. A STOP outlives it, as a keyed hash of the number. Safe to
   * repeat, also after a crash. It reads the whole store twice and more.
   *
   * @throws InvalidInputError that names `person`. NotSupportedError in a turn of the person's, and for a Keyv that cannot
   * list its keys. StoreError.
   */
  erasePerson(person: string): Promise<ErasureReport> {
    return this.#channel.people.erase(person);
  }

  /** What is held for a person until they write, in order: by one of our numbers (`from`), or by each of them. */
  held(of: Pick<HeldOf, 'to' | 'from'>): Promise<HeldReport[]> {
    return this.#channel.held(of);
  }

  /**
   * Takes back what is held for a person: one message by its `id` (or its notification's), those with a `key`, or all.
   * Resolves with how many there were.
   *
   *     await adapter.cancelHeld({ to: '27820000001', key: 'T-42' });
   */
  cancelHeld(which: HeldOf): Promise<number> {
    return this.#channel.cancelHeld(which);
  }

  /** The state of a conversation's customer service window now. */
  async window(reference: Partial<ConversationReference>): Promise<WindowReport> {
    return this.#channel.window(this.#conversationIn(reference));
  }

  /**
   * What would happen to a message if it were sent to the conversation now, and why: the same that is recorded when it
   * is sent. Nothing is sent.
   *
   *     const { kind, template, sentence } = await adapter.explain(outsideWindow('Done.', template('done')), reference);
   *
   * @throws InvalidInputError, TemplateNotFoundError, TemplateParameterError: as sending it would.
   */
  async explain(activity: Partial<Activity>, reference: Partial<ConversationReference>): Promise<DecisionForecast> {
    const conversation = this.#conversationIn(reference);
    this.#channel.numbers.refuseOurs(conversation.person, 'conversation.id');
    this.#channel.numbers.clientFor(conversation.business);
    return this.#channel.explain(activity, conversation);
  }

  /**
   * What was decided about the messages of a conversation, from what, why, and what happened afterwards, in the order of
   * time. Given a person instead of a reference, about the messages of all our numbers to them. `since` is in epoch ms;
   * by default everything that is kept (`decisionsKeptMs`).
   *
   *     for await (const { at, sentence } of adapter.decisions('27820000001')) console.log(at, sentence);
   *
   * @throws InvalidInputError that names the wrong argument.
   */
  decisions(
    to: string | Partial<ConversationReference>,
    { since }: { since?: number | undefined } = {},
  ): AsyncIterableIterator<DecisionRecord> {
    const { numbers } = this.#channel;
    const conversations =
      typeof to === 'string'
        ? numbers.all.map((business) => numbers.conversation(to, business, 'to'))
        : [this.#conversationIn(to)];
    return this.#channel.decisionsOf(conversations, since);
  }

  /**
   * What was sent, what it cost by the price table (`prices`), what it would have cost as templates alone, and what the
   * window saved. By whole days in UTC; by default since the beginning of this month. Counts are added to the store about
   * once a second: those of a process that is killed lack its last second. They are kept for 400 days.
   *
   *     const { total, rows, currency } = await adapter.costs({ since: Date.UTC(2026, 4, 1), by: 'template' });
   *
   * @throws InvalidInputError that names the wrong field; StoreError.
   */
  costs(of: CostsOf = {}): Promise<CostReport> {
    return this.#channel.accounts.report(of);
  }

  /**
   * Downloads an attachment of an inbound activity as a stream. The integration's key is only sent to the configured
   * provider. The stream fails if the file is too large or does not have the announced hash. If the adapter has several
   * numbers, `from` is the one that the file was sent to.
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

  /** The kinds of interactive messages that an integration has refused and that are sent as numbered text for now. */
  switchedOff(): Promise<SwitchedOff[]> {
    return this.#channel.natives.switchedOff(this.#channel.numbers.all);
  }

  /** The templates that an integration has refused for everybody and that others take the place of for now. */
  templatesAside(): Promise<TemplateAside[]> {
    return this.#channel.aside.all(this.#channel.numbers.all);
  }

  /**
   * How far this machine's clock is ahead of the provider's, in ms, as far as callbacks prove it; negative if it is
   * behind, 0 as long as nothing is known.
   */
  get clockSkewMs(): number {
    return this.#channel.skew.aheadMs;
  }

  /**
   * A reference to the conversation with a person, who need not have written yet. Their number may be written in any
   * way that shows its country.
   *
   * @throws InvalidInputError for a person that nothing can be sent to.
   */
  reference(person: string, business?: string): Partial<ConversationReference> {
    return referenceFor(this.#channel.numbers.conversation(person, business, 'person'));
  }

  /**
   * Two ids are one person's: their number and the user id that they write from, or an old number and a new one. Their
   * conversations with all of our numbers become one, or with one of them (`from`): window, order, state (`storages`),
   * what is held, waits or is scheduled. `person` counts from then on, whichever of the two a message comes from or a
   * program names. Answers go where the person last wrote from. What was accepted under the alias before runs first.
   *
   * This happens by itself where a callback shows both; then the number counts. Resolves once it is stored. Nothing
   * happens if the two are one already.
   *
   *     await adapter.link('27820000001', 'ZA.13491208655302741918');
   *
   * @throws InvalidInputError that names the wrong argument.
   */
  link(person: string, alias: string, { from }: { from?: string } = {}): Promise<void> {
    return this.#channel.link(person, alias, from);
  }

  /**
   * Registers a handler that is told that two ids are one person's, in a turn of its own in the conversation's lane, before
   * anything else of the person: an `event` activity with the name `clickatell/linked`, whose `value` is
   * `{ person, alias }`. It is the place to move what the bot itself keeps under the alias. Call this before `start`.
   *
   * @throws InvalidInputError for what is no function.
   */
  onLinked(handler: Logic): this {
    this.#channel.onLinked(handler);
    return this;
  }

  /**
   * Registers a handler for the statuses of the bot's messages. Each status comes once, in its own turn, as an `event`
   * activity with the name `clickatell/status`. Its `value` has `messageId`, `clientMessageId`, `status` and
   * `statusCode`. The bot's own logic does not see it.
   */
  onStatus(handler: Logic): this {
    this.#channel.onStatus(handler);
    return this;
  }

  /**
   * Registers a handler that runs `minutesBefore` the customer service window of a conversation closes, while something
   * free-form can still be said, where work is pending. Call this before `start`.
   *
   *     adapter.onWindowClosing(30, (context) => bot.closing(context), { only: hasOpenDialog(dialogState) });
   *
   * It runs once for each window, across restarts and instances, in a turn of its own in the conversation's lane, as an
   * `event` activity with the name `clickatell/windowClosing`. Its `value` has `closesAt` (epoch ms) and `pending`. If
   * the person writes before, it runs before the end of the new window instead. If nothing ran at the time (the machine
   * was off), it runs as soon as it can, or not at all if the window has closed. Should it close while the handler
   * runs, a message without a template of its own is refused, whatever the policy is. The turn does not count as a
   * message of the person.
   *
   * `only` decides, in that turn, whether work is pending. Without it, the handler runs if a follow-up is scheduled for
   * the conversation, or messages of ours wait in its outbox or are held.
   *
   * Each of several handlers runs once for each window, in the order of their times. Those that are overdue run one
   * after the other.
   *
   * @throws InvalidInputError for minutes that are no part of a window, and for what is no function.
   */
  onWindowClosing(minutesBefore: number, handler: Logic, { only }: WindowClosingOptions = {}): this {
    // A mistake shows at once and not only when the first window is about to close.
    for (const [field, given] of Object.entries({ handler, only: only ?? handler })) {
      if (typeof given !== 'function') throw new InvalidInputError(field, 'must be a function');
    }
    const logic: Logic = async (context) => {
      if (!only || (await only(context))) await handler(context);
    };
    this.#channel.onWindowClosing({ minutesBefore, logic, needsPending: only === undefined });
    return this;
  }

  /**
   * Hands a conversation off to a human: the bot is silent in it until the hand-off ends, what the person writes goes to
   * the desk, and what is sent on our own account waits (`handOff.proactive`). The same happens when the bot sends Bot
   * Framework's event `handoff.initiate`, as from `EventFactory.createHandoffInitiation`. Resolves once it is stored; in
   * a turn of the conversation, it is stored with the turn's end. One that is handed off already stays so.
   *
   *     await adapter.handOff(reference, { reason: 'A complaint', context: { order: 'A-17' } });
   *
   * It ends with `endHandOff`, with `desk.close`, with the event `handoff.status`, or when nobody has written for long
   * (`handOff.lastsMs`). Then the bot gets an event `handoff.status` whose `value` is `{ state, message? }`, with the
   * state `completed` or `failed`; and one with `accepted` when a human has taken the conversation, in which it should
   * say nothing.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  async handOff(reference: Partial<ConversationReference>, given: HandOffInput): Promise<{ id: string }> {
    const conversation = this.#conversationIn(reference);
    this.#channel.numbers.refuseOurs(conversation.person, 'conversation.id');
    this.#channel.numbers.clientFor(conversation.business);
    return this.#channel.handOff(conversation, given);
  }

  /**
   * Gives a conversation back to the bot, behind what was said before. Nothing happens if the bot has it. `message` is for
   * the bot, not for the person.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  async endHandOff(
    reference: Partial<ConversationReference>,
    given: { readonly state?: HandOffOutcome; readonly message?: string } = {},
  ): Promise<void> {
    return this.#channel.endHandOff(this.#conversationIn(reference), given);
  }

  /** The conversations that humans have: which wait, what was said, and what humans answer. */
  get desk(): DeskSide {
    return this.#channel.desk;
  }

  /** What people have allowed: their sign-ups and STOPs, with the history. */
  get consent(): Consents {
    return this.#channel.consent;
  }

  /**
   * Registers a handler that runs after a person's consent has changed, in chat, by a program or at the provider: in a
   * turn of its own, as an `event` activity with the name `clickatell/consent`. Its `value` has the `changes`. What was
   * held or scheduled and is not allowed any more has been dropped.
   */
  onConsent(handler: Logic): this {
    this.#channel.onConsent(handler);
    return this;
  }

  /** Registers a handler for the bot's `event` and `endOfConversation` activities, which WhatsApp does not have. */
  onOutgoingEvent(handler: OutgoingEventHandler): this {
    this.#onEvent = handler;
    return this;
  }

  /**
   * The bot's handler for errors of its turns. It is not called for errors of the store: the turn runs again once the
   * store is back, so the person gets the answer and not an apology. Nor is it called if the turn may do nothing more.
   */
  override get onTurnError(): TurnErrorHandler {
    return super.onTurnError;
  }

  override set onTurnError(handler: TurnErrorHandler) {
    super.onTurnError = async (context, error) => {
      const failure = turnFailureIn(error) ?? turnOf(context)?.lease.lostBy;
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

  /**
   * Runs a proactive turn in the conversation's lane, or at once if called inside a turn of the same conversation. To
   * await it inside a turn of another conversation makes that one wait; `notify` does not.
   *
   * @throws CircularWaitError if the other conversation's turn waits for the one that calls. InvalidInputError for a
   * reference of another channel, or to one of our own numbers.
   */
  async continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    const conversation = this.#conversationIn(reference);
    this.#channel.numbers.refuseOurs(conversation.person, 'conversation.id');
    // Keep the reference's fields, except ids in another spelling or of another id of the person, which would be another
    // conversation's, and the activity id, which a proactive message would quote.
    const activityFor = (home: Conversation) => {
      const own = referenceFor(home);
      return ActivityEx.getContinuationActivity({
        ...own,
        ...reference,
        conversation: { ...own.conversation, ...reference.conversation, id: own.conversation.id },
        user: { ...own.user, ...reference.user, id: own.user.id },
        bot: { ...own.bot, ...reference.bot, id: own.bot.id },
        activityId: undefined,
      });
    };
    return this.#channel.proactive(conversation, activityFor, logic);
  }

  /** Like `continueConversation`. The first argument, an app id or claims, is ignored on this channel. */
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
   * Runs a proactive turn with `members[0]`. If that person never wrote, messages need a template. Nothing is created
   * at the provider, because the conversation of a person and a number always exists.
   *
   * @throws InvalidInputError for somebody who cannot be written to, and for one of our own numbers.
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
    const conversation = this.#channel.numbers.conversation(person, parameters.bot?.id, 'members');
    const id = randomUUID();
    const activityFor = (home: Conversation) => {
      const { user, bot, ...reference } = referenceFor(home);
      const from = { type: 'event', name: 'CreateConversation', id, from: user, recipient: bot };
      return { ...from, ...reference, channelData: parameters.channelData };
    };
    return this.#channel.proactive(conversation, activityFor, logic);
  }

  /** Plain JavaScript can pass anything. @throws InvalidInputError */
  #conversationIn(reference: Partial<ConversationReference> | null | undefined): Addressed {
    const { conversation, user } = reference ?? {};
    const id: unknown = conversation?.id;
    const found = typeof id === 'string' ? conversationOf(id) : undefined;
    if (!found) {
      throw new InvalidInputError(
        'conversation.id',
        'is no conversation of this channel: use adapter.reference(person)',
      );
    }
    const business = this.#channel.numbers.ours(found.business) ?? found.business;
    const address = addressIn(user?.properties);
    const isSame = address !== undefined && personOf(address) === found.person;
    return { business, person: found.person, ...(isSame && { address }) };
  }
}

/** The address that `reference` was given for the person, if it is another spelling of their number. */
function addressIn(properties: unknown): string | undefined {
  const isGiven = typeof properties === 'object' && properties !== null && 'address' in properties;
  return isGiven && typeof properties.address === 'string' ? properties.address : undefined;
}
