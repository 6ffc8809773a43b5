import { randomUUID } from 'node:crypto';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Addressed, type Conversation, conversationId, conversationOf } from '../core/conversation.js';
import {
  InvalidInputError,
  LaneLostError,
  NotificationIdReusedError,
  NotificationUnsettledError,
  SendOutcomeUnknownError,
  StoreError,
  TemplateNotFoundError,
  TemplateParameterError,
  TurnTimeoutError,
  WindowClosedError,
} from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import type { Sent } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { Ledger, Part } from '../sending/ledger.js';
import { fallbackId } from '../sending/partIds.js';
import type { Delivered } from '../sending/send.js';
import type { LaneItem } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';
import { bind } from '../templates/bind.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { intentOf, type TemplateMessage, type TemplateReference, withIntent } from '../templates/message.js';
import { conversationType } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import { causeOf, isSame, messageIdOf } from './identity.js';
import { checkNotification, type Notification } from './notification.js';
import { ownPayload } from './payload.js';
import { failureOf, type NotificationReport, reportOf, type Stored, withoutReplaced } from './report.js';

export interface NotificationsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly templates: TemplateCatalog;
  readonly ledger: Ledger;
  readonly tracker: Pick<WindowTracker, 'addressWrites' | 'recordAddress'>;
  readonly observe?: Observer | undefined;
  /** The conversation that a notification belongs to. @throws InvalidInputError */
  readonly conversationFor: (notification: Notification) => Addressed;
  readonly accept: (item: LaneItem, writes: readonly Write[]) => Promise<unknown>;
  /** Sends the activity in a proactive turn of the conversation. */
  readonly say: (
    conversation: Conversation,
    activity: Activity,
    cause: string,
    lease: Lease,
    notification: string,
  ) => Promise<Sent>;
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
  async accept(given: Notification): Promise<{ id: string }> {
    const made = this.#made(this.check(given));
    const { id } = made;
    const existing = await this.#stored.read(id);
    if (existing && !isSame(existing, made)) throw new NotificationIdReusedError(id);
    const again = existing && (await this.#again(existing));
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
      ...this.#deps.tracker.addressWrites(this.#deps.conversationFor(made.notification)),
    ];
    const payload = ownPayload({ kind: 'notification', id });
    await this.#deps.accept({ id: item, lane: conversation, payload }, writes);
    // Another notification may have taken the id since it was read.
    if (stored && !isSame(stored, made)) throw new NotificationIdReusedError(id);
    return { id };
  }

  /** The notification as it will be sent. @throws InvalidInputError */
  check(given: Notification): Notification {
    const notification = checkNotification(given);
    this.#deps.conversationFor(notification);
    const { template } = notification;
    if (!template) return notification;
    const reference = this.#checkedTemplate(template);
    const { clickatell, ...channelData } = template.channelData;
    const checked = { ...channelData, clickatell: { ...clickatell, template: reference } };
    return { ...notification, template: { ...template, channelData: checked } };
  }

  /** Checks a notification that is to be sent later. @throws InvalidInputError, NotificationIdReusedError */
  async checkLater(given: Notification): Promise<void> {
    const made = this.#made(this.check(given));
    const existing = await this.#stored.read(made.id);
    if (existing && !isSame(existing, made)) throw new NotificationIdReusedError(made.id);
  }

  /** Sends a follow-up in its lane: a notification that was not accepted by `accept` and waited until it was due. */
  async performNow(notification: Notification, lease: Lease): Promise<void> {
    const { tracker, conversationFor, observe } = this.#deps;
    const made = this.#made(notification);
    const stored = await this.#stored.update(made.id, (current) => current ?? made);
    if (stored && !isSame(stored, made)) {
      // Nobody waits for the answer any more.
      observe?.({ kind: 'fault', where: 'follow-up', error: new NotificationIdReusedError(made.id) });
      return;
    }
    await tracker.recordAddress(conversationFor(notification));
    await this.perform(made.id, lease);
  }

  /** Sends an accepted notification in its lane. Its outcome is stored; only errors of the store are thrown. */
  async perform(id: string, lease: Lease): Promise<void> {
    const stored = await this.#stored.read(id);
    const conversation = stored && conversationOf(stored.conversation);
    // An item whose notification lost its id to another one at the last moment is in another lane.
    if (!stored || !conversation || stored.conversation !== lease.lane) return;
    if (stored.state !== 'accepted' && !stored.isOverdue) return;
    const finish = (outcome: Partial<Stored>) =>
      lease.stage(this.#stored.change(id, (current) => current && { ...unsettled(current), ...outcome }));
    lease.onLost((error) => {
      if (error instanceof TurnTimeoutError) void this.#overdue(id, stored.attempt, error);
    });
    try {
      const activity = activityOf(stored.notification);
      const cause = causeOf(id, stored.attempt);
      const { id: _, ...sent } = await this.#deps.say(conversation, activity, cause, lease, id);
      finish({ state: 'sent', sent });
    } catch (error) {
      if (error instanceof StoreError || error instanceof LaneLostError) throw error;
      const fault = error instanceof Error ? error : new Error(String(error));
      if (fault instanceof WindowClosedError) {
        const { topic } = stored.notification;
        finish({ state: 'refused', conversationType: conversationType('closed', topic), reason: fault.message });
        return;
      }
      const isUncertain = fault instanceof SendOutcomeUnknownError;
      finish({ state: 'failed', ...failureOf(fault), ...(isUncertain && { isUncertain }) });
    }
  }

  /** Its message has left the outbox. */
  leftWrite(id: string, { id: _, window: __, ...sent }: Delivered): Write {
    return this.#stored.change(id, (current) => current && { ...unsettled(current), state: 'sent', sent });
  }

  /** Whether a message is the notification's current one, and not one of an attempt before it was asked for again. */
  async isCurrent(id: string, message: string): Promise<boolean> {
    return (await this.#stored.read(id))?.message === message;
  }

  /** Its message was given up. */
  failedWrite(id: string, reason: string): Write {
    return this.#stored.change(
      id,
      (current) => current && { ...current, state: 'failed', reason, error: { description: reason } },
    );
  }

  /** Its turn took too long. Nobody waits for this write: the lane goes on without the turn. */
  async #overdue(id: string, attempt: number, error: Error): Promise<void> {
    const outcome = { state: 'failed', isOverdue: true, ...failureOf(error) } as const;
    try {
      await this.#stored.update(id, (current) => {
        return current?.state === 'accepted' && current.attempt === attempt ? { ...current, ...outcome } : current;
      });
    } catch (thrown) {
      const fault = thrown instanceof Error ? thrown : new Error(String(thrown));
      this.#deps.observe?.({ kind: 'fault', where: 'notification', error: fault });
    }
  }

  /** The state of a notification; `undefined` if the id was never accepted. */
  async report(id: string): Promise<NotificationReport | undefined> {
    const stored = await this.#stored.read(id);
    return stored && reportOf(stored, await this.#parts(stored));
  }

  /** The next attempt of a notification that did not get through; `undefined` for one that did or still may. */
  async #again(stored: Stored): Promise<Stored | undefined> {
    const parts = await this.#parts(stored);
    const { state } = reportOf(stored, parts);
    if (state !== 'failed' && state !== 'refused') return undefined;
    if (stored.isUncertain || parts.some(({ state }) => state !== 'failed' && state !== 'waiting')) {
      throw new NotificationUnsettledError(stored.id);
    }
    const attempt = stored.attempt + 1;
    return { ...this.#made(stored.notification), id: stored.id, attempt, message: messageIdOf(stored.id, attempt) };
  }

  async #parts(stored: Stored): Promise<Part[]> {
    const { ledger } = this.#deps;
    const tries = await ledger.templatesOf(stored.message);
    const known = [stored.message, ...(stored.sent?.parts ?? [])].filter((id) => tries.every((part) => part.id !== id));
    const ids = new Set(known.flatMap((part) => [part, fallbackId(part)]));
    return withoutReplaced([...(await ledger.getMany([...ids])), ...tries]);
  }

  #made(notification: Notification): Stored {
    const { conversationFor, clock } = this.#deps;
    const id = notification.id ?? randomUUID();
    const conversation = conversationId(conversationFor(notification));
    // A new id, because the lanes may still remember an old one after the store was cleared of the notification.
    const item = `notification:${randomUUID()}`;
    const attempt = 1;
    const message = messageIdOf(id, attempt);
    return { id, conversation, notification, message, item, attempt, state: 'accepted', at: clock.now() };
  }

  #checkedTemplate(message: TemplateMessage): TemplateReference {
    // Read as it will be sent: numbers are text then.
    const reference = intentOf(message).template ?? message.channelData.clickatell.template;
    try {
      bind(this.#deps.templates.get(reference.name, undefined, reference.language), reference.parameters);
      return reference;
    } catch (error) {
      if (error instanceof TemplateNotFoundError) throw new InvalidInputError('template.name', error.message);
      if (error instanceof TemplateParameterError) {
        throw new InvalidInputError(`template.parameters.${error.slot}`, error.message);
      }
      throw error;
    }
  }
}

/** Without what is known of an earlier failure. */
function unsettled({ reason: _, error: __, isOverdue: ___, tried: ____, ...rest }: Stored): Stored {
  return rest;
}

function activityOf({ text, template, whenClosed, topic }: Notification): Activity {
  const reference = template?.channelData.clickatell.template;
  const intent = { ...(whenClosed && { whenClosed }), ...(topic !== undefined && { topic }) };
  if (text === undefined) return withIntent(template ?? '', intent);
  return withIntent(text, { ...intent, ...(reference && { outsideWindow: reference }) });
}
