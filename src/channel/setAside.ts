import { randomUUID } from 'node:crypto';
import { stateOf } from '../clickatell/verdict.js';
import { TurnCrashedError, TurnTimeoutError } from '../core/errors.js';
import type { Write } from '../core/write.js';
import type { Holds } from '../holds/holds.js';
import { opensWindow } from '../inbound/event.js';
import type { Aftermath, LaneItem } from '../store/lanes.js';
import { parseNotification } from './notification.js';
import type { Notifications } from './notifications.js';
import type { Outbox } from './outbox.js';
import { ownPayload, type Payload, payloadOf } from './payload.js';

export interface AftermathDeps {
  readonly notifications: Pick<Notifications, 'asideWrite' | 'asideNowWrite'>;
  readonly outbox: Pick<Outbox, 'stuckWrite'>;
  readonly holds: Pick<Holds, 'stuckWrite'>;
}

/**
 * What follows when an item becomes a dead letter, so that whatever it was busy with ends, or waits and is tried: a
 * notification that it carries has failed; what waits in the outbox or is held goes on without the message that ended
 * the turn; what was being sent in the place of a refused part has failed.
 */
export function aftermath(item: LaneItem, error: Error, { notifications, outbox, holds }: AftermathDeps): Aftermath {
  const payload = payloadOf(item.payload);
  const { lane } = item;
  const { message: reason } = error;
  // One that took too long says little of the message that it was busy with: the provider may be slow.
  const isStuck = !(error instanceof TurnTimeoutError);
  const next = (following: Payload, writes: readonly Write[] = []) => ({
    writes,
    items: [{ id: `after:${randomUUID()}`, lane, payload: ownPayload(following) }],
  });
  switch (payload.kind) {
    case 'notification':
      return { writes: [notifications.asideWrite(payload.id, item, error)] };
    case 'publication': {
      // It does next to nothing itself: more likely, the process died of something else, or the store was slow.
      const { failures = 0 } = payload;
      const isOther = error instanceof TurnCrashedError || error instanceof TurnTimeoutError;
      return isOther && failures < 3 ? next({ ...payload, failures: failures + 1 }) : {};
    }
    case 'follow-up':
      return { writes: [notifications.asideNowWrite(parseNotification(payload.notification), item, error)] };
    case 'outbox':
      // Nothing more can be done for an item that was to give up a message and could not.
      if (payload.goesOn) return {};
      return next({ kind: 'outbox', goesOn: true }, isStuck ? [outbox.stuckWrite(lane, reason)] : []);
    case 'holds':
      if (payload.goesOn) return {};
      return next({ kind: 'holds', tries: 0, goesOn: true }, isStuck ? [holds.stuckWrite(lane, reason)] : []);
    case 'status': {
      if (stateOf(payload.status, payload.statusCode) !== 'failed') return {};
      const { messageId, clientMessageId } = payload;
      return next({ kind: 'unreplaced', messageId, clientMessageId, reason });
    }
    case 'desk':
      // What waits is tried again, unless it is what ends the process.
      return error instanceof TurnCrashedError ? {} : next(payload);
    case 'unsent':
    case 'unreplaced':
    case 'handoff':
    case 'closing':
    case 'join':
    case 'consent':
      return {};
    default:
      // The person has written, and what is held for them has not left with their turn.
      return opensWindow(payload) ? next({ kind: 'holds', tries: 0 }) : {};
  }
}
