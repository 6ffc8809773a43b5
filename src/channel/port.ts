import type { Activity } from '../core/activity.js';
import type { Conversation } from '../core/conversation.js';
import type { Turn } from '../core/turn.js';

/** A host's bot, as the channel runs it. `Logic` is what the host calls the function that runs a turn. */
export interface TurnPort<Logic> {
  /**
   * Runs a turn; with the bot's own logic if none is given. The bot's failure is reported and ends the turn; the
   * store's is thrown, so that the turn runs again.
   */
  run(activity: Activity, turn: Turn, logic?: Logic): Promise<void>;
  /** Runs a turn that somebody waits for: every failure is thrown. */
  runFor(activity: Activity, turn: Turn, logic: Logic): Promise<void>;
  /** Says a message in a proactive turn. Rejects with what kept it from being sent. */
  say(conversation: Conversation, message: Activity, turn: Turn): Promise<void>;
}
