import { z } from 'zod';
import type { AsideItem, LaneItem } from '../lanes.js';
import { laneItem } from '../mailbox.js';

/** An item as it stands first in its lane. */
export interface HeadItem {
  readonly item: LaneItem;
  readonly json: string;
  /** How its element in the lane begins, which no other's does. */
  readonly mark: string;
}

const kept = z.object({ json: z.string(), error: z.string() });

/** The JSON of an item: its id comes first, always. */
export function itemJson({ id, lane, payload }: LaneItem): string {
  return JSON.stringify({ id, lane, payload });
}

/** Reads what a script answers for a lane's first item: the time of its acceptance, a blank, its JSON. */
export function headItem(answer: unknown): HeadItem | undefined {
  if (typeof answer !== 'string' || answer === '') return undefined;
  const blank = answer.indexOf(' ');
  const json = answer.slice(blank + 1);
  const item = laneItem.parse(JSON.parse(json));
  return { item, json, mark: `${answer.slice(0, blank)} {"id":${JSON.stringify(item.id)},` };
}

export function asideJson({ item, json }: HeadItem, error: string): string {
  return JSON.stringify({ lane: item.lane, json, error });
}

export function asideItem(text: string): AsideItem {
  const { json, error } = kept.parse(JSON.parse(text));
  return { item: laneItem.parse(JSON.parse(json)), error };
}
