import type { Clock } from '../core/clock.js';
import { addressed, conversationOf } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import { render } from '../render/render.js';
import { type WindowPolicy, windowState } from '../window/decide.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import { againId, isAgain } from './partIds.js';
import { awaitArrivals, hasArrived } from './recover.js';
import type { Delivered, Sender } from './send.js';

export interface ReplaceDeps {
  readonly clock: Clock;
  readonly policy: WindowPolicy;
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly sender: Sender;
  /** How long the other parts of the message may take to fail or to arrive, in ms. */
  readonly unknownWaitMs: number;
}

/**
 * The provider accepted a part and reported afterwards that the window was closed. The window counts as closed from
 * then on, unless the person has written since the part left: then the message is sent once more as it is. Otherwise it
 * is sent once as its template, if it has one, or held. Nothing is sent if other parts of it have arrived, because the
 * person would read them twice. Resolves with how it was sent once more as it is, if it was.
 *
 * @throws The same errors as `Sender.send`.
 */
export async function replaceRefused(
  part: Part,
  lease: Lease,
  { ledger, tracker, sender, unknownWaitMs, clock, policy }: ReplaceDeps,
  toldAt: number | undefined,
): Promise<Delivered | undefined> {
  // The part's own conversation may have become part of this one.
  const conversation = conversationOf(lease.lane);
  if (!conversation || part.sentAs === 'template') return undefined;
  const window = await tracker.recordRefusal(conversation, part.at, { heardAt: part.heardAt, toldAt });
  // The refusal was known before: the turn that sent the message was told, or the status comes once more.
  if (!lease.mayHaveRun && (await ledger.get(againId(part.message)))) return undefined;
  const parts = await awaitArrivals(part.message, ledger, unknownWaitMs);
  if (parts.some(hasArrived)) return undefined;
  const original = parts.find(({ id }) => id === part.message)?.original;
  if (!original) return undefined;
  const activity = { type: 'message', ...original };
  const { message: id, notification } = part;
  const pieces = () => render(activity).pieces;
  const message = { activity, id, conversation: addressed(conversation, window), lease, notification, pieces };
  const isOpen = windowState(window, clock.now(), policy.marginMs).state === 'open';
  if (isOpen && !isAgain(id)) {
    // The turn that said it may have found the window closed itself, and sent the template before the person wrote.
    const tries = await ledger.templatesOf(id, lease);
    if (tries.some(({ state }) => state !== 'failed')) return undefined;
    return sender.again(message, window);
  }
  // No window is given: the message has had its free-form try.
  const sent = await sender.send({ ...message, wasFreeForm: true }, undefined);
  return sent.said ? sent : undefined;
}
