import { type Erasures, isBefore } from '../consent/erased.js';
import { conversationId } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import type { ClockSkew } from '../core/skew.js';
import type { Tracing } from '../core/tracing.js';
import type { Write } from '../core/write.js';
import { type Answer, answerOf } from '../inbound/answer.js';
import type { Authenticate } from '../inbound/authenticate.js';
import { type InboundMessage, type InboundStatus, itemId, opensWindow } from '../inbound/event.js';
import { type ParsedCallback, parseCallback } from '../inbound/parse.js';
import { type CallbackSource, receive } from '../inbound/receive.js';
import type { LaneItem } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import { isKeyword } from './consentChanges.js';
import type { Links } from './links.js';
import { ownPayload } from './payload.js';
import type { TakenStatus } from './status.js';

export interface CallbackDeps {
  readonly authenticate: Authenticate;
  /** Which of our numbers a message is for; `undefined` if it is for none of them. */
  readonly ours: (business: string) => string | undefined;
  readonly erasures: Pick<Erasures, 'ready' | 'read' | 'unlessErased'>;
  readonly tracker: WindowTracker;
  readonly links: Pick<Links, 'arrival'>;
  readonly skew: ClockSkew;
  readonly takeStatus: (event: InboundStatus) => Promise<TakenStatus>;
  /** The writes of a message that is a word such as STOP. Missing if the program does without consent. */
  readonly saidWrites?: ((message: InboundMessage) => Promise<Write[]> | undefined) | undefined;
  /** Writes that keep a message for the transcript. Missing if none is kept. */
  readonly heardWrites?: ((message: InboundMessage) => readonly Write[]) | undefined;
  readonly accept: (items: readonly LaneItem[], writes: readonly Write[]) => Promise<boolean[]>;
  readonly observe: Observer | undefined;
  readonly tracing: Tracing | undefined;
}

/** What became of a callback. */
export interface TakenCallback {
  readonly answer: Answer;
  /** The lanes of what it brought, new or not. */
  readonly lanes: readonly string[];
}

/**
 * Accepts a callback into the lanes. The answer is 200 once it is safely stored, otherwise an error that says why not.
 * Never rejects.
 */
export function takeCallback(
  source: CallbackSource,
  begin: (() => Promise<unknown>) | undefined,
  deps: CallbackDeps,
): Promise<TakenCallback> {
  const work = () => checkAndAccept(source, begin, deps);
  return deps.tracing ? deps.tracing.span({ operation: 'receive', callbacks: 1 }, work) : work();
}

async function checkAndAccept(
  source: CallbackSource,
  begin: (() => Promise<unknown>) | undefined,
  deps: CallbackDeps,
): Promise<TakenCallback> {
  const { authenticate, observe } = deps;
  const turnAway = (status: number, reason: string): TakenCallback => {
    observe?.({ kind: 'callback', status, accepted: 0, repeated: 0, passedOver: 0, reason });
    return { answer: answerOf(status, reason), lanes: [] };
  };

  try {
    if (begin) await begin();
    const received = await receive(source, authenticate);
    if (!received.ok) return turnAway(received.status, received.reason);
    return { lanes: await acceptCallbacks([received.value], deps), answer: answerOf(200) };
  } catch (error) {
    deps.tracing?.fail(error);
    observe?.({ kind: 'fault', where: 'callback', error: error instanceof Error ? error : new Error(String(error)) });
    return turnAway(503, 'The callback could not be stored: send it again.');
  }
}

/**
 * Accepts callbacks into the lanes, all in one commit. Resolves once they are safely stored, with the lanes of what they
 * brought.
 */
export async function acceptCallbacks(
  envelopes: readonly Record<string, unknown>[],
  deps: CallbackDeps,
): Promise<readonly string[]> {
  const preparing = deps.erasures.ready();
  if (preparing) await preparing;
  const taken = await Promise.all(envelopes.map((envelope) => take(parseCallback(envelope), deps)));
  const items = taken.flatMap((each) => each.items);
  const writes = taken.flatMap((each) => each.writes);
  const isNew = items.length + writes.length > 0 ? await deps.accept(items, writes) : [];

  let from = 0;
  for (const each of taken) {
    const accepted = isNew.slice(from, from + each.items.length).filter(Boolean).length;
    from += each.items.length;
    const { passedOver, reason } = each;
    const repeated = each.items.length - accepted + each.takenLongAgo;
    const counts = { accepted, repeated, passedOver };
    deps.observe?.({ kind: 'callback', status: 200, ...counts, ...(reason !== undefined && { reason }) });
  }
  return [...new Set(items.map(({ lane }) => lane))];
}

/** What one callback brings: items for the lanes, and writes that belong to them. */
async function take(
  { events, passedOver }: ParsedCallback,
  { ours, erasures, tracker, links, skew, takeStatus, saidWrites, heardWrites, observe }: CallbackDeps,
) {
  /** Also if all that was known of the person was erased since. */
  const wasTaken = async (message: InboundMessage, saidAt: number | undefined) => {
    if (await tracker.wasTakenLongAgo(message, message.messageId, message.timestamp)) return true;
    return saidAt !== undefined && isBefore(await erasures.read(message), saidAt);
  };
  const items: LaneItem[] = [];
  const writes: Write[] = [];
  let foreign = 0;
  let takenLongAgo = 0;
  for (const event of events) {
    skew.arrived(event.timestamp);
    if (event.kind === 'status') {
      const status = await takeStatus(event);
      writes.push(...status.writes);
      items.push(...status.items);
      continue;
    }
    const business = ours(event.business);
    if (business === undefined) {
      foreign += 1;
      continue;
    }
    const arrival = links.arrival(business === event.business ? event : { ...event, business }, false);
    let message = arrival instanceof Promise ? await arrival : arrival;
    if (saidWrites && isKeyword(message)) {
      // A STOP counts at once, also if it comes from a number whose messages are passed on later.
      message = await links.arrival(message, true);
      // And however late it comes, and no oftener than once.
      writes.push(...((await saidWrites(message)) ?? []));
    }
    const { person, sentFrom: address, alias, profileName, messageId, timestamp } = message;
    const saidAt = timestamp === undefined ? undefined : skew.ofProvider(timestamp);
    if (tracker.isOld(timestamp) && (await wasTaken(message, saidAt))) {
      takenLongAgo += 1;
      continue;
    }
    if (message.senderField !== undefined) observe?.({ kind: 'sender', field: message.senderField });
    items.push(itemOf(message));
    // First, because the next message of the alias may be accepted before the turn of this one.
    const own = alias === undefined ? [] : tracker.joinWrites(message, { business, person: alias }, true);
    if (opensWindow(message)) {
      own.push(tracker.inboundWrite({ business, person, address, profileName }, messageId, timestamp));
    }
    if (heardWrites) own.push(...heardWrites(message));
    writes.push(...erasures.unlessErased(message, saidAt, own));
  }
  const reason = passedOver[0]?.reason ?? (foreign > 0 ? 'not to one of our numbers' : undefined);
  return { items, writes, passedOver: passedOver.length + foreign, takenLongAgo, reason };
}

function itemOf(event: InboundMessage): LaneItem {
  return { id: itemId(event), lane: conversationId(event), payload: ownPayload(event) };
}
