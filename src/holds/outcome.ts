import { type Conversation, lastFour } from '../core/conversation.js';
import type { ChannelEvent, Observer } from '../core/observe.js';

/** What has happened to a held message, or for it. */
export type HoldOutcome = Extract<ChannelEvent, { kind: 'hold' }>['outcome'];

/** How a held message ends without being sent. */
export type HoldEnd = Extract<HoldOutcome, 'superseded' | 'cancelled' | 'expired' | 'stopped'>;

export function tellOutcome(observe: Observer | undefined, { person }: Conversation, outcome: HoldOutcome): void {
  observe?.({ kind: 'hold', outcome, person: lastFour(person) });
}
