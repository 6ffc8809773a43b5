import type { OfferedChoices } from '../choices/offered.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, isMoved } from '../core/conversation.js';
import { Lease } from '../core/lease.js';
import type { Turn } from '../core/turn.js';
import type { Holds } from '../holds/holds.js';
import { refuseBrokenCards } from '../render/cards/jsonText.js';
import { isLong, type Rendered, render, renderInTurns } from '../render/render.js';
import { HeldBack } from '../sending/heldBack.js';
import type { Ledger } from '../sending/ledger.js';
import { NotTaken } from '../sending/notTaken.js';
import type { Delivered, Sender } from '../sending/send.js';
import { holdingOf, intentOf } from '../templates/message.js';
import {
  asProactive,
  asSaidByDesk,
  conversationType,
  originalOf,
  saidAs,
  type WindowPolicy,
  type WindowRecord,
  windowState,
} from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Links } from './links.js';
import type { Outbox } from './outbox.js';
import type { Unsent } from './payload.js';

export interface SpeakerDeps {
  readonly tracker: WindowTracker;
  readonly ledger: Ledger;
  readonly sender: Sender;
  readonly offered: OfferedChoices;
  readonly outbox: Outbox;
  readonly holds: Pick<Holds, 'add' | 'supersede' | 'wake'>;
  readonly clock: Clock;
  readonly policy: WindowPolicy;
  /** Whether several processes share the store. */
  readonly isShared: boolean;
  readonly links: Pick<Links, 'resolve'>;
}

/** Says what the bot says: sends it, or lets it wait in the outbox if the provider does not take it. */
export class Speaker {
  readonly #deps: SpeakerDeps;

  constructor(deps: SpeakerDeps) {
    this.#deps = deps;
  }

