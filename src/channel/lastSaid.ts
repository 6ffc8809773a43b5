import { type Conversation, conversationId } from '../core/conversation.js';
import type { DeskMessage } from '../handoff/record.js';
import { wordsOf } from '../handoff/words.js';
import type { Transcripts } from '../transcripts/transcripts.js';

/** How many messages a human sees of what was said before. */
const mostBefore = 20;

/** What was said last in the conversations of a person, as far as they have seen it. */
export async function lastSaid(transcripts: Transcripts, all: readonly Conversation[]): Promise<DeskMessage[]> {
  const found: DeskMessage[] = [];
  for await (const { id, at, from = 'bot', activity, outcome } of transcripts.read(all.map(conversationId), {
    isBackwards: true,
  })) {
    if (outcome && outcome.state !== 'sent') continue;
    const said = wordsOf(activity);
    if (said.text !== '' || said.attachments) found.push({ id, at, from, ...said });
    if (found.length >= mostBefore) break;
  }
  return found.reverse();
}
