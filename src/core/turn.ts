import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from 'node:crypto';
import type { ConversationType, WindowRecord } from './conversation.js';
import type { Lease } from './lease.js';

/** How a message left. */
export interface Sent {
  /** The message's id. */
  readonly id: string;
  readonly sentAs: 'text' | 'template';
  readonly template?: string;
  readonly conversationType: ConversationType;
  readonly reason: string;
  /** The ids of its parts; none if the activity had no content. */
  readonly parts: readonly string[];
  /** It has not left: it is held until the person writes. */
  readonly isHeld?: boolean;
  /** It has not left: it waits in the outbox. */
  readonly isWaiting?: boolean;
}

/** A change of consent that a turn answers. */
export interface TurnConsent {
  readonly change: string;
  readonly topic?: string | undefined;
}

/** One run of the bot: its cause, its lease and its results. */
export class Turn {
  /** The id of what caused the turn: the inbound message or the notification. */
  readonly cause: string;
  readonly lease: Lease;
  /** The window of the turn's conversation, as read at the turn's start or corrected since. */
  window: WindowRecord | undefined;
  /** The messages that left in this turn. */
  readonly sent: Sent[] = [];
  /** The notification that the turn sends, by its id. */
  notification: string | undefined;
  /** How many messages wait in the conversation's outbox, as far as the turn knows. */
  outbox: number;
  /** How many messages that were held left before this turn, because the person has written. */
  released = 0;
  /** Whether a message of this turn offered choices. */
  hasOffered = false;
  /** Whether a dialog was begun in it that waits for the person, as far as the host can tell. */
  hasBegunDialog = false;
  /**
   * Whether it answers the person: its cause is a message of theirs. What is said in any other turn is proactive, and
   * needs their consent.
   */
  isAnswer = false;
  /** What the person has said of their consent by a word such as STOP. The channel answers that, and not the bot. */
  consent: readonly TurnConsent[] | undefined;
  /** Whether the hand-off to a human ends with it: what is said in it does not wait for that. */
  isHandBack = false;
  /** Whether its messages are for the open window alone: nothing takes their place if it has closed. */
  isForOpenWindow = false;
  #messages = 0;
  #turns = 0;

  constructor(cause: string, lease: Lease, window: WindowRecord | undefined) {
    this.cause = /^[\w-]{1,64}$/.test(cause) ? cause : hash('sha256', cause, 'buffer').toString('base64url');
    this.lease = lease;
    this.window = window;
    this.outbox = window?.outbox ?? 0;
  }

  /** The id of the turn's next message. If the turn runs again, its messages get the same ids in the same order. */
  nextMessageId(): string {
    this.#messages += 1;
    return `${this.cause}-${this.#messages}`;
  }

  /** The cause of a turn that this turn starts. */
  nextTurnCause(): string {
    this.#turns += 1;
    return `${this.cause}-t${this.#turns}`;
  }
}

/** What code is part of. */
export interface Scope {
  readonly lease: Lease;
  readonly turn?: Turn;
  /** The scope that waits for this one, if this is a turn of another lane. */
  readonly outer?: Scope;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Before Node 24, an AsyncLocalStorage that is in use slows down every promise: it costs a fifth of a turn. */
let isTracking = Number.parseInt(process.versions.node, 10) >= 24;

/**
 * Whether `currentScope` knows the turn of the code that calls it. Before Node 24, turns are tracked only from the
 * first call of `currentScope` on, which most programs never make.
 */
export function areTurnsTracked(): boolean {
  return isTracking;
}

/** Runs work as part of the lease's turn. Inside a scope of the same lease, it keeps that scope's outer one. */
export function inScope<T>(scope: Scope, work: () => T): T {
  if (!isTracking) return work();
  const around = scopes.getStore();
  const keepsOuter = !scope.outer && around?.outer && around.lease === scope.lease;
  return scopes.run(keepsOuter ? { ...scope, outer: around.outer } : scope, work);
}

/**
 * The turn that the calling code is part of. `undefined` outside of turns, and for turns that started before turns were
 * tracked. The lane's lease tells these apart (`Lease.isTracked`).
 *
 * @throws The error that says why, if the turn has lost its lane and its code still runs: it must do nothing more.
 */
export function currentScope(): Scope | undefined {
  isTracking = true;
  const scope = scopes.getStore();
  if (!scope?.lease.hasEnded) scope?.lease.refuseIfLost();
  return scope?.lease.isOver ? undefined : scope;
}

/** The leases of a scope and of all that wait for it, from the inside to the outside. */
export function leasesIn(scope: Scope | undefined): Lease[] {
  const leases = new Set<Lease>();
  for (let each = scope; each; each = each.outer) if (!each.lease.isOver) leases.add(each.lease);
  return [...leases];
}
