import type { OfferedChoices } from '../choices/offered.js';
import { type Conversation, conversationId, isMoved, lastFour, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { Turn } from '../core/turn.js';
import type { Holds, Released } from '../holds/holds.js';
import { toActivity } from '../inbound/activity.js';
import { type InboundMessage, opensWindow } from '../inbound/event.js';
import type { Ledger } from '../sending/ledger.js';
import type { WindowTracker } from '../window/tracker.js';
import type { WindowClosings } from './closing.js';
import type { ConsentChanges } from './consentChanges.js';
import { type FirstContact, isFirstContact, isOpening, welcome } from './firstContact.js';
import type { HandOffs } from './handOffs.js';
import type { LinkedEvents } from './linked.js';
import type { Links } from './links.js';
import type { TurnPort } from './port.js';
import { answerOf, takenChoice } from './taken.js';

export interface MessageDeps {
  readonly ledger: Ledger;
  /** Sends a read receipt for the message, if the program wants that. Never rejects. */
  readonly markRead: (event: InboundMessage) => void;
  readonly tracker: WindowTracker;
  readonly offered: OfferedChoices;
  readonly port: Pick<TurnPort<never>, 'run'>;
  /** Sends what waits in the outbox of the lane's conversation. Resolves with how many messages still wait. */
  readonly flush: (lease: Lease) => Promise<number>;
  readonly holds: Pick<Holds, 'release'>;
  /** Whether what was held leaves before the bot's answer, or after it. */
  readonly release: 'before' | 'after';
  readonly firstContact: FirstContact;
  readonly observe: Observer | undefined;
  readonly closings: Pick<WindowClosings<never>, 'arm'>;
  readonly handOffs: Pick<HandOffs<never>, 'heard' | 'end' | 'isOverdue'>;
  readonly links: Pick<Links, 'settle'>;
  readonly linked: Pick<LinkedEvents<never>, 'tell'>;
  /** Missing if the program does without consent. */
  readonly consent?: Pick<ConsentChanges<never>, 'saidIn' | 'drop' | 'tell'> | undefined;
}

/**
 * Runs a person's message as a turn. A first contact gets a welcome turn before it, or instead of it (see `FirstContact`), and
 * a choice becomes its action.
 * `forward` passes the message on to the lane of the conversation that its own has become part of.
 */
export async function performMessage(
  event: InboundMessage,
  lease: Lease,
  deps: MessageDeps,
  forward: (window: WindowRecord | undefined) => Promise<void>,
): Promise<void> {
  const { tracker, offered, ledger, markRead, port, flush, closings, holds, linked, consent, handOffs } = deps;
  const conversation = conversationId(event);
  // Read together: if these are promises, they take one trip to the store.
  const [reading, choosing] = [tracker.read(event), offered.read(conversation)];
  const apart = event.alias !== undefined && isApart(event, event.alias, deps);
  const isAsked = reading instanceof Promise || choosing instanceof Promise;
  let [window, choices = []] = isAsked ? await Promise.all([reading, choosing]) : [reading, choosing];
  if (isMoved(window)) return forward(window);
  if (event.alias !== undefined && (await apart)) {
    await deps.links.settle(event, event.alias, { isAutomatic: true }, lease);
    [window, choices = []] = await Promise.all([tracker.read(event), offered.read(conversation)]);
  }
  let { outbox = 0 } = window ?? {};
  if (window?.untold) ({ window, outbox } = await linked.tell(event, window, lease));
  if (window && handOffs.isOverdue(window)) {
    ({ window, outbox } = await handOffs.end(event, window, lease));
    choices = [];
  }
  const isHandedOff = window?.desk !== undefined;
  // A human's answers have waited for the person alone.
  const release = isHandedOff ? 'before' : deps.release;
  const activity = toActivity(event);
  const saying = consent?.saidIn(event);
  const said = saying && (await saying);
  if (consent && said) {
    markRead(event);
    const waiting = await consent.drop(event, lease);
    const turn = new Turn(event.messageId, lease, window);
    turn.isAnswer = true;
    turn.consent = said.events;
    turn.outbox = waiting > 0 ? await flush(lease) : 0;
    // The person has written. What is held still is what they had asked for, or allow again.
    const isHeld = window?.held !== undefined;
    if (isHeld && release === 'before')
      ({ outbox: turn.outbox } = await holds.release(event, lease, window, { outbox: turn.outbox }));
    await port.run(activity, turn);
    if (isHeld && release === 'after') await holds.release(event, lease, window, { outbox: turn.outbox });
    if (isHandedOff) await handOffs.heard(event, activity, lease);
    else await closings.arm(event, turn.window, lease);
    return consent.tell(event, said.events, lease, event.messageId);
  }
  // What waits leaves before the bot's answer.
  if (outbox > 0) outbox = await flush(lease);
  const isAnswered = window?.held !== undefined && opensWindow(event);
  let released: Released | undefined;
  if (isAnswered && release === 'before') {
    released = await holds.release(event, lease, window, { outbox });
    ({ outbox } = released);
  }

  if (isHandedOff && (await handOffs.heard(event, activity, lease))) return markRead(event);

  const { business, person } = event;
  // Under another id of the person, it was offered before that became theirs.
  const all = [person, ...(window?.aliases ?? [])].map((each) => conversationId({ business, person: each }));
  const choice = takenChoice(event, choices, (id) => offered.kept(all, id));
  const taken = choice instanceof Promise ? await choice : choice;

  const finish = async (turn: Turn) => {
    if (isAnswered && release === 'after') {
      const { hasOffered } = await holds.release(event, lease, window, { outbox: turn.outbox });
      turn.hasOffered ||= hasOffered;
    }
    // The person need not wait for this.
    if (opensWindow(event)) await closings.arm(event, turn.window, lease);
    // The choices that were offered before this turn are over after it, whether the person took one or not.
    // A reaction is not an answer, so it keeps them.
    const isOver = activity.type === 'message' && choices.length > 0 && !turn.hasOffered;
    if (isOver) lease.stage(offered.replaceWrite(conversation, []));
  };

  let known = window;
  if (isFirstContact(event, window) && deps.firstContact !== 'message') {
    const turn = await welcome(event, lease, { window, outbox }, port);
    if (deps.firstContact === 'welcome' && turn.hasBegunDialog && !taken && isOpening(event)) {
      deps.observe?.({ kind: 'firstContact', person: lastFour(person) });
      markRead(event);
      return finish(turn);
    }
    known = turn.window;
    outbox = turn.outbox;
  }

  if (activity.replyToId !== undefined) activity.replyToId = await quotedId(activity.replyToId, event, ledger);
  markRead(event);
  if (taken) Object.assign(activity, answerOf(taken));
  const turn = new Turn(event.messageId, lease, known);
  turn.isAnswer = true;
  turn.outbox = outbox;
  turn.released = released?.count ?? 0;
  turn.hasOffered = released?.hasOffered ?? false;
  await port.run(activity, turn);
  await finish(turn);
}

/** Whether the person's other id has a conversation of its own, or something that is kept under it has not moved yet. */
async function isApart({ business, person }: Conversation, alias: string, { tracker }: MessageDeps): Promise<boolean> {
  const { joined } = (await tracker.read({ business, person: alias })) ?? {};
  return joined?.person !== person || joined.state !== undefined;
}

/** The id that the bot got when it sent the message. If it has several parts, that is the first part's. */
async function quotedId(known: string, event: InboundMessage, ledger: Ledger): Promise<string> {
  const { relatedClientMessageId: clientMessageId, relatedMessageId = '' } = event;
  const part = await ledger.find({
    ...(clientMessageId !== undefined && { clientMessageId }),
    messageId: relatedMessageId,
  });
  if (!part) return known;
  return /\.\d+$/.test(part.id) ? part.message : part.id;
}
