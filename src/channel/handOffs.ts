import { randomUUID } from 'node:crypto';
import type { Activity } from '../core/activity.js';
import type { Clock } from '../core/clock.js';
import { type Conversation, conversationId, lastFour, type WindowRecord } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Lease } from '../core/lease.js';
import type { Observer } from '../core/observe.js';
import { referenceFor } from '../core/reference.js';
import { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';
import type { HandOffBook } from '../handoff/book.js';
import type { DeskQueue } from '../handoff/queue.js';
import { type DeskMessage, type HandOff, type HandOffOutcome, withMessage } from '../handoff/record.js';
import { type HandOffSettings, lastsFault } from '../handoff/settings.js';
import { messagesIn, wordsOf } from '../handoff/words.js';
import type { Holds } from '../holds/holds.js';
import type { InboundMessage } from '../inbound/event.js';
import type { LaneItem, Lanes } from '../store/lanes.js';
import type { WindowTracker } from '../window/tracker.js';
import type { WindowClosings } from './closing.js';
import { type HandOffPayload, ownPayload } from './payload.js';
import type { TurnPort } from './port.js';

/** A conversation is handed off to a human. */
export interface HandOffInput {
  /** Why, in a few words for the human. */
  readonly reason: string;
  /** What the bot has collected so far, such as `{ draft: { amount: 'R250' } }`: any JSON. */
  readonly context?: unknown;
  /**
   * What was said before, as activities: the human sees the last of them. Default: what the adapter has kept of the
   * conversation (`transcripts`).
   */
  readonly transcript?: readonly Activity[] | undefined;
  /** After how long without a message it ends by itself, in ms. Default: `handOff.lastsMs` of the adapter. */
  readonly lastsMs?: number | undefined;
}

/** The `value` of the event `handoff.status`, with which the bot is told what became of a hand-off. */
export interface HandOffStatus {
  /** A human has taken the conversation, or the bot has it again. */
  readonly state: 'accepted' | HandOffOutcome;
  readonly message?: string;
}

export interface HandOffsDeps<Logic> {
  readonly clock: Clock;
  readonly tracker: WindowTracker;
  readonly lanes: Pick<Lanes, 'schedule'>;
  readonly port: Pick<TurnPort<Logic>, 'run'>;
  readonly book: HandOffBook;
  readonly queue: DeskQueue;
  readonly settings: HandOffSettings;
  readonly holds: Pick<Holds, 'wake'>;
  readonly closings: Pick<WindowClosings<Logic>, 'arm'>;
  readonly observe?: Observer | undefined;
  /** What was said last in a conversation. Missing if no transcripts are kept. */
  readonly lastSaid?: ((conversation: Conversation) => Promise<readonly DeskMessage[]>) | undefined;
}

const longestReason = 1024;
const largestContext = 64 * 1024;
const overdue = { state: 'failed', message: 'The hand-off has ended by itself: nobody had written for long.' } as const;
const joined = 'The person’s other conversation is handed off as well, and goes on.';

/**
 * Conversations that a human has. That one is handed off stands in the window's record, which every turn reads anyway. So
 * a person's message goes to the desk instead of the bot, and what is sent on our own account waits, at no further read
 * for anybody else. Everything here happens in the conversation's lane.
 */
export class HandOffs<Logic> {
  readonly #deps: HandOffsDeps<Logic>;

  constructor(deps: HandOffsDeps<Logic>) {
    this.#deps = deps;
  }

  /**
   * Hands the conversation off, with the end of the lease's turn. One that is handed off already stays so.
   *
   * @throws InvalidInputError that names the wrong field.
   */
  async begin(
    conversation: Conversation,
    given: HandOffInput,
    lease: Lease,
    window: WindowRecord | undefined,
  ): Promise<{ id: string }> {
    const { clock, tracker, book, queue, settings } = this.#deps;
    const { reason, context, transcript, lastsMs } = checked(given, settings.lastsMs);
    const lane = conversationId(conversation);
    const stored = await book.read(lane);
    const known = book.over(lease, lane, stored);
    // By the window's record, or in this very turn.
    const isHandedOff = known?.state !== 'closed' && (known !== stored || known?.id === window?.desk?.id);
    if (known && isHandedOff) return { id: known.id };
    const id = randomUUID();
    const since = clock.now();
    const until = since + lastsMs;
    const handOff: HandOff = {
      ...{ id, queue: lane, reason, state: 'waiting', since, lastsMs, count: 0, unanswered: 0 },
      ...(context !== undefined && { context }),
    };
    // Before it has begun, or nothing would end it if the process ended between.
    await this.#schedule(lane, id, until);
    const said = transcript
      ? messagesIn(transcript, conversation.person, since)
      : ((await this.#deps.lastSaid?.(conversation)) ?? []);
    for (const write of book.beginWrites(lane, handOff, said)) lease.stage(write);
    lease.stage(tracker.deskWrite(conversation, () => ({ id, until })));
    await queue.stage(
      lane,
      {
        ...{ type: 'handoff.opened', id: `opened:${id}`, conversation: lane, handOff: id, at: since },
        ...{ person: conversation.person, business: conversation.business, reason, transcript: [], until },
        ...(window?.name !== undefined && { name: window.name }),
        ...(context !== undefined && { context }),
      },
      lease,
    );
    this.#tell(conversation, 'initiated');
    return { id };
  }

  /** The person has written: the desk is told, and the bot is not. Resolves with `false` if no hand-off is known. */
  async heard(event: InboundMessage, activity: Activity, lease: Lease): Promise<boolean> {
    const { clock, book, queue } = this.#deps;
    const lane = conversationId(event);
    const handOff = await book.readIn(lease, lane);
    if (!handOff || handOff.state === 'closed') return false;
    const { messageId: id, timestamp: at = clock.now() } = event;
    const message = { id, at, from: 'person', ...wordsOf(activity) } as const;
    const isReaction = !['message', 'messageUpdate'].includes(activity.type ?? '');
    lease.stage(book.messageWrite(handOff, message));
    lease.stage(book.changeWrite(lane, handOff.id, (current) => withMessage(current, message, isReaction)));
    for (const write of this.prolongWrites(event, handOff)) lease.stage(write);
    const news = {
      type: 'message',
      id: `message:${id}`,
      conversation: lane,
      handOff: handOff.id,
      at,
      message,
    } as const;
    await queue.stage(handOff.queue, news, lease);
    return true;
  }

  /** Whether the time of a hand-off is over, although the item that ends it has not run yet. */
  isOverdue(window: WindowRecord | undefined): boolean {
    return window?.desk !== undefined && window.desk.until <= this.#deps.clock.now();
  }

  /** Something was said: the hand-off lasts for its whole time again. */
  prolongWrites(conversation: Conversation, { id, lastsMs }: Pick<HandOff, 'id' | 'lastsMs'>): Write[] {
    const until = this.#deps.clock.now() + lastsMs;
    const prolong = (desk: WindowRecord['desk']) => (desk?.id === id ? { id, until } : desk);
    return [this.#deps.tracker.deskWrite(conversation, prolong)];
  }

  /** An item of the lane that ends a hand-off, or tells the bot that somebody has taken it. */
  item(conversation: string, payload: Omit<HandOffPayload, 'kind'>): LaneItem {
    // That it was taken is told once.
    const of = payload.act === 'accept' ? payload.id : randomUUID();
    return {
      id: `handoff:${payload.act}:${of}`,
      lane: conversation,
      payload: ownPayload({ kind: 'handoff', ...payload }),
    };
  }

  /** Runs an item. Does nothing if its hand-off is over. */
  async perform(
    { act, id, state, message }: HandOffPayload,
    conversation: Conversation,
    window: WindowRecord | undefined,
    lease: Lease,
  ): Promise<void> {
    const { desk } = window ?? {};
    if (!window || desk?.id !== id) return;
    if (act === 'accept') {
      this.#tell(conversation, 'accepted');
      return this.#run(conversation, { state: 'accepted' }, new Turn(`handoff:${id}:accepted`, lease, window));
    }
    if (act === 'end') {
      await this.end(conversation, window, lease, {
        state: state ?? 'completed',
        ...(message !== undefined && { message }),
      });
    } else if (this.isOverdue(window)) await this.end(conversation, window, lease);
    else await this.#schedule(lease.lane, id, desk.until);
  }

  /** The bot has the conversation again, and is told so. Resolves with the window as it is then. */
  async end(
    conversation: Conversation,
    window: WindowRecord,
    lease: Lease,
    { state, message }: { readonly state: HandOffOutcome; readonly message?: string } = overdue,
  ): Promise<{ window: WindowRecord | undefined; outbox: number }> {
    const { clock, tracker, book, queue, holds, closings } = this.#deps;
    const { desk, ...rest } = window;
    if (!desk) return { window, outbox: window.outbox ?? 0 };
    const at = clock.now();
    const why = message === undefined ? {} : { message };
    const handOff = await book.readIn(lease, lease.lane);
    lease.stage(tracker.deskWrite(conversation, (current) => (current?.id === desk.id ? undefined : current)));
    for (const write of book.endWrites(lease.lane, desk.id, { at, outcome: state, ...why })) lease.stage(write);
    const news = {
      type: 'handoff.closed',
      id: `closed:${desk.id}`,
      conversation: lease.lane,
      at,
      state,
      ...why,
    } as const;
    await queue.stage(handOff?.queue ?? lease.lane, { ...news, handOff: desk.id }, lease);
    this.#tell(conversation, state);
    const turn = new Turn(`handoff:${desk.id}:${state}`, lease, rest);
    turn.isHandBack = true;
    await this.#run(conversation, { state, ...why }, turn);
    // Behind this turn: what the bot has just said comes before what was said earlier and waited.
    if (window.held !== undefined) await holds.wake(conversation);
    await closings.arm(conversation, turn.window ?? rest, lease);
    return { window: turn.window ?? rest, outbox: turn.outbox };
  }

  /** Moves the hand-off of one conversation to the other. If both have one, the other's goes on. */
  async takeOverWrites(from: Conversation, to: Conversation): Promise<Write[]> {
    const { clock, book, queue } = this.#deps;
    const [lane, target] = [conversationId(from), conversationId(to)];
    const [moved, own] = await book.readMany([lane, target]);
    if (!moved || (moved.state === 'closed' && own)) return [];
    if (moved.state === 'closed' || !own || own.state === 'closed') return book.takeOverWrites(lane, target, moved);
    const at = clock.now();
    const news = {
      type: 'handoff.closed',
      id: `closed:${moved.id}`,
      conversation: lane,
      handOff: moved.id,
      at,
    } as const;
    return [
      ...book.endWrites(lane, moved.id, { at, outcome: 'failed', message: joined }),
      ...queue.writes(moved.queue, { ...news, state: 'failed', message: joined }),
    ];
  }

  #run(conversation: Conversation, value: HandOffStatus, turn: Turn): Promise<void> {
    const { user, bot, ...where } = referenceFor(conversation);
    const event = {
      type: 'event',
      name: 'handoff.status',
      id: turn.cause,
      ...where,
      from: user,
      recipient: bot,
      value,
    };
    return this.#deps.port.run(event, turn);
  }

  async #schedule(lane: string, id: string, dueAt: number): Promise<void> {
    const { lanes } = this.#deps;
    await lanes.schedule({
      ...this.item(lane, { act: 'expire', id }),
      key: `handoff:${lane}`,
      dueAt: Math.ceil(dueAt),
    });
  }

  #tell({ person }: Conversation, change: 'initiated' | 'accepted' | HandOffOutcome): void {
    this.#deps.observe?.({ kind: 'handoff', change, person: lastFour(person) });
  }
}

/** Plain JavaScript can pass anything. @throws InvalidInputError */
function checked({ reason, context, transcript, lastsMs: given }: HandOffInput, usualMs: number) {
  const words: unknown = reason;
  if (typeof words !== 'string' || words.trim() === '') throw new InvalidInputError('reason', 'must say why');
  const lastsMs = given ?? usualMs;
  const fault = lastsFault(lastsMs);
  if (fault) throw new InvalidInputError('lastsMs', fault);
  if (transcript !== undefined && !Array.isArray(transcript))
    throw new InvalidInputError('transcript', 'must be a list of activities');
  return { reason: words.trim().slice(0, longestReason), context: jsonOf(context), transcript, lastsMs };
}

/** As a store gives it back. @throws InvalidInputError for what is no JSON. */
function jsonOf(context: unknown): unknown {
  if (context === undefined || context === null) return undefined;
  let json: string | undefined;
  try {
    json = JSON.stringify(context);
  } catch {
    throw new InvalidInputError('context', 'must be JSON');
  }
  if (json === undefined) throw new InvalidInputError('context', 'must be JSON');
  if (json.length > largestContext) throw new InvalidInputError('context', 'must be at most 64 KiB of JSON');
  return JSON.parse(json);
}

/** What a bot's `handoff.initiate` says. Its `value` is the context, and its attachments have the transcript. */
export function handOffIn({ value, attachments = [] }: Activity): HandOffInput {
  const reason: unknown = typeof value === 'object' && value !== null && 'reason' in value ? value.reason : undefined;
  const transcript = attachments.flatMap(({ content }): Activity[] => {
    const has = typeof content === 'object' && content !== null && 'activities' in content;
    return has && Array.isArray(content.activities) ? content.activities : [];
  });
  return {
    reason: typeof reason === 'string' && reason.trim() !== '' ? reason : 'The bot has asked for a human.',
    context: value,
    ...(transcript.length > 0 && { transcript }),
  };
}

/** What a `handoff.status` says. `undefined` for one that says nothing to us. */
export function statusIn({ value }: Activity): HandOffStatus | undefined {
  if (typeof value !== 'object' || value === null || !('state' in value)) return undefined;
  const { state } = value;
  if (state !== 'accepted' && state !== 'completed' && state !== 'failed') return undefined;
  const message: unknown = 'message' in value ? value.message : undefined;
  return { state, ...(typeof message === 'string' && { message }) };
}
