import { z } from 'zod';
import { DamagedValueError } from '../../core/errors.js';
import type { AsideItem, LaneItem } from '../lanes.js';
import { laneItem } from '../mailbox.js';
import type { Accepted, Claim } from '../sharedMailbox.js';
import type { Answer } from './answer.js';

const kept = z.object({ json: z.string(), error: z.string() });

export function itemJson({ id, lane, payload }: LaneItem): string {
  return JSON.stringify({ id, lane, payload });
}

/** Adds items to a script's arguments: their number, then id, lane and JSON of each. */
export function itemArgs(items: readonly LaneItem[], args: string[]): void {
  args.push(String(items.length));
  for (const item of items) args.push(item.id, item.lane, itemJson(item));
}

export function asideJson(item: LaneItem, error: string): string {
  return JSON.stringify({ lane: item.lane, json: itemJson(item), error });
}

export function asideItem(text: string): AsideItem {
  const { json, error } = parsed(kept, text);
  return { item: parsed(laneItem, json), error };
}

const due = z.object({ json: z.string() });

/** A scheduled item, without its key and its time. */
export function dueItem(text: string): LaneItem {
  return parsed(laneItem, parsed(due, text).json);
}

/** The item in an entry of a lane's list; `undefined` for other work. */
export function itemIn(lane: string, entry: string): LaneItem | undefined {
  const [, sequence = '', tries, json = ''] = /^(\d+) \S+ (\S+) ([\s\S]*)$/.exec(entry) ?? [];
  return tries === undefined || tries === 'w' ? undefined : itemOf(lane, sequence, json);
}

/** Reads a claim: lane, token, sequence, number of the try, JSON. */
export function claimOf(answer: Answer): Claim {
  const lane = answer.text();
  const [token, sequence, tries] = [answer.text(), answer.text(), answer.number()];
  return { item: itemOf(lane, sequence, answer.text()), token, sequence, tries };
}

/** Reads claims, each of which follows a 1, up to a 0 or the end of the answer. */
export function claimsOf(answer: Answer): Claim[] {
  const claims: Claim[] = [];
  while (!answer.isAtEnd && answer.number() === 1) claims.push(claimOf(answer));
  return claims;
}

/** Reads the answers for the items of one acceptance: a duplicate, new, or new and claimed by the caller. */
export function acceptedOf(items: readonly LaneItem[], answer: Answer): Accepted {
  const claims: Claim[] = [];
  const isNew = items.map((item) => {
    const token = answer.number();
    if (token > 0) claims.push({ item, token: String(token), sequence: String(token), tries: 1 });
    return token >= 0;
  });
  return { isNew, claims };
}

/**
 * An item that cannot be parsed gets no payload: its handler refuses it, and it becomes a dead letter like any other.
 */
function itemOf(lane: string, sequence: string, json: string): LaneItem {
  try {
    return parsed(laneItem, json);
  } catch {
    return { id: `damaged ${sequence}`, lane, payload: null };
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DamagedValueError('A stored item is not what this program writes.', { cause });
  }
}