  /**
   * Sends a message of a turn. Resolves with the id of its first part, or an empty one if the message has no content.
   *
   * @throws InvalidInputError for a card whose JSON cannot be read.
   */
  async send(said: Activity, turn: Turn, addressee: Conversation): Promise<string> {
    turn.lease.refuseIfLost();
    refuseBrokenCards(said);
    const isLane = turn.lease.lane === conversationId(addressee);
    // What is sent after the turn may have to go to the conversation that its own has become part of since.
    const reading = this.#latest(isLane && !turn.lease.isOver ? turn.window : undefined, addressee);
    const found = reading instanceof Promise ? await reading : reading;
    const isElsewhere = isMoved(found) || (!isLane && found?.joined !== undefined);
    const conversation = isElsewhere ? await this.#deps.links.resolve(addressee) : addressee;
    const known = isElsewhere ? await this.#deps.tracker.read(conversation) : found;
    const window = turn.isHandBack ? withoutDesk(known) : known;
    const lane = conversationId(conversation);
    const isOwn = turn.lease.lane === lane;
    const given = isDesk(said)
      ? asSaidByDesk(said, this.#isOpen(window))
      : turn.isAnswer && isOwn
        ? said
        : asProactive(said);
    if (isOwn) turn.window = window;
    // A template was to take the message's place, and the person has written since.
    const activity = this.#isOpen(window) ? (originalOf(given) ?? given) : given;
    // Activities sent around the middleware pipeline do not have an id yet.
    const id = intentOf(activity).id ?? turn.nextMessageId();
    let rendered: Rendered | undefined = isLong(activity) ? await renderInTurns(activity) : undefined;
    const whole = () => {
      rendered ??= render(activity);
      return rendered;
    };
    // A message that is sent after the turn's end is not part of the turn.
    const lease = turn.lease.isOver && !turn.lease.isLost ? new Lease({ lane: turn.lease.lane }) : turn.lease;
    const { notification } = turn;
    const isLate = lease !== turn.lease;
    const hold = async (held: HeldBack) => {
      const message = { id, activity: originalOf(given) ?? given, notification };
      await this.#deps.holds.add(conversation, message, held, lease);
      const { conversationType, reason } = held.decision;
      turn.sent.push({ id, sentAs: 'text', conversationType, reason, parts: [], isHeld: true });
      return id;
    };
    // Only the latest of what is said under a key is told.
    const supersede = async () => {
      const key = holdingOf(intentOf(activity))?.key;
      if (key !== undefined) await this.#deps.holds.supersede(conversation, key, { id }, lease);
    };
    let isHeld = false;
    // Nothing newer leaves before what waits.
    const isBehind = isOwn ? turn.outbox > 0 : (window?.outbox ?? 0) > 0;
    const wait = async (obstacle: Pick<NotTaken, 'message' | 'notBefore'>) => {
      const unsent = { id, activity: saidAs(given), notification };
      await this.#deps.outbox.add(conversation, unsent, obstacle, lease, window);
      await supersede();
      if (isOwn) turn.outbox += 1;
      // What may have left before the answer was lost is not always a text.
      const sentAs = (await this.#deps.ledger.getIn(lease, id))?.sentAs ?? 'text';
      const type = conversationType(this.#isOpen(window) ? 'open' : 'closed', intentOf(activity).topic);
      turn.sent.push({ id, sentAs, conversationType: type, reason: obstacle.message, parts: [id], isWaiting: true });
      return id;
    };
    try {
      const message = { activity, id, conversation, lease, notification, pieces: () => whole().pieces };
      if (isBehind) {
        await this.#deps.sender.refuseDenied(message, window);
        const reason = 'Waits behind earlier messages to the person.';
        const draft = { id, message: id, conversation: lane, sentAs: 'text', notification } as const;
        lease.stage(this.#deps.ledger.waitingWrite(draft, { description: reason }));
        return await wait({ message: reason, notBefore: undefined });
      }
      const { window: changed, said: again, ...sent } = await this.#deps.sender.send(message, window);
      turn.sent.push(sent);
      await supersede();
      if (isOwn && changed) turn.window = changed;
      const { choices } = again ? render(again) : sent.sentAs === 'template' ? { choices: [] } : whole();
      if (choices.length > 0) {
        turn.hasOffered = true;
        lease.stage(this.#deps.offered.replaceWrite(lane, choices));
      }
      return sent.parts[0] ?? '';
    } catch (error) {
      if (error instanceof NotTaken) return await wait(error);
      if (!(error instanceof HeldBack)) throw error;
      isHeld = true;
      return await hold(error);
    } finally {
      if (isLate) await this.#deps.ledger.write(lease.take());
      if (isLate && isHeld) await this.#deps.holds.wake(conversation);
    }
  }

  /**
   * The record as it is now. Of a store that several processes share, an open window is not read again here: the commit
   * before each request looks at it.
   */
  #latest(known: WindowRecord | undefined, conversation: Conversation) {
    if (known && this.#isOpen(known) && this.#deps.isShared) return known;
    return this.#deps.tracker.read(conversation);
  }

  #isOpen(window: WindowRecord | undefined): boolean {
    return windowState(window, this.#deps.clock.now(), this.#deps.policy.marginMs).state === 'open';
  }

  /**
   * Sends a message that has waited: judged anew, by the window as it is now. Resolves also with whether it offers
   * choices.
   */
  async sendAgain(
    conversation: Conversation,
    { id, activity: said, notification }: Pick<Unsent, 'id' | 'activity' | 'notification'>,
    lease: Lease,
  ): Promise<{ sent: Delivered; hasOffered: boolean }> {
    const window = await this.#deps.tracker.read(conversation);
    const activity = isDesk(said) ? asSaidByDesk(said, this.#isOpen(window)) : said;
    const whole = isLong(activity) ? await renderInTurns(activity) : render(activity);
    const message = { activity, id, conversation, lease, notification, pieces: () => whole.pieces };
    const sent = await this.#deps.sender.send(message, window);
    const hasOffered = sent.sentAs === 'text' && whole.choices.length > 0;
    if (hasOffered) lease.stage(this.#deps.offered.replaceWrite(conversationId(conversation), whole.choices));
    return { sent, hasOffered };
  }
}

function withoutDesk(window: WindowRecord | undefined): WindowRecord | undefined {
  if (!window?.desk) return window;
  const { desk: _, ...rest } = window;
  return rest;
}

/** Whether a human says it. */
function isDesk(activity: Activity): boolean {
  return intentOf(activity).desk !== undefined;
}
