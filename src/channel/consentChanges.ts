import { randomUUID } from 'node:crypto';
import type { OptOut } from '../clickatell/verdict.js';
import type { ConsentBook } from '../consent/book.js';
import type { Erasures } from '../consent/erased.js';
import type { ConsentGate } from '../consent/gate.js';
import {
  type ConsentChange,
  type ConsentEvent,
  type ConsentRecord,
  inForce,
  mostSubscriptions,
} from '../consent/record.js';
import type { TopicCatalog } from '../consent/topics.js';
import { keywordIn, type SaidKeyword } from '../consent/words.js';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, lastFour } from '../core/conversation.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { referenceFor } from '../core/reference.js';
import type { ClockSkew } from '../core/skew.js';
import { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { Holds } from '../holds/holds.js';
import type { InboundMessage } from '../inbound/event.js';
import type { Ledger } from '../sending/ledger.js';
import type { LaneItem } from '../store/lanes.js';
import { latestAlert, type WindowTracker } from '../window/tracker.js';
import type { FollowUps } from './followUps.js';
import type { Outbox } from './outbox.js';
import { type ConsentPayload, ownPayload } from './payload.js';
import type { TurnPort } from './port.js';

/** The `value` of the event `clickatell/consent`. */
export interface ConsentChanged {
  /** What has changed, in order. */
  readonly changes: readonly Pick<ConsentEvent, 'at' | 'change' | 'topic' | 'source'>[];
}

export interface ConsentChangesDeps<Logic> {
  readonly book: ConsentBook;
  readonly erasures: Pick<Erasures, 'ready'>;
  readonly gate: ConsentGate;
  readonly topics: TopicCatalog;
  readonly clock: Clock;
  readonly tracker: WindowTracker;
  readonly skew: Pick<ClockSkew, 'ofProvider'>;
  readonly ledger: Pick<Ledger, 'find'>;
  readonly holds: Pick<Holds, 'dropDenied' | 'wake'>;
  readonly outbox: Pick<Outbox, 'dropDenied'>;
  readonly followUps: () => Pick<FollowUps, 'dropDenied'>;
  readonly port: Pick<TurnPort<Logic>, 'run'>;
  readonly observe?: Observer | undefined;
}

/** What a person's message says of their consent, if it is a word such as STOP. */
export interface SaidOfConsent {
  /** What it has changed; nothing if the same was said before. */
  readonly events: readonly ConsentEvent[];
}

/** A keyword, and the words of the message that it is. */
type Said = SaidKeyword & { readonly words: string };

/** Takes in what changes a person's consent, and does what follows from it in the conversation's lane. */
export class ConsentChanges<Logic> {
  readonly #deps: ConsentChangesDeps<Logic>;
  #handler: Logic | undefined;

  constructor(deps: ConsentChangesDeps<Logic>) {
    this.#deps = deps;
  }

  /** Runs the handler after each change, in a turn of its own. */
  on(handler: Logic): void {
    this.#handler = handler;
  }

  /**
   * The writes of a person's STOP or START (`undefined` for anything else), for the commit in which their message is
   * accepted: from then on nothing leaves that they did not ask for. To be evaluated before the message counts for the
   * window.
   */
  saidWrites(message: InboundMessage): Promise<Write[]> | undefined {
    const said = keywordOf(message);
    return said && this.#saidWrites(message, said);
  }

  async #saidWrites(message: InboundMessage, said: Said): Promise<Write[]> {
    const { book, erasures, tracker, ledger, skew } = this.#deps;
    const { messageId, relatedMessageId, relatedClientMessageId, timestamp: at } = message;
    const quoted =
      relatedMessageId === undefined && relatedClientMessageId === undefined
        ? undefined
        : await ledger.find({
            messageId: relatedMessageId ?? '',
            ...(relatedClientMessageId !== undefined && { clientMessageId: relatedClientMessageId }),
          });
    let alert: string | undefined;
    const { business, person, alias } = message;
    // An alert to the person's other id may not be known under this one yet.
    const ids = alias === undefined ? [person] : [person, alias];
    const looks = ids.map((id) =>
      tracker.peekWrite({ business, person: id }, (window) => {
        const latest = latestAlert(window, at === undefined ? at : skew.ofProvider(at));
        if (id === person) alert = quoted ? quoted.topic : latest;
        else if (!quoted) alert ??= latest;
      }),
    );
    const preparing = erasures.ready();
    if (preparing) await preparing;
    const windowAt = at === undefined ? undefined : skew.ofProvider(at);
    return [...looks, ...book.saidWrites(message, { ...said, message: messageId, at, windowAt }, () => alert)];
  }

  /** What the message has said of the person's consent; `undefined` if it is for the bot. */
  saidIn(message: InboundMessage): Promise<SaidOfConsent | undefined> | undefined {
    const said = keywordOf(message);
    return said && this.#saidIn(message, said);
  }

  async #saidIn(message: InboundMessage, said: Said): Promise<SaidOfConsent | undefined> {
    const events = await this.#eventsOf(message, message.messageId);
    // START means nothing to us if there is nothing to take back.
    return said.keyword === 'stop' || events.length > 0 ? { events } : undefined;
  }

  /**
   * The writes for what the provider tells of a person, and the item that does what follows. `toldAt`: by the provider's
   * clock, in epoch ms.
   */
  provider(
    conversation: Conversation,
    change: OptOut,
    { message, toldAt }: { readonly message: string; readonly toldAt?: number | undefined },
  ): { readonly writes: readonly Write[]; readonly item: LaneItem } {
    const now = this.#deps.clock.now();
    const at = Math.min(toldAt ?? now, now);
    const writes = this.#deps.book.changeWrites(conversation, change, { at, source: 'provider', message });
    return { writes, item: itemOf(conversation, message) };
  }

  /** Whether anything follows from changes of this kind, besides that they are counted. */
  hasMore(changes: readonly ConsentChange[]): boolean {
    return this.#handler !== undefined || changes.some((change) => change !== 'signed-up');
  }

  /** What follows from a change, in the conversation's lane. */
  async perform({ message }: ConsentPayload, conversation: Conversation, lease: Lease): Promise<void> {
    const { holds, tracker } = this.#deps;
    await this.drop(conversation, lease);
    // If they take our messages again, they can be asked to answer.
    if ((await tracker.read(conversation))?.held !== undefined) await holds.wake(conversation);
    await this.tell(conversation, await this.#eventsOf(conversation, message), lease, message);
  }

  /** What a message has changed. */
  async #eventsOf(conversation: Conversation, message: string): Promise<readonly ConsentEvent[]> {
    const record = await this.#deps.book.read(conversation);
    return record?.history.filter((event) => event.message === message) ?? [];
  }

  /**
   * Drops what is held, waits or is scheduled and not allowed any more. Resolves with how many messages still wait in the
   * outbox: answers.
   */
  async drop(conversation: Conversation, lease: Lease): Promise<number> {
    const { holds, outbox, followUps } = this.#deps;
    await holds.dropDenied(conversation, lease);
    await followUps().dropDenied(conversation, lease);
    return outbox.dropDenied(conversation, lease);
  }

  /** Tells the bot, in a turn of its own. */
  async tell(
    conversation: Conversation,
    events: ConsentChanged['changes'],
    lease: Lease,
    cause: string,
  ): Promise<void> {
    const { port, tracker, observe } = this.#deps;
    const person = lastFour(conversation.person);
    const changes = events.map(({ at, change, topic, source }) => ({
      ...{ at, change, source },
      ...(topic !== undefined && { topic }),
    }));
    for (const { change, source } of changes) {
      const kind = source === 'chat' || source === 'provider' ? source : 'program';
      observe?.({ kind: 'consent', change, source: kind, person });
    }
    if (this.#handler === undefined || changes.length === 0) return;
    const turn = new Turn(`${cause}-consent`, lease, await tracker.read(conversation));
    await port.run(toConsentActivity(conversation, turn.cause, { changes }), turn, this.#handler);
  }
}

/** The item that does what follows from a change. */
export function itemOf(conversation: Conversation, message: string): LaneItem {
  const payload = ownPayload({ kind: 'consent', message });
  return { id: `consent:${randomUUID()}`, lane: conversationId(conversation), payload };
}

/** Whether a person may sign up for these as well. */
export function hasRoom(record: ConsentRecord | undefined, topics: readonly string[], now: number): boolean {
  return new Set([...inForce(record, now), ...topics]).size <= mostSubscriptions;
}

/** Whether a message is a word such as STOP, and nothing else. */
export function isKeyword(message: InboundMessage): boolean {
  return keywordOf(message) !== undefined;
}

/** A tap on a button of the bot's own carries what the bot has put into it, and is no word to us. */
function keywordOf(message: InboundMessage): Said | undefined {
  if (message.kind === 'text') return withWords(message.text);
  if (message.kind !== 'button') return undefined;
  const { title, postbackData } = message;
  return postbackData === undefined || postbackData === title ? withWords(title) : undefined;
}

function withWords(text: string): Said | undefined {
  const said = keywordIn(text);
  return said && { ...said, words: text };
}

function toConsentActivity(conversation: Conversation, id: string, value: ConsentChanged): Activity {
  const reference = referenceFor(conversation);
  const { user, bot, ...where } = reference;
  return {
    ...{ type: 'event', name: 'clickatell/consent', id, ...where },
    ...{ from: user, recipient: bot, value, relatesTo: reference },
  };
}
