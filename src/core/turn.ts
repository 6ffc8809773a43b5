import { createHash } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Sent } from '../sending/send.js';

/** What the channel keeps of one turn while it runs. */
export class Turn {
  /** What caused the turn, as an id: the inbound message's or the notification's. */
  readonly cause: string;
  /** The messages that left in this turn. */
  readonly sent: Sent[] = [];
  /** Whether a message of this turn offered something to choose from. */
  hasOffered = false;
  #messages = 0;
  #turns = 0;

  constructor(cause: string) {
    this.cause = /^[\w-]{1,64}$/.test(cause) ? cause : createHash('sha256').update(cause).digest('base64url');
  }

  /** The id of the turn's next message: the same at the same place, should the turn run again. */
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

const turnKey = Symbol('Turn');

export function beginTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(turnKey, turn);
}

export function turnOf(context: TurnContext): Turn | undefined {
  return context.turnState.get(turnKey);
}
