/** Something that was said in a conversation that a human has, or before. JSON. */
export interface DeskMessage {
  /** The person's message by the provider's id of it, a human's by its reply's id. */
  readonly id: string;
  /** When it was said, in epoch ms. */
  readonly at: number;
  readonly from: 'person' | 'bot' | 'agent';
  /** In words, also for what is no text: a place, contacts, a reaction. */
  readonly text: string;
  readonly attachments?: readonly DeskAttachment[];
  /** Who said it, if a human did and gave a name. */
  readonly agent?: string;
}

/** A file of a message. Without a `contentUrl`, its content came with the message and is too large to be kept here. */
export interface DeskAttachment {
  readonly contentType: string;
  readonly name?: string;
  /** Where it lies at the provider: `adapter.download` fetches it. */
  readonly contentUrl?: string;
}

/** Nobody has answered yet; somebody has; the bot has the conversation again. */
export type HandOffState = 'waiting' | 'open' | 'closed';

/** How a hand-off ended, in Bot Framework's words. */
export type HandOffOutcome = 'completed' | 'failed';

/** A hand-off: the latest one of its conversation. JSON. */
export interface HandOff {
  readonly id: string;
  /** The conversation's id when it was handed off. What is told of it to the desk is told in the order of this queue. */
  readonly queue: string;
  readonly reason: string;
  /** What the bot has collected so far: any JSON. */
  readonly context?: unknown;
  readonly state: HandOffState;
  /** In epoch ms. */
  readonly since: number;
  /** Who has taken it. */
  readonly agent?: string;
  readonly closed?: { readonly at: number; readonly outcome: HandOffOutcome; readonly message?: string };
  /** After how long without a message it ends by itself, in ms. */
  readonly lastsMs: number;
  /** How much has been said since it began. */
  readonly count: number;
  /** How many messages of the person nobody has answered. */
  readonly unanswered: number;
  readonly last?: { readonly at: number; readonly from: 'person' | 'agent'; readonly text: string };
}

const longestLast = 200;

/** The hand-off after a message. A reaction is nothing that has to be answered. */
export function withMessage(handOff: HandOff, message: DeskMessage, isReaction = false): HandOff {
  const { at, from, text } = message;
  if (from === 'bot') return handOff;
  const count = handOff.count + 1;
  if (isReaction) return { ...handOff, count };
  const last = { at, from, text: text.slice(0, longestLast) };
  if (from === 'person') return { ...handOff, count, last, unanswered: handOff.unanswered + 1 };
  return { ...taken(handOff, message.agent), count, last, unanswered: 0 };
}

/** The hand-off once a human has taken it. */
export function taken(handOff: HandOff, agent: string | undefined): HandOff {
  if (handOff.state === 'closed') return handOff;
  return { ...handOff, state: 'open', ...(agent !== undefined && { agent }) };
}
