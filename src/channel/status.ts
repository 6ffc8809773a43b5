import { isFormRefusal, isWindowRefusal, stateOf } from '../clickatell/verdict.js';
import { type Conversation, conversationOf, lastFour } from '../core/conversation.js';
import { StoreError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import { Turn } from '../core/turn.js';
import type { Logic, RunTurn } from '../hosts/botbuilder/run.js';
import { toStatusActivity } from '../inbound/activity.js';
import { type InboundStatus, itemId } from '../inbound/event.js';
import type { Ledger, Part } from '../sending/ledger.js';
import { replaceRefused } from '../sending/replace.js';
import type { Sender } from '../sending/send.js';
import type { LaneItem } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';

export interface StatusRooms {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly sender: Sender;
  readonly run: RunTurn;
  readonly observe?: Observer | undefined;
}

/**
 * Takes in a status. The ledger hears of it at once, for a turn that waits for it may be under way; what somebody asked
 * for, or what wants an act, becomes an item of the lane of the conversation that the part belongs to.
 */
export async function takeStatus(
  event: InboundStatus,
  wanted: boolean,
  { ledger, observe }: StatusRooms,
): Promise<LaneItem | undefined> {
  const { messageId, clientMessageId, status } = event;
  const state = stateOf(status, event.statusCode);
  if (!state) return undefined;
  const part = await ledger.apply({
    state,
    messageId,
    ...(clientMessageId !== undefined && { clientMessageId }),
    ...(state === 'failed' && { error: errorOf(event) }),
  });
  const person = part && conversationOf(part.conversation)?.person;
  observe?.({ kind: 'status', status, ...(person !== undefined && { person: lastFour(person) }) });
  const wantsAct = state === 'failed' && (isWindowRefusal(errorOf(event)) || hasPlainWords(part, event));
  if (!part || !(wanted || wantsAct)) return undefined;
  return { id: itemId(event), lane: part.conversation, payload: event };
}

/** Acts on a status in its lane, and tells the handler that asked for statuses. */
export async function performStatus(
  event: InboundStatus,
  lane: string,
  handler: Logic | undefined,
  rooms: StatusRooms,
): Promise<void> {
  if (isWindowRefusal(errorOf(event))) {
    const part = await rooms.ledger.find(event);
    if (part?.state === 'failed') await replaceRefused(part, rooms);
  }
  const conversation = conversationOf(lane);
  if (conversation && isFormRefusal(errorOf(event))) await sayPlainly(event, conversation, rooms);
  if (handler && conversation) await rooms.run(toStatusActivity(event, conversation), new Turn(itemId(event)), handler);
}

function errorOf({ status, statusCode }: InboundStatus) {
  return { ...(statusCode !== undefined && { code: statusCode }), description: status };
}

/** What becomes of the plain words stands in the ledger; only the store's own failure is thrown. */
async function sayPlainly(
  event: InboundStatus,
  conversation: Conversation,
  { ledger, sender, tracker }: StatusRooms,
): Promise<void> {
  const part = await ledger.find(event);
  if (part?.state !== 'failed' || part.instead === undefined) return;
  await sender.inPlainWords(part, conversation, await tracker.read(conversation)).catch(onlyOfStore);
}

/** Whether the part can go out in plain words, now that it was not taken for what it is. */
function hasPlainWords(part: Part | undefined, event: InboundStatus): boolean {
  return part?.instead !== undefined && isFormRefusal(errorOf(event));
}

function onlyOfStore(error: unknown): void {
  if (error instanceof StoreError) throw error;
}
