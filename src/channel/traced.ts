import { z } from 'zod';
import { conversationOf, lastFour } from '../core/conversation.js';
import type { Tracing } from '../core/tracing.js';
import type { LaneItem } from '../store/lanes.js';
import { ownPayload, payloadOf } from './payload.js';

const carried = z.object({ traceparent: z.string() });

/** The items, each with the trace of the calling code, which its turn goes on with in whatever process it runs. */
export function carrying(items: readonly LaneItem[], tracing: Tracing | undefined): readonly LaneItem[] {
  const traceparent = tracing?.carry();
  if (traceparent === undefined) return items;
  return items.map((item) => ({ ...item, payload: ownPayload({ ...payloadOf(item.payload), traceparent }) }));
}

/** Runs an item of a lane as a span of the trace that it carries. */
export function tracedItem(item: LaneItem, tracing: Tracing | undefined, work: () => Promise<void>): Promise<void> {
  if (!tracing) return work();
  const { kind } = payloadOf(item.payload);
  const traceparent = carried.safeParse(item.payload).data?.traceparent;
  return tracing.span({ operation: 'process', kind, business: businessOf(item.lane), traceparent }, work);
}

/** The last four digits of a lane's business number. */
export function businessOf(lane: string): string {
  return lastFour(conversationOf(lane)?.business ?? '');
}
