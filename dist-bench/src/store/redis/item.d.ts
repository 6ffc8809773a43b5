import type { AsideItem, LaneItem } from '../lanes.js';
import type { Accepted, Claim } from '../sharedMailbox.js';
import type { Answer } from './answer.js';
export declare function itemJson({ id, lane, payload }: LaneItem): string;
/** Adds items to a script's arguments: their number, then id, lane and JSON of each. */
export declare function itemArgs(items: readonly LaneItem[], args: string[]): void;
export declare function asideJson(item: LaneItem, error: string): string;
export declare function asideItem(text: string): AsideItem;
/** Reads a claim: lane, token, sequence, number of the try, JSON. */
export declare function claimOf(answer: Answer): Claim;
/** Reads claims, each of which follows a 1, up to a 0 or the end of the answer. */
export declare function claimsOf(answer: Answer): Claim[];
/** Reads the answers for the items of one acceptance: a duplicate, new, or new and claimed by the caller. */
export declare function acceptedOf(items: readonly LaneItem[], answer: Answer): Accepted;
