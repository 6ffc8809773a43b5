import type { Activity } from '../core/activity.js';
import type { Conversation } from '../core/conversation.js';
import type { Turn } from '../core/turn.js';
import type { Write } from '../core/write.js';

/** How the channel runs a host's bot. `Logic` is the type of the host's function that runs a turn. */
export interface TurnPort<Logic> {
  /**
   * Runs a turn, with the bot's own logic if none is given. An error of the bot is reported and ends the turn. An error
   * of the store is thrown, so that the turn runs again.
   */
  run(activity: Activity, turn: Turn, logic?: Logic): Promise<void>;
  /** Runs a turn for a caller that waits for it: every error is thrown. */
  runFor(activity: Activity, turn: Turn, logic: Logic): Promise<void>;
  /**
   * Writes that move the bot's state from one id of a person to another, as far as the host knows where it is kept.
   * `isLast`, once the writes are evaluated: whether the person last wrote as the first of them. Then its state counts.
   */
  moveState(from: Conversation, to: Conversation, isLast: () => boolean): Write[];
  /** Sends a message in a proactive turn. Rejects with the error that kept it from being sent. */
  say(conversation: Conversation, message: Activity, turn: Turn): Promise<void>;
}
