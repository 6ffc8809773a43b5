import type { ServerResponse } from 'node:http';
import type { CallbackListener, ListenOptions } from '../acceptor/acceptor.js';
import type { Consents } from '../channel/consents.js';
import type { DeskSide } from '../channel/deskSide.js';
import type { FetchOptions } from '../channel/fetchOptions.js';
import type { FollowUp } from '../channel/followUps.js';
import type { HandOffInput } from '../channel/handOffs.js';
import type { HeldOf } from '../channel/holding.js';
import type { Notification } from '../channel/notification.js';
import type { MessagesWaiting, WindowReport } from '../channel/options.js';
import type { ErasureReport, PersonExport } from '../channel/people.js';
import type { Publication, PublicationNotification, PublicationReport } from '../channel/publication.js';
import type { NotificationReport, NotificationState } from '../channel/report.js';
import type { Attachment } from '../core/activity.js';
import { InvalidInputError } from '../core/errors.js';
import type { CostsOf } from '../costs/accounts.js';
import type { CostReport } from '../costs/report.js';
import type { DecisionForecast, DecisionRecord } from '../decisions/record.js';
import { type AttachmentDownloadOptions, type DownloadedAttachment, download } from '../files/download.js';
import type { UploadsOff } from '../files/routes.js';
import type { HandOffOutcome } from '../handoff/record.js';
import type { HeldReport } from '../holds/held.js';
import type { CallbackRequest } from '../inbound/read.js';
import type { SwitchedOff } from '../sending/natives.js';
import type { Pause } from '../sending/pauses.js';
import type { TemplateAside } from '../sending/templatesAside.js';
import type { AsideItem, LaneMeasure } from '../store/lanes.js';
import { activityIn, type HostActivity, type HostContext } from './context.js';
import type { HostReference } from './continuation.js';
import { conversationOf, inside } from './inside.js';
import type { OutgoingEventHandler } from './outgoing.js';
import type { LogicOf } from './runner.js';

/** Options of `onWindowClosing`. */
export interface WindowClosingOptions<Context> {
  /** Whether work is pending in the turn's conversation, such as `hasOpenDialog(dialogState)`. */
  readonly only?: (context: Context) => boolean | Promise<boolean>;
}

/**
 * What the adapters of all hosts do, apart from what their SDK asks of an adapter. Each of them extends its SDK's base
 * class, and has this from `withChannelApi`.
 */
export abstract class ChannelApi<Context extends HostContext> {
  /** Begins to run turns with `logic`, first those that an earlier process left behind. */
  start(logic: LogicOf<Context>): Promise<void> {
    inside<Context>(this).runner.logic = logic;
    return inside<Context>(this).channel.start();
  }

  /** Accepts nothing more and waits up to `deadlineMs` for the running turns to end. Waiting turns stay stored. */
  async stop(deadlineMs = 10_000): Promise<void> {
    await inside<Context>(this).channel.stop(deadlineMs);
  }

  /** The numbers whose messages wait, because the provider takes none of them, and why. */
  get paused(): Pause[] {
    return inside<Context>(this).channel.paused;
  }

  /**
   * How many messages of each of our numbers have not left yet: what the provider could not take and is tried again
   * (`notTaken`), and what is `held` until the person writes. `backlog` has the turns. Rejects with StoreError while the
   * store is away.
   */
  messagesWaiting(): Promise<MessagesWaiting[]> {
    return inside<Context>(this).channel.messagesWaiting();
  }

  /** The number of turns that this process has taken on. */
  get depth(): number {
    return inside<Context>(this).channel.lanes.depth;
  }

  /** How much waits in all lanes of the store, and since when. Rejects with StoreError while the store is away. */
  backlog(): Promise<LaneMeasure> {
    return inside<Context>(this).channel.lanes.measure();
  }

  /** The dead letters, oldest first: items that were taken out of their lane because they kept failing. */
  deadLetters(): Promise<AsideItem[]> {
    return inside<Context>(this).channel.lanes.setAside();
  }

  /** The same as `deadLetters`. */
  setAside(): Promise<AsideItem[]> {
    return this.deadLetters();
  }

  /** Runs a dead letter again, at the end of its lane. Resolves with `false` if the id is unknown. */
  repeat(id: string): Promise<boolean> {
    return inside<Context>(this).channel.lanes.repeat(id);
  }

  /**
   * Deletes a dead letter, if nothing is to be gained by running it again. Resolves with `false` if the id is unknown.
   */
  async discard(id: string): Promise<boolean> {
    const { lanes } = inside<Context>(this).channel;
    const isThere = (await lanes.setAside()).some(({ item }) => item.id === id);
    if (isThere) await lanes.changeAside(id, undefined);
    return isThere;
  }

  /** Deletes all waiting and scheduled turns and all dead letters, for example to clear the store in a test. */
  clear(): Promise<void> {
    inside<Context>(this).channel.accounts.drop();
    return inside<Context>(this).channel.lanes.clear();
  }

