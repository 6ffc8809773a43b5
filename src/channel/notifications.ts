import { randomUUID } from 'node:crypto';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import {
  type Addressed,
  type Conversation,
  conversationId,
  conversationOf,
  isMoved,
  type WindowRecord,
} from '../core/conversation.js';
import {
  ConsentError,
  HandedOffError,
  InvalidInputError,
  LaneLostError,
  NotificationIdReusedError,
  NotificationUnsettledError,
  SendOutcomeUnknownError,
  StoreError,
  TemplateNotFoundError,
  TemplateParameterError,
  WindowClosedError,
} from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Sent } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { Decisions } from '../decisions/decisions.js';
import type { HeldReport } from '../holds/held.js';
import type { HeldBack } from '../sending/heldBack.js';
import { isOutcomeUnknown, type Ledger, type Part } from '../sending/ledger.js';
import { againId, fallbackId } from '../sending/partIds.js';
import type { Delivered } from '../sending/send.js';
import type { LaneItem } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { bind } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { holdingOf, intentOf, type TemplateMessage, type TemplateReference, withIntent } from '../templates/message.js';
import { conversationType, type WindowPolicy, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { causeOf, isSame, messageIdOf } from './identity.js';
import type { Links } from './links.js';
import { checkNotification, type Notification } from './notification.js';
import { ownPayload } from './payload.js';
import { failureOf, type NotificationReport, type Reply, reportOf, type Stored, withoutReplaced } from './report.js';

export interface NotificationsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly templates: TemplateCatalog;
  readonly ledger: Ledger;
  readonly tracker: Pick<WindowTracker, 'read' | 'addressWrites' | 'recordAddress'>;
  readonly links: Pick<Links, 'resolve' | 'all'>;
  readonly decisions: Pick<Decisions, 'ofNotification'>;
  readonly observe?: Observer | undefined;
  /** The conversation that a notification is addressed to. @throws InvalidInputError */
  readonly conversationFor: (notification: Notification) => Addressed;
  /** Passes an item on to the lane of the conversation that its own has become part of. */
  readonly forward: (item: LaneItem, lease: Lease, window: WindowRecord | undefined) => Promise<void>;
  readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<unknown>;
  readonly policy: Pick<WindowPolicy, 'marginMs'>;
  /** Sends what a human has said before and is held, if it may leave now. Resolves with how much waits in the outbox. */
  readonly release: (conversation: Conversation, window: WindowRecord, lease: Lease) => Promise<void>;
  /** Tells the desk what became of a reply: in the turn, or once it is stored. */
  readonly replied: (stored: Stored, outcome: Pick<Stored, 'state' | 'reason'>, lease?: Lease) => Promise<void>;
  /** What is held for the person of a conversation. */
  readonly held: (conversation: Conversation) => Promise<readonly HeldReport[]>;
  /**
   * Looks at the person's consent before the window's rule, whose refusals would hide the reason. Rejects with a
   * ConsentError. Missing if the program does without consent.
   */
  readonly refuseDenied?:
    | ((
        stored: Pick<Stored, 'id' | 'message' | 'notification'>,
        conversation: Conversation,
        lease: Lease,
      ) => Promise<void>)
    | undefined;
  /** Sends the activity in a proactive turn of the conversation. */
  readonly say: (
    conversation: Conversation,
    window: WindowRecord | undefined,
    activity: Activity,
    cause: string,
    lease: Lease,
    notification: string,
  ) => Promise<Sent>;
}

/** Items and writes of a larger commit. */
export interface More {
  readonly items: readonly LaneItem[];
  readonly writes: readonly Write[];
}

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Notifications: accepted durably, sent in the conversation's lane, and tracked by the provider's statuses. */
export class Notifications {
  readonly #deps: NotificationsDeps;
  readonly #stored: Table<Stored>;

