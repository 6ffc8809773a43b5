import type { Clock } from '../../src/index.js';
import type { LastSaid } from '../human/lastSaid.js';
import type { FollowUps } from '../reminders/followUps.js';
import type { Reminders } from '../reminders/reminders.js';
import type { Tickets } from './tickets.js';
import type { WhoIs } from './who.js';

/** What the bot's parts share. */
export interface Desk {
  tickets: Tickets;
  clock: Clock;
  whoIs: WhoIs;
  followUps: FollowUps;
  reminders: Reminders;
  /** What was said last, for a human. */
  said: LastSaid;
}
