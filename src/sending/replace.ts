import { conversationOf } from '../core/conversation.js';
import { StoreError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import { render } from '../render/render.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import type { Sender } from './send.js';

/**
 * The provider found the window closed where we had not, and said so after it had accepted the part: the window counts
 * as closed from then on, and the same message goes out once as its template, if it has one. The ledger keeps what
 * becomes of the template; only the store's own failure is thrown.
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
    // No window at all: even if the person has written in between, the message has had its free-form try.
    await sender.send({ activity, id: part.message, conversation, lease, pieces, wasFreeForm: true }, undefined);
  } catch (error) {
    if (error instanceof StoreError) throw error;
  }
}