  constructor(deps: NotificationsDeps) {
    this.#deps = deps;
    this.#stored = new Table(deps.store, 'notifications', { ttlMs: keptMs });
  }

  /**
   * Accepts a notification. It is safe once this resolves, and is sent in its lane. The same `id` again is a duplicate,
   * unless the notification failed or was refused: then it is sent again.
   *
   * @throws InvalidInputError that names the wrong field, also for a template that does not exist or does not fit, even
   * while the window is open. NotificationIdReusedError for an id that another notification has.
   * NotificationUnsettledError for one that failed but may have reached the person.
   */
  accept(given: Notification): Promise<{ id: string }> {
    return this.#accept(given);
  }

  /** Like `accept`, for what a human says. `more`: items and writes of the same commit, if it is the first with its id. */
  acceptReply(given: Notification, reply: Reply, more: (id: string) => More): Promise<{ id: string }> {
    return this.#accept(given, reply, more);
  }

  async #accept(given: Notification, reply?: Reply, more?: (id: string) => More): Promise<{ id: string }> {
    const notification = this.check(given);
    const id = notification.id ?? randomUUID();
    // Read together: if these are promises, they take one trip to the store.
    const [home, existing, known] = await this.#found(notification, id);
    const made = { ...this.#made({ ...notification, id }, this.#newItem(home)), ...(reply && { reply }) };
    if (known && !isSame(known, made)) throw new NotificationIdReusedError(id);
    const again = existing && (await this.#again(existing, home));
    const { item, conversation } = again ?? existing ?? made;
    let stored: Stored | undefined;
    const change = (current: Stored | undefined) => {
      if (!current) return made;
      return again && current.item === existing.item ? again : current;
    };
    const writes = [
      this.#stored.change(id, change, (value) => {
        stored = value;
      }),
      ...this.#deps.tracker.addressWrites(home),
    ];
    const payload = ownPayload({ kind: 'notification', id });
    const { items: others = [], writes: rest = [] } = (!existing && more?.(id)) || {};
    await this.#deps.accept([...others, { id: item, lane: conversation, payload }], [...writes, ...rest]);
    // Another notification may have taken the id since it was read.
    if (stored && !isSame(await this.#atHome(stored), made)) throw new NotificationIdReusedError(id);
    return { id };
  }

  /**
   * Where a notification belongs, and what another one has stored under its id: as it is, and as if it had been accepted
   * now.
   */
  async #found(notification: Notification, id: string): Promise<[home: Addressed, existing?: Stored, known?: Stored]> {
    const { links, conversationFor } = this.#deps;
    const [home, existing] = await Promise.all([links.resolve(conversationFor(notification)), this.#stored.read(id)]);
    return existing ? [home, existing, await this.#atHome(existing, home)] : [home];
  }

  /** The notification as one of the conversation that its own may have become part of. */
  async #atHome(stored: Stored, home?: Conversation): Promise<Stored> {
    const before = conversationOf(stored.conversation);
    if (!before || before.person === home?.person) return stored;
    const conversation = conversationId(await this.#deps.links.resolve(before));
    return conversation === stored.conversation ? stored : { ...stored, conversation };
  }

  /**
   * Accepts notifications that `check` has passed, with items and writes of the caller's in the same commit. One whose id
   * is taken is left as it is.
   */
  async acceptAll(
    notifications: readonly (Notification & { readonly id: string })[],
    items: readonly LaneItem[],
    writes: readonly Write[],
  ): Promise<void> {
    const existing = await this.#stored.readMany(notifications.map(({ id }) => id));
    const made = notifications
      .filter((_, at) => !existing[at])
      .map((each) => {
        // What has become part of another conversation is passed on when its turn comes.
        return this.#made(each, this.#newItem(this.#deps.conversationFor(each)));
      });
    const own = made.map(({ id, item, conversation }): LaneItem => {
      return { id: item, lane: conversation, payload: ownPayload({ kind: 'notification', id }) };
    });
    const stored = made.map((each) => this.#stored.change(each.id, (current = each) => current));
    await this.#deps.accept([...own, ...items], [...stored, ...writes]);
  }

  /** For each id, whether there is such a notification. */
  async areKnown(ids: readonly string[]): Promise<boolean[]> {
    return (await this.#stored.readMany(ids)).map((stored) => stored !== undefined);
  }

  /** For each notification, whether it still waits for its turn or is in it. */
  async areUnsent(ids: readonly string[]): Promise<boolean[]> {
    return (await this.#stored.readMany(ids)).map((stored) => stored !== undefined && isUnsent(stored));
  }

  /** The notification as it will be sent. @throws InvalidInputError */
  check(given: Notification): Notification {
    const notification = checkNotification(given);
    this.#deps.conversationFor(notification);
    const { template } = notification;
    this.#checkHolding(notification);
    if (!template) return notification;
    const reference = this.#checkedTemplate(template);
    const { clickatell, ...channelData } = template.channelData;
    const checked = { ...channelData, clickatell: { ...clickatell, template: reference } };
    return { ...notification, template: { ...template, channelData: checked } };
  }

  /**
   * Checks a notification that is to be sent later. Resolves with the conversation that it belongs to.
   *
   * @throws InvalidInputError, NotificationIdReusedError
   */
  async checkLater(given: Notification): Promise<Conversation> {
    const notification = this.check(given);
    const id = notification.id ?? randomUUID();
    const [home, , known] = await this.#found(notification, id);
    const made = this.#made({ ...notification, id }, this.#newItem(home));
    if (known && !isSame(known, made)) throw new NotificationIdReusedError(id);
    return home;
  }

  /** Sends a follow-up in its lane: a notification that was not accepted by `accept` and waited until it was due. */
  async performNow(notification: Notification, item: LaneItem, lease: Lease): Promise<void> {
    const { tracker, conversationFor, observe } = this.#deps;
    const made = this.#made(notification, item);
    const [home, , known] = await this.#found(notification, made.id);
    const stored = await this.#stored.update(made.id, (current = made) => {
      // It may have been accepted for another id of the person.
      const own = known ? { ...current, conversation: known.conversation } : current;
      // It takes the place of an item that has not sent the same.
      return isUnsent(own) && isSame(own, made) ? ofItem(own, item.id) : current;
    });
    if (stored && !isSame(await this.#atHome(stored, home), made)) {
      // Nobody waits for the answer any more.
      observe?.({ kind: 'fault', where: 'follow-up', error: new NotificationIdReusedError(made.id) });
      return;
    }
    const { address } = conversationFor(notification);
    await tracker.recordAddress({ ...home, address: home.address ?? address });
    await this.perform(made.id, item, lease);
  }

  /** Sends an accepted notification in its lane. Its outcome is stored; only errors of the store are thrown. */
  async perform(id: string, item: LaneItem, lease: Lease): Promise<void> {
    const conversation = conversationOf(lease.lane);
    if (!conversation) return;
    // Read together: if these are promises, they take one trip to the store.
    const [stored, window] = await Promise.all([this.#stored.read(id), this.#deps.tracker.read(conversation)]);
    if (isMoved(window)) return this.#deps.forward(item, lease, window);
    // An item whose notification lost its id to another one at the last moment is in another lane.
    if (!stored || stored.conversation !== lease.lane) return;
    // A dead letter may be repeated after the notification was asked for again, as another item.
    if (stored.item !== item.id || !isUnsent(stored)) return;
    const finish = async (outcome: Partial<Stored> & Pick<Stored, 'state'>, isTold = true) => {
      lease.stage(this.#stored.change(id, (current) => current && { ...unsettled(current), ...outcome }));
      if (stored.reply && isTold) await this.#deps.replied(stored, outcome, lease);
    };
    const isAnswer = stored.reply !== undefined && this.#isOpen(window);
    try {
      // Two answers of a human keep their order.
      if (isAnswer && window?.held) await this.#deps.release(conversation, window, lease);
      if (!isAnswer) await this.#deps.refuseDenied?.(stored, conversation, lease);
      const activity = activityOf(stored.notification, stored.reply);
      const cause = causeOf(id, stored.attempt);
      const { id: _, isWaiting, ...sent } = await this.#deps.say(conversation, window, activity, cause, lease, id);
      await finish(sent.isHeld ? heldAs(sent) : { state: 'sent', sent }, !isWaiting);
    } catch (error) {
      if (error instanceof StoreError || error instanceof LaneLostError) throw error;
      const fault = error instanceof Error ? error : new Error(String(error));
      if (fault instanceof WindowClosedError) {
        const { topic } = stored.notification;
        await finish({ state: 'refused', conversationType: conversationType('closed', topic), reason: fault.message });
        return;
      }
      if (fault instanceof HandedOffError) {
        const { topic } = stored.notification;
        const { state } = windowState(window, this.#deps.clock.now(), this.#deps.policy.marginMs);
        await finish({ state: 'refused', conversationType: conversationType(state, topic), reason: fault.message });
        return;
      }
      if (fault instanceof ConsentError) {
        await finish({
          state: 'refused',
          conversationType: conversationType('closed', fault.topic),
          reason: fault.message,
        });
        return;
      }
      const isUncertain = fault instanceof SendOutcomeUnknownError;
      await finish({ state: 'failed', ...failureOf(fault), ...(isUncertain && { isUncertain }) });
    }
  }

  /** Its item goes on as another one, in the lane of the conversation that its own has become part of. */
  movedWrite(id: string, { id: before, lane }: LaneItem, next: { readonly id: string; readonly lane: string }): Write {
    return this.#stored.change(id, (current) => {
      if (!current || current.item !== before || current.conversation !== lane) return current;
      return { ...current, item: next.id, conversation: next.lane };
    });
  }

  /** Its message has left the outbox. */
  leftWrite(id: string, { id: _, window: __, said: ___, ...sent }: Delivered): Write {
    return this.#change(id, (current) => current && { ...unsettled(current), state: 'sent', sent });
  }

  /** Its message is held until the person writes. */
  heldWrite(id: string, { decision }: HeldBack): Write {
    return this.#change(id, (current) => {
      if (!current) return undefined;
      const { sent: _, ...rest } = unsettled(current);
      return { ...rest, ...heldAs(decision) };
    });
  }

  /** Whether a message is the notification's current one, and not one of an attempt before it was asked for again. */
  async isCurrent(id: string, message: string): Promise<boolean> {
    const stored = await this.#stored.read(id);
    return stored !== undefined && (message === stored.message || message.startsWith(`${againId(stored.message)}`));
  }

  /** Its message was given up (`failed`), or will not be sent any more (`refused`). */
  endedWrite(id: string, state: 'failed' | 'refused', reason: string): Write {
    const error = state === 'failed' ? { error: { description: reason } } : {};
    return this.#change(id, (current) => {
      if (!current) return undefined;
      const { sent, ...rest } = unsettled(current);
      // What had left of it, if anything, was refused.
      return { ...rest, ...(sent && state === 'failed' && { sent }), state, reason, ...error };
    });
  }

  /** A follow-up will not be sent: the person does not allow it any more. Changes nothing if it is under way already. */
  droppedWrite(notification: Notification, conversation: Conversation, reason: string): Write {
    const made = this.#made(notification, this.#newItem(conversation));
    return this.#stored.change(made.id, (current = made) => {
      return isUnsent(current) && isSame(current, made) ? { ...current, state: 'refused', reason } : current;
    });
  }

  /** Its item became a dead letter. */
  asideWrite(id: string, { id: item }: LaneItem, error: Error): Write {
    return this.#change(id, (current) => current && asAside(current, item, error));
  }

  /** The item of a follow-up became a dead letter, perhaps before any run of it has stored the notification. */
  asideNowWrite(notification: Notification, item: LaneItem, error: Error): Write {
    const made = this.#made(notification, item);
    return this.#stored.change(made.id, (current = made) => asAside(current, item.id, error));
  }

  /** The state of a notification; `undefined` if the id was never accepted. */
  async report(id: string): Promise<NotificationReport | undefined> {
    const stored = await this.#stored.read(id);
    if (!stored) return undefined;
    const conversation = conversationOf(stored.conversation);
    const { decisions, links } = this.#deps;
    const all = conversation ? await links.all(conversation) : [];
    const [parts, why, held] = await Promise.all([
      this.#parts(stored),
      decisions.ofNotification(id, all, stored.firstAt ?? stored.at),
      stored.state === 'held' ? this.#held(stored, all) : {},
    ]);
    return { ...reportOf(stored, parts), ...held, decisions: why };
  }

  /** Like `report`, without what was decided. */
  async outcome(id: string): Promise<Omit<NotificationReport, 'decisions'> | undefined> {
    const stored = await this.#stored.read(id);
    return stored && reportOf(stored, await this.#parts(stored));
  }

  /** A change that the desk is told of, if a human has said it. */
  #change(id: string, change: (current: Stored | undefined) => Stored | undefined): Write {
    return this.#stored.change(id, change, (stored) => {
      if (!stored?.reply) return;
      this.#deps.replied(stored, stored).catch((error: unknown) => {
        const fault = error instanceof Error ? error : new Error(String(error));
        this.#deps.observe?.({ kind: 'fault', where: 'desk', error: fault });
      });
    });
  }

  #isOpen(window: WindowRecord | undefined): boolean {
    return windowState(window, this.#deps.clock.now(), this.#deps.policy.marginMs).state === 'open';
  }

  async #held({ id }: Stored, all: readonly Conversation[]): Promise<Pick<NotificationReport, 'held'>> {
    const lists = await Promise.all(all.map((each) => this.#deps.held(each)));
    const held = lists.flat().find(({ notification }) => notification === id);
    if (!held) return {};
    const { since, until, position } = held;
    return { held: { since, until, position } };
  }

  /** The next attempt of a notification that did not get through; `undefined` for one that did or still may. */
  async #again(stored: Stored, home: Conversation): Promise<Stored | undefined> {
    const parts = await this.#parts(stored);
    const { state } = reportOf(stored, parts);
    if (state !== 'failed' && state !== 'refused') return undefined;
    const mayHaveLeft = (part: Part) => isOutcomeUnknown(part) || !['failed', 'waiting'].includes(part.state);
    if (stored.isUncertain || parts.some(mayHaveLeft)) {
      throw new NotificationUnsettledError(stored.id);
    }
    const attempt = stored.attempt + 1;
    const firstAt = stored.firstAt ?? stored.at;
    return {
      ...this.#made(stored.notification, this.#newItem(home)),
      ...(stored.reply && { reply: stored.reply }),
      id: stored.id,
      firstAt,
      attempt,
      message: messageIdOf(stored.id, attempt),
    };
  }

  async #parts(stored: Stored): Promise<Part[]> {
    const { ledger } = this.#deps;
    const { message, sent, state } = stored;
    // Of a message that failed before its end, only the ledger knows how many parts had left.
    const begun = state === 'failed' ? (await ledger.partsOf(message)).map(({ id }) => id) : [];
    const whole = [message, againId(message)];
    const tries = (await Promise.all(whole.map((each) => ledger.templatesOf(each)))).flat();
    const known = [...whole, ...(sent?.parts ?? []), ...begun].filter((id) => !tries.some((part) => part.id === id));
    const ids = new Set(known.flatMap((part) => [part, fallbackId(part)]));
    return withoutReplaced([...(await ledger.getMany([...ids])), ...tries]);
  }

  #made(notification: Notification, { id: item, lane }: Pick<LaneItem, 'id' | 'lane'>): Stored {
    const id = notification.id ?? randomUUID();
    const attempt = 1;
    const message = messageIdOf(id, attempt);
    const at = this.#deps.clock.now();
    return { id, conversation: lane, notification, message, item, attempt, state: 'accepted', at };
  }

  /** Its id is new, because the lanes may remember an old one after the store was cleared of the notification. */
  #newItem(home: Conversation): Pick<LaneItem, 'id' | 'lane'> {
    return { id: `notification:${randomUUID()}`, lane: conversationId(home) };
  }

  #checkedTemplate(message: TemplateMessage): TemplateReference {
    // Read as it will be sent: numbers are text then.
    const reference = intentOf(message).template ?? message.channelData.clickatell.template;
    this.#checkReference(reference, 'template');
    return reference;
  }

  #checkReference(reference: TemplateReference, field: string): void {
    try {
      bind(this.#deps.templates.get(reference.name, undefined, reference.language), reference.parameters);
    } catch (error) {
      if (error instanceof TemplateNotFoundError) throw new InvalidInputError(`${field}.name`, error.message);
      if (error instanceof TemplateParameterError) {
        throw new InvalidInputError(`${field}.parameters.${error.slot}`, error.message);
      }
      throw error;
    }
  }

  /** A text that is to be held needs a template that asks the person to answer. */
  #checkHolding({ text, template, whenClosed }: Notification): void {
    const holding = holdingOf({ whenClosed });
    if (!holding) return;
    if (holding.template) this.#checkReference(holding.template, 'whenClosed.hold.template');
    else if (text !== undefined && !template && this.#deps.templates.reengagement === undefined) {
      const problem =
        this.#deps.templates.names.length === 0
          ? 'the adapter was given no templates, and one has to ask the person to answer: give it "templates"'
          : 'the catalogue names no "reengagement" template to hold the text behind: name one, or give a template';
      throw new InvalidInputError('whenClosed', problem);
    }
  }
}

