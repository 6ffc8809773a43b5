import { conversationOf } from '../core/conversation.js';
import { StoreError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import { render } from '../render/render.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import type { Sender } from './send.js';

/**
 * The provider accepted a part and reported afterwards that the window was closed. The window counts as closed from
 * then on, and the message is sent once as its template, if it has one. The template's outcome is in the ledger; only
 * errors of the store are thrown.
 */
export async function replaceRefused(
  part: Part,
  lease: Lease,
  { ledger, tracker, sender }: { ledger: Ledger; tracker: WindowTracker; sender: Sender },
): Promise<void> {
  const conversation = conversationOf(part.conversation);
  if (!conversation || part.sentAs === 'template') return;
  await tracker.recordRefusal(conversation, part.at);
  const { original } = (await ledger.get(part.message)) ?? {};
  if (!original) return;
  const activity = { type: 'message', ...original };
  const pieces = () => render(activity).pieces;
  try {
    // No window is given: the message has had its free-form try, even if the person has written since.
    await sender.send({ activity, id: part.message, conversation, lease, pieces, wasFreeForm: true }, undefined);
  } catch (error) {
    if (error instanceof StoreError) throw error;
  }
}
