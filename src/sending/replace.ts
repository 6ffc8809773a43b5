import { conversationOf } from '../core/conversation.js';
import { StoreError } from '../core/errors.js';
import type { WindowTracker } from '../window/tracker.js';
import type { Ledger, Part } from './ledger.js';
import type { Sender } from './send.js';

/**
 * The provider found the window closed where we had not, and said so after it had accepted the part: the window counts
 * as closed from then on, and the same message goes out once as its template, where it has one. What becomes of the
 * template stands in the ledger; only the store's own failure is thrown.
 */
export async function replaceRefused(
  part: Part,
  { ledger, tracker, sender }: { ledger: Ledger; tracker: WindowTracker; sender: Sender },
): Promise<void> {
  const conversation = conversationOf(part.conversation);
  if (!conversation || part.sentAs === 'template') return;
  await tracker.recordRefusal(conversation, part.at);
  const { said } = (await ledger.get(part.message)) ?? {};
  if (!said) return;
  try {
    // No window at all: even if the person has written in between, the message has had its free-form try.
    await sender.send({ type: 'message', ...said }, part.message, conversation, undefined);
  } catch (error) {
    if (error instanceof StoreError) throw error;
  }
}
