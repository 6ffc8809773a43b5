import { type ClickatellAdapter } from '../../src/index.js';
/** What the bots need to send something later: the adapter's `schedule` and `cancel`. */
export type FollowUps = Pick<ClickatellAdapter, 'schedule' | 'cancel'>;
/**
 * The follow-ups of an adapter that is made after the bots. If the operator's own catalogue lacks a follow-up's
 * template, it is scheduled as text alone, which is sent only while the window is open.
 */
export declare function followUpsOf(adapter: () => FollowUps): FollowUps;
