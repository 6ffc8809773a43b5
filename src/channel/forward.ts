import { conversationId, conversationOf, type WindowRecord } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Write } from '../core/write.js';
import { type InboundMessage, opensWindow } from '../inbound/event.js';
import type { LaneItem, Lanes } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import { type Links, movedTo } from './links.js';
import type { Notifications } from './notifications.js';
import type { Outbox } from './outbox.js';
import { ownPayload, type Payload, payloadOf } from './payload.js';

export interface ForwardDeps {
  readonly links: Links;
  readonly tracker: WindowTracker;
  readonly lanes: Pick<Lanes, 'accept'>;
  readonly outbox: Pick<Outbox, 'movedWrites'>;
  readonly notifications: () => Pick<Notifications, 'movedWrite'>;
  /** See `CallbackDeps.saidWrites`. */
  readonly saidWrites?: ((message: InboundMessage) => Promise<Write[]> | undefined) | undefined;
}

/**
 * Passes an item on to the lane of the person whose conversation this one has become part of. Its id there is made of
 * its id here, so that it is one item however often it is passed on.
 */
export async function forward(
  item: LaneItem,
  lease: Lease,
  window: WindowRecord | undefined,
  { links, tracker, lanes, outbox, notifications, saidWrites }: ForwardDeps,
): Promise<void> {
  const from = conversationOf(lease.lane);
  if (!from) return;
  const { business, person } = await links.resolve(from);
  const to = { business, person };
  const payload = payloadOf(item.payload);
  const lane = conversationId(to);
  const id = `joined:${item.id}`;
  const writes: Write[] = [];
  let next: Payload = payload;
  switch (payload.kind) {
    case 'notification':
      writes.push(notifications().movedWrite(payload.id, item, { id, lane }));
      break;
    case 'unsent':
      writes.push(...outbox.movedWrites(payload.unsent, lease.lane, lane));
      break;
    case 'follow-up':
    case 'outbox':
    case 'holds':
    case 'closing':
    case 'unreplaced':
    case 'status':
    case 'join':
    case 'consent':
    case 'handoff':
    case 'desk':
    case 'publication':
      break;
    default: {
      const message = movedTo(person, payload);
      next = message;
      const { messageId, timestamp, profileName, sentFrom: address } = message;
      const said = saidWrites?.(message);
      if (said) writes.push(...(await said));
      if (opensWindow(message)) {
        writes.push(tracker.inboundWrite({ ...to, address, profileName }, messageId, timestamp));
      }
    }
  }
  // Somebody who could not know yet may have left something here since.
  const isLeft = window?.held !== undefined || window?.outbox !== undefined || payload.kind === 'consent';
  const again = isLeft ? [links.item(to, from.person, { isLeft }, `after:${item.id}`)] : [];
  await lanes.accept([...again, { id, lane, payload: ownPayload(next) }], writes);
}