  /**
   * Answers a callback from Clickatell, in restify, Express or node:http. The answer is 200 once the callback is safely
   * stored; its turn runs afterwards. It is 400, 401, 408 or 413 if the callback cannot be accepted, and 503 while the
   * store is away, so that Clickatell sends it again. Passing `logic` has the effect of `start(logic)`, for programs
   * that were written for `CloudAdapter`.
   */
  process(request: CallbackRequest, response: ServerResponse, logic?: LogicOf<Context>): Promise<void> {
    return inside<Context>(this).channel.process(request, response, logic && (() => this.start(logic)));
  }

  /**
   * The same for servers of fetch's `Request` and `Response`: Hono, Next.js, serverless hosts. It gives the same answers as
   * `process`, and never rejects.
   *
   *     app.post('/api/messages', (c) => adapter.fetch(c.req.raw));
   */
  fetch(request: Request, options: FetchOptions & { logic?: LogicOf<Context> } = {}): Promise<Response> {
    const { logic } = options;
    return inside<Context>(this).channel.fetch(request, options, logic && (() => this.start(logic)));
  }

  /**
   * Runs what is due now, and on a shared store also what waits for a process with room. Resolves once this process has
   * nothing in hand. In a process that lives, it happens by itself: this is for a cron, where processes are frozen
   * between requests. A failure of the store is reported as a fault. Never rejects.
   */
  idle(): Promise<void> {
    return inside<Context>(this).channel.idle();
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
    return inside<Context>(this).channel.listen(options);
  }

  /**
   * Sends a message on the business's own initiative: free-form while the window is open, otherwise as an approved
   * template. Resolves once the notification is stored; `notification(id)` reports its state.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  notify(notification: Notification): Promise<{ id: string }> {
    return inside<Context>(this).channel.notifications.accept(notification);
  }

  /** The state of a notification; `undefined` if the id was never accepted. */
  notification(id: string): Promise<NotificationReport | undefined> {
    return inside<Context>(this).channel.notifications.report(id);
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
    return inside<Context>(this).channel.publications.accept(publication);
  }

  /** How far a publication has come; `undefined` if the id was never accepted. */
  publication(id: string): Promise<PublicationReport | undefined> {
    return inside<Context>(this).channel.publications.report(id);
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
    return inside<Context>(this).channel.publications.reports(id, state);
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
    return inside<Context>(this).channel.followUps.schedule(followUp);
  }

  /** Cancels the follow-up under a key. Resolves with `false` if there is none, or none any more. */
  cancel(key: string): Promise<boolean> {
    return inside<Context>(this).channel.followUps.cancel(key);
  }

  /**
   * Everything that the channel and the bot's state hold of a person in the adapter's store, under all of their ids, as
   * JSON with times in ISO 8601. It reads the whole store (see docs/personal-data.md).
   *
   * @throws InvalidInputError that names `person`. NotSupportedError for a Keyv that cannot list its keys. StoreError.
   */
  exportPerson(person: string): Promise<PersonExport> {
    return inside<Context>(this).channel.people.export(person);
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
    return inside<Context>(this).channel.people.erase(person);
  }

  /** What is held for a person until they write, in order: by one of our numbers (`from`), or by each of them. */
  held(of: Pick<HeldOf, 'to' | 'from'>): Promise<HeldReport[]> {
    return inside<Context>(this).channel.held(of);
  }

  /**
   * Takes back what is held for a person: one message by its `id` (or its notification's), those with a `key`, or all.
   * Resolves with how many there were.
   *
   *     await adapter.cancelHeld({ to: '27820000001', key: 'T-42' });
   */
  cancelHeld(which: HeldOf): Promise<number> {
    return inside<Context>(this).channel.cancelHeld(which);
  }

  /** The state of a conversation's customer service window now. */
  async window(reference: HostReference): Promise<WindowReport> {
    return inside<Context>(this).channel.window(conversationOf(this, reference));
  }

