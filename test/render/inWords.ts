import type { Activity } from 'botbuilder';
import { pieces } from '../../src/render/pieces.js';

/** An activity in words alone, as it goes out where nothing else is taken. */
export function inWords(activity: Partial<Activity>): { content: string }[] {
  return pieces(activity).map(({ text }) => ({ content: text }));
}