/** Without what is known of an earlier failure. */
function unsettled({ reason: _, error: __, isAside: ___, tried: ____, ...rest }: Stored): Stored {
  return rest;
}

/** A notification whose message is held. */
function heldAs({
  conversationType,
  reason,
}: Pick<Sent, 'conversationType' | 'reason'>): Partial<Stored> & { state: 'held' } {
  return { state: 'held', conversationType, reason };
}

/** Whether its item sends it, as soon as that runs. */
function isUnsent({ state, isAside }: Stored): boolean {
  return state === 'accepted' || isAside === true;
}

function ofItem(stored: Stored, item: string): Stored {
  return stored.item === item ? stored : { ...stored, item };
}

function asAside(stored: Stored, item: string, error: Error): Stored {
  if (stored.item !== item || !isUnsent(stored)) return stored;
  return { ...stored, state: 'failed', isAside: true, ...failureOf(error) };
}

export function activityOf(
  { text, choices, template, whenClosed, topic }: Notification,
  { attachments, handOff, queue }: Partial<Reply> = {},
): Activity {
  const reference = template?.channelData.clickatell.template;
  const intent = {
    ...(whenClosed && { whenClosed }),
    ...(topic !== undefined && { topic }),
    ...(handOff !== undefined && queue !== undefined && { desk: { handOff, queue } }),
  };
  if (text === undefined) return withIntent(template ?? '', intent);
  const words = choices ? asking(text, choices) : { type: 'message', text };
  const message = attachments ? { ...words, attachments: [...attachments] } : words;
  return withIntent(message, { ...intent, ...(reference && { outsideWindow: reference }) });
}

function asking(text: string, choices: readonly string[]): Activity {
  const actions = choices.map((title) => ({ type: 'imBack', title, value: title }));
  return { type: 'message', text, suggestedActions: { to: [], actions } };
}
