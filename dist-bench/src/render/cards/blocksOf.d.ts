import type { Activity } from '../../core/activity.js';
import { type Block } from './block.js';
/**
 * Everything that an activity says, in order: its text, its attachments, what it offers. `speak` is used if there is
 * nothing else to say, and `summary` if there is no `speak` either.
 */
export declare function blocksOf(activity: Activity): Block[];
