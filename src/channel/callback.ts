import type { ServerResponse } from 'node:http';
import { conversationId } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import { type InboundMessage, type InboundStatus, itemId } from '../inbound/event.js';
import type { CallbackRequest } from '../inbound/read.js';
import { answer, receive } from '../inbound/receive.js';
import type { LaneItem } from '../store/lanes.js';

export interface CallbackRooms {
  /** Sees to it that turns run. */
  readonly begin: () => Promise<unknown>;
  readonly secret: string | undefined;
  readonly isOurs: (business: string) => boolean;
  readonly takeStatus: (event: InboundStatus) => Promise<LaneItem | undefined>;
  readonly accept: (items: readonly LaneItem[]) => Promise<boolean[]>;
  readonly observe: Observer | undefined;
}

/** Takes a callback into the lanes and answers it: 200 once it is safe, an error that says why where it is not. */
export async function takeCallback(
  request: CallbackRequest,
  response: ServerResponse,
  { begin, secret, isOurs, takeStatus, accept, observe }: CallbackRooms,
): Promise<void> {
  const tell = (
    status: number,
    counts: { accepted?: number; repeated?: number; passedOver?: number },
    reason?: string,
  ) =>
    observe?.({
      kind: 'callback',
      status,
      ...{ accepted: 0, repeated: 0, passedOver: 0, ...counts },
      ...(reason !== undefined && { reason }),
    });
  const turnAway = (status: number, reason: string) => {
    tell(status, {}, reason);
    answer(response, status, { error: reason });
  };

  try {
    await begin();
    const received = await receive(request, secret);
    if (!received.ok) return turnAway(received.status, received.reason);
    const { events, passedOver } = received.callback;
    const messages = events.filter((event) => event.kind !== 'status');
    const ours = messages.filter((event) => isOurs(event.business));
    const statuses = await Promise.all(events.filter((event) => event.kind === 'status').map(takeStatus));
    const items = [...ours.map(itemOf), ...statuses.filter((item) => item !== undefined)];
    const isNew = items.length > 0 ? await accept(items) : [];

    const accepted = isNew.filter(Boolean).length;
    const foreign = messages.length - ours.length;
    const reason = passedOver[0]?.reason ?? (foreign > 0 ? 'not to one of our numbers' : undefined);
    tell(200, { accepted, repeated: items.length - accepted, passedOver: passedOver.length + foreign }, reason);
    answer(response, 200, {});
  } catch (error) {
    observe?.({ kind: 'fault', where: 'callback', error: error instanceof Error ? error : new Error(String(error)) });
    turnAway(503, 'The callback could not be stored: send it again.');
  }
}

function itemOf(event: InboundMessage): LaneItem {
  return { id: itemId(event), lane: conversationId(event), payload: event };
}
