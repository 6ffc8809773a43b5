import { randomUUID } from 'node:crypto';
import type { Conversation } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { AskedFor } from '../holds/asking.js';
import { Holds, type HoldsDeps } from '../holds/holds.js';
import type { Message } from '../holds/shelf.js';
import type { Ledger } from '../sending/ledger.js';
import { hasArrived } from '../sending/recover.js';
import type { Sender } from '../sending/send.js';
import type { Lanes } from '../store/lanes.js';
import { withIntent } from '../templates/message.js';
import type { Notifications } from './notifications.js';
import type { Outbox } from './outbox.js';
import { ownPayload } from './payload.js';
import type { Speaker } from './speaker.js';

export interface HoldingDeps
  extends Pick<
    HoldsDeps,
    | 'store'
    | 'clock'
    | 'tracker'
    | 'settings'
    | 'templatesAsideMs'
    | 'marginMs'
    | 'observe'
    | 'endWrite'
    | 'transcriptWrite'
    | 'denied'
  > {
  readonly lanes: Pick<Lanes, 'accept' | 'schedule'>;
  readonly sender: Sender;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly speaker: () => Speaker;
  readonly notifications: () => Notifications;
}

/** What is held for one person: `key` or `id` says which messages; without either, all of them. */
export interface HeldOf {
  readonly to: string;
  /** Our number that holds it. Default: all of ours. */
  readonly from?: string;
  /** The id of a held message, or of its notification. */
  readonly id?: string;
  readonly key?: string;
}

/** The holds of a channel: their turns are items of the lanes, and what leaves is sent as everything else is. */
export function createHolds({ lanes, sender, ledger, outbox, speaker, notifications, ...rest }: HoldingDeps): Holds {
  const { tracker } = rest;
  return new Holds({
    ...rest,
    wake: async (lane) => {
      await lanes.accept([{ id: `holds:${randomUUID()}`, lane, payload: ownPayload({ kind: 'holds', tries: 0 }) }]);
    },
    wakeAt: (lane, end, at, tries = 0) =>
      lanes.schedule({
        id: `holds:${randomUUID()}`,
        lane,
        key: `holds:${end}:${lane}`,
        dueAt: Math.ceil(at),
        payload: ownPayload({ kind: 'holds', tries }),
      }),
    send: (conversation, message, lease) => speaker().sendAgain(conversation, message, lease),
    ask: (conversation, asked, id, lease) => ask(sender, tracker, { ...asked, conversation, id, lease }),
    arrivedAt: async (message, lease) => (await ledger.templatesOf(message, lease)).find(hasArrived)?.at,
    wait: async (conversation, message: Message, obstacle, lease) => {
      await outbox.add(conversation, message, obstacle, lease, await tracker.read(conversation));
      if (message.notification === undefined) return;
      const { id } = message;
      const sent = { id, sentAs: 'text', conversationType: 'customer-initiated', parts: [id] } as const;
      lease.stage(notifications().leftWrite(message.notification, { ...sent, reason: obstacle.message }));
    },
    giveUp: ({ sendId: id, activity, notification, saidAt, since, until }, reason, lease) =>
      // The same id if the turn runs again.
      outbox.giveUp({ id, activity, notification, saidAt, since, until, reason, letter: `held-${since}` }, lease),
    held: (id, held) => notifications().heldWrite(id, held),
    left: (id, sent) => notifications().leftWrite(id, sent),
    dropped: (message) => ledger.droppedWrite(message),
    ended: (id, state, reason) => notifications().endedWrite(id, state, reason),
  });
}

interface Asking extends AskedFor {
  readonly conversation: Conversation;
  readonly id: string;
  readonly lease: Lease;
}

async function ask(sender: Sender, tracker: HoldsDeps['tracker'], asked: Asking) {
  const { conversation, asking, need, desk, id, lease } = asked;
  const reason = 'A message is held for the person, and this template asks them to answer.';
  const { language, ...template } = asking;
  // The language was chosen for the person, and another one may have to take its place.
  // An answer can be held, too: asking for it is still on our own account.
  const { topic } = need ?? {};
  const intent = { template, reason, proactive: true, ...(topic !== undefined && { topic }), ...(desk && { desk }) };
  const activity = { ...withIntent('', intent), ...(language !== undefined && { locale: language }) };
  const message = { activity, id, conversation, lease, onlyIfClosed: true, pieces: () => [] };
  return sender.send(message, await tracker.read(conversation));
}

/** @throws InvalidInputError for values that plain JavaScript or a request can pass. */
export function matcherOf({ id, key }: Pick<HeldOf, 'id' | 'key'>) {
  if (id === '') throw new InvalidInputError('id', 'must not be empty');
  if (key === '') throw new InvalidInputError('key', 'must not be empty');
  return (held: { id: string; notification?: string | undefined; key?: string | undefined }) =>
    (id === undefined || held.id === id || held.notification === id) && (key === undefined || held.key === key);
}
