import type { Channel } from '../channel/channel.js';
import type { Addressed } from '../core/conversation.js';
import type { HostContext } from './context.js';
import { conversationIn, type HostReference } from './continuation.js';
import type { OutgoingEventHandler } from './outgoing.js';
import type { LogicOf, TurnRunner } from './runner.js';

/** What stands behind an adapter. */
export interface Inside<Context extends HostContext> {
  readonly channel: Channel<LogicOf<Context>>;
  readonly runner: TurnRunner<Context>;
  onEvent: OutgoingEventHandler | undefined;
}

const insides = new WeakMap<object, object>();

export function inside<Context extends HostContext>(adapter: object): Inside<Context> {
  return insides.get(adapter) as Inside<Context>;
}

export function putInside<Context extends HostContext>(adapter: object, made: Inside<Context>): void {
  insides.set(adapter, made);
}

/** The conversation of a reference, as the adapter's numbers are written. @throws InvalidInputError */
export function conversationOf(adapter: object, reference: HostReference | null | undefined): Addressed {
  const { numbers } = inside(adapter).channel;
  return conversationIn(reference, (business) => numbers.ours(business));
}
