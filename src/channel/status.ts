import { isFormRefusal, isWindowRefusal, stateOf } from '../clickatell/verdict.js';
import { type Conversation, conversationOf, lastFour } from '../core/conversation.js';
import { StoreError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import { toStatusActivity } from '../inbound/activity.js';
import { type InboundStatus, itemId } from '../inbound/event.js';
import { advance, type Ledger, type Part } from '../sending/ledger.js';
import { replaceRefused } from '../sending/replace.js';
import type { Sender } from '../sending/send.js';
import type { LaneItem } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import { ownPayload } from './payload.js';
import type { TurnPort } from './port.js';

export interface StatusDeps<Logic> {
  readonly ledger: Ledger;
  readonly tracker: WindowTracker;
  readonly sender: Sender;
  readonly port: TurnPort<Logic>;
  readonly observe?: Observer | undefined;
  /** Takes in status events again, now that it is known to which part they belong. */
  readonly onEarly: (part: string, events: readonly unknown[]) => void;
}

/** What a status comes to: writes for the ledger, and an item for the lane if somebody has to act. */
export interface TakenStatus {
  readonly writes: readonly Write[];
  readonly item?: LaneItem;
}

/**
 * Takes in a status. The ledger has it at once, because a turn that waits for it may be under way; what somebody asked
 * for, or what needs an action, becomes an item of the lane of the conversation that the part belongs to.
 */
export async function takeStatus(
  event: InboundStatus,
  isWanted: boolean,
  { ledger, observe, onEarly }: Pick<StatusDeps<never>, 'ledger' | 'observe' | 'onEarly'>,
): Promise<TakenStatus> {
  const { messageId, clientMessageId, status } = event;
  const state = stateOf(status, event.statusCode);
  if (!state) return { writes: [] };
  const found = await ledger.find({ messageId, ...(clientMessageId !== undefined && { clientMessageId }) });
  const person = found && conversationOf(found.conversation)?.person;
  observe?.({ kind: 'status', status, ...(person !== undefined && { person: lastFour(person) }) });
  // One that nobody knows yet may be quicker than the provider's answer to our request.
  if (!found) return { writes: [ledger.earlyWrite(messageId, event, (part) => onEarly(part, [event]))] };
  const error = errorOf(event);
  const partStatus = { state, messageId, ...(state === 'failed' && { error }) };
  const part = advance(found, state, partStatus.error);
  const writes = [ledger.statusWrite(part.id, partStatus)];
  const needsAction = state === 'failed' && (isWindowRefusal(error) || hasFallback(part, event));
  if (!isWanted && !needsAction) return { writes };
  return { writes, item: { id: itemId(event), lane: part.conversation, payload: ownPayload(event) } };
}

/** Acts on a status in its lane, and calls the handler that asked for statuses. */
export async function performStatus<Logic>(
  event: InboundStatus,
  lease: Lease,
  handler: Logic | undefined,
  deps: StatusDeps<Logic>,
): Promise<void> {
  const conversation = conversationOf(lease.lane);
  if (!conversation) return;
  const error = errorOf(event);
  if (isWindowRefusal(error) || isFormRefusal(error)) {
    const part = await deps.ledger.find(event);
    if (part?.state === 'failed' && isWindowRefusal(error)) await replaceRefused(part, lease, deps);
    if (part?.state === 'failed' && isFormRefusal(error)) await fallBack(part, conversation, lease, deps);
  }
  if (handler === undefined) return;
  const turn = new Turn(itemId(event), lease, await deps.tracker.read(conversation));
  await deps.port.run(toStatusActivity(event, conversation), turn, handler);
}

function errorOf({ status, statusCode }: InboundStatus) {
  return { ...(statusCode !== undefined && { code: statusCode }), description: status };
}

/** The ledger keeps what becomes of the fallback text; only the store's own failure is thrown. */
async function fallBack(
  part: Part,
  conversation: Conversation,
  lease: Lease,
  { sender, tracker }: Pick<StatusDeps<never>, 'sender' | 'tracker'>,
): Promise<void> {
  if (part.fallbackText === undefined) return;
  const { state: _, at: __, ...draft } = part;
  await sender.fallBack(draft, conversation, lease, await tracker.read(conversation)).catch((error: unknown) => {
    if (error instanceof StoreError) throw error;
  });
}

/** Whether the part can go out as its fallback text, now that it was not taken for what it is. */
function hasFallback(part: Part, event: InboundStatus): boolean {
  return part.fallbackText !== undefined && isFormRefusal(errorOf(event));
}
