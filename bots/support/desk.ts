import type { StatePropertyAccessor } from 'botbuilder';
import type { Clock } from '../../src/index.js';
import type { LastSaid } from '../human/lastSaid.js';
import type { FollowUps } from '../reminders/followUps.js';
import type { Reminders } from '../reminders/reminders.js';
import type { Tickets } from './tickets.js';
import type { WhoIs } from './who.js';

/** The reminder that was set last. It is kept with the conversation, so it must survive JSON. */
export interface LastSet {
  readonly about: string;
  /** Epoch ms. */
  readonly at: number;
  /** Nothing else was said since. */
  readonly isRecent: boolean;
}

/** What the bot's parts share. */
export interface Desk {
  tickets: Tickets;
  clock: Clock;
  whoIs: WhoIs;
  followUps: FollowUps;
  reminders: Reminders;
  /** What was said last, for a human. */
  said: LastSaid;
  /** The reminder that was set last. Kept with the conversation. */
  lastSet: StatePropertyAccessor<LastSet | undefined>;
}
