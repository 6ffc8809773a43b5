import { conversationOf } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import { render } from '../render/render.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import { awaitArrivals, hasArrived } from './recover.js';
import type { Sender } from './send.js';

export interface ReplaceDeps {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly sender: Sender;
  /** How long the other parts of the message may take to fail or to arrive, in ms. */
  readonly unknownWaitMs: number;
}

/**
 * The provider accepted a part and reported afterwards that the window was closed. The window counts as closed from
 * then on, and the message is sent once as its template, if it has one: but not if other parts of it have arrived,
 * because the person would read them and the template.
 *
 * @throws The same errors as `Sender.send`.
 */
export async function replaceRefused(
  part: Part,
  lease: Lease,
  { ledger, tracker, sender, unknownWaitMs }: ReplaceDeps,
  toldAt: number | undefined,
): Promise<void> {
  const conversation = conversationOf(part.conversation);
  if (!conversation || part.sentAs === 'template') return;
  await tracker.recordRefusal(conversation, part.at, { heardAt: part.heardAt, toldAt });
  const parts = await awaitArrivals(part.message, ledger, unknownWaitMs);
  if (parts.some(hasArrived)) return;
  const original = parts.find(({ id }) => id === part.message)?.original;
  if (!original) return;
  const activity = { type: 'message', ...original };
  const { message: id, notification } = part;
  const pieces = () => render(activity).pieces;
  // No window is given: the message has had its free-form try, even if the person has written since.
  await sender.send({ activity, id, conversation, lease, notification, pieces, wasFreeForm: true }, undefined);
}