  /**
   * What would happen to a message if it were sent to the conversation now, and why: the same that is recorded when it
   * is sent. Nothing is sent.
   *
   *     const { kind, template, sentence } = await adapter.explain(outsideWindow('Done.', template('done')), reference);
   *
   * @throws InvalidInputError, TemplateNotFoundError, TemplateParameterError: as sending it would.
   */
  async explain(activity: HostActivity, reference: HostReference): Promise<DecisionForecast> {
    const conversation = conversationOf(this, reference);
    inside<Context>(this).channel.numbers.refuseOurs(conversation.person, 'conversation.id');
    inside<Context>(this).channel.numbers.clientFor(conversation.business);
    return inside<Context>(this).channel.explain(activityIn(activity), conversation);
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
    to: string | HostReference,
    { since }: { since?: number | undefined } = {},
  ): AsyncIterableIterator<DecisionRecord> {
    const { numbers } = inside<Context>(this).channel;
    const conversations =
      typeof to === 'string'
        ? numbers.all.map((business) => numbers.conversation(to, business, 'to'))
        : [conversationOf(this, to)];
    return inside<Context>(this).channel.decisionsOf(conversations, since);
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
    return inside<Context>(this).channel.accounts.report(of);
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
      inside<Context>(this).channel.numbers.clientFor(from ?? inside<Context>(this).channel.numbers.from(undefined)),
      options,
    );
  }

  /** The kinds of interactive messages that an integration has refused and that are sent as numbered text for now. */
  switchedOff(): Promise<SwitchedOff[]> {
    return inside<Context>(this).channel.natives.switchedOff(inside<Context>(this).channel.numbers.all);
  }

  /** The numbers whose integrations do not take uploads. Their files are sent inside the messages for now. */
  uploadsOff(): Promise<UploadsOff[]> {
    return inside<Context>(this).channel.mediaRoutes.allOff(inside<Context>(this).channel.numbers.all);
  }

  /** The templates that an integration has refused for everybody and that others take the place of for now. */
  templatesAside(): Promise<TemplateAside[]> {
    return inside<Context>(this).channel.aside.all(inside<Context>(this).channel.numbers.all);
  }

  /**
   * How far this machine's clock is ahead of the provider's, in ms, as far as callbacks prove it; negative if it is
   * behind, 0 as long as nothing is known.
   */
  get clockSkewMs(): number {
    return inside<Context>(this).channel.skew.aheadMs;
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
    return inside<Context>(this).channel.link(person, alias, from);
  }

  /**
   * Registers a handler that is told that two ids are one person's, in a turn of its own in the conversation's lane, before
   * anything else of the person: an `event` activity with the name `clickatell/linked`, whose `value` is
   * `{ person, alias }`. It is the place to move what the bot itself keeps under the alias. Call this before `start`.
   *
   * @throws InvalidInputError for what is no function.
   */
  onLinked(handler: LogicOf<Context>): this {
    inside<Context>(this).channel.onLinked(handler);
    return this;
  }

  /**
   * Registers a handler for the statuses of the bot's messages. Each status comes once, in its own turn, as an `event`
   * activity with the name `clickatell/status`. Its `value` has `messageId`, `clientMessageId`, `status` and
   * `statusCode`. The bot's own logic does not see it.
   */
  onStatus(handler: LogicOf<Context>): this {
    inside<Context>(this).channel.onStatus(handler);
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
  onWindowClosing(
    minutesBefore: number,
    handler: LogicOf<Context>,
    { only }: WindowClosingOptions<Context> = {},
  ): this {
    // A mistake shows at once and not only when the first window is about to close.
    for (const [field, given] of Object.entries({ handler, only: only ?? handler })) {
      if (typeof given !== 'function') throw new InvalidInputError(field, 'must be a function');
    }
    const logic: LogicOf<Context> = async (context) => {
      if (!only || (await only(context))) await handler(context);
    };
    inside<Context>(this).channel.onWindowClosing({ minutesBefore, logic, needsPending: only === undefined });
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
  async handOff(reference: HostReference, given: HandOffInput): Promise<{ id: string }> {
    const conversation = conversationOf(this, reference);
    inside<Context>(this).channel.numbers.refuseOurs(conversation.person, 'conversation.id');
    inside<Context>(this).channel.numbers.clientFor(conversation.business);
    return inside<Context>(this).channel.handOff(conversation, given);
  }

  /**
   * Gives a conversation back to the bot, behind what was said before. Nothing happens if the bot has it. `message` is for
   * the bot, not for the person.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  async endHandOff(
    reference: HostReference,
    given: { readonly state?: HandOffOutcome; readonly message?: string } = {},
  ): Promise<void> {
    return inside<Context>(this).channel.endHandOff(conversationOf(this, reference), given);
  }

  /** The conversations that humans have: which wait, what was said, and what humans answer. */
  get desk(): DeskSide {
    return inside<Context>(this).channel.desk;
  }

  /** What people have allowed: their sign-ups and STOPs, with the history. */
  get consent(): Consents {
    return inside<Context>(this).channel.consent;
  }

  /**
   * Registers a handler that runs after a person's consent has changed, in chat, by a program or at the provider: in a
   * turn of its own, as an `event` activity with the name `clickatell/consent`. Its `value` has the `changes`. What was
   * held or scheduled and is not allowed any more has been dropped.
   */
  onConsent(handler: LogicOf<Context>): this {
    inside<Context>(this).channel.onConsent(handler);
    return this;
  }

  /** Registers a handler for the bot's `event` and `endOfConversation` activities, which WhatsApp does not have. */
  onOutgoingEvent(handler: OutgoingEventHandler): this {
    inside<Context>(this).onEvent = handler;
    return this;
  }
}

/** A class with the members of a base class and of `ChannelApi`: a class can extend only one. */
export function withChannelApi<Base extends object, Context extends HostContext, Args extends unknown[] = []>(
  Base: abstract new (...args: Args) => Base,
): abstract new (
  ...args: Args
) => Base & ChannelApi<Context> {
  abstract class Mixed extends (Base as abstract new (...args: Args) => object) {}
  const { constructor: _, ...members } = Object.getOwnPropertyDescriptors(ChannelApi.prototype);
  Object.defineProperties(Mixed.prototype, members);
  return Mixed as abstract new (
    ...args: Args
  ) => Base & ChannelApi<Context>;
}
