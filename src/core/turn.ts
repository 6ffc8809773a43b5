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
  /** The ids of its parts; none if the activity had nothing to say. */
  readonly parts: readonly string[];
}

/** One run through the bot: what caused it, the lease that it runs under, and what came of it. */
export class Turn {
  /** What caused the turn, as an id: the inbound message's or the notification's. */
  readonly cause: string;
  readonly lease: Lease;
  /** The window of the turn's conversation, as it was found at the turn's start or has turned out to be since. */
  window: WindowRecord | undefined;
  /** The messages that left in this turn. */
  readonly sent: Sent[] = [];
  /** Whether a message of this turn offered something to choose from. */
  hasOffered = false;
  #messages = 0;
  #turns = 0;

  constructor(cause: string, lease: Lease, window: WindowRecord | undefined) {
    this.cause = /^[\w-]{1,64}$/.test(cause) ? cause : hash('sha256', cause, 'buffer').toString('base64url');
    this.lease = lease;
    this.window = window;
  }

  /** The id of the turn's next message: the same at the same place if the turn runs again. */
  nextMessageId(): string {
    this.#messages += 1;
    return `${this.cause}-${this.#messages}`;
  }

  /** The cause of a turn that this one begins. */
  nextTurnCause(): string {
    this.#turns += 1;
    return `${this.cause}-t${this.#turns}`;
  }
}

interface Scope {
  readonly lease: Lease;
  readonly turn?: Turn;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Before Node 24, an AsyncLocalStorage in use has its price at every promise of the program: a fifth of a turn. */
let isTracking = Number.parseInt(process.versions.node, 10) >= 24;

/**
 * Whether code can be asked from now on which turn it is a part of. On Node before 24, this begins with the first
 * question that nothing else answers (`currentScope`): most programs never ask it.
 */
export function areTurnsTracked(): boolean {
  return isTracking;
}

/** Runs work as a part of the lease's turn. */
export function inScope<T>(scope: Scope, work: () => T): T {
  return isTracking ? scopes.run(scope, work) : work();
}

/**
 * The turn that the asking code is a part of. `undefined` for code outside of turns, and for turns that began before
 * turns were tracked: ask the lease of the lane (`Lease.isTracked`) to tell these apart.
 */
export function currentScope(): Scope | undefined {
  isTracking = true;
  const scope = scopes.getStore();
  return scope?.lease.isOver ? undefined : scope;
}
