import { plain } from '../plain.js';
import words from './anger.json' with { type: 'json' };

const angry = new RegExp(`(?<!\\p{L})(?:${words.join('|')})(?!\\p{L})`, 'iu');

/** Whether the person swears, or says how useless this is. Letters that are hidden ("f***") count as well. */
export function isAngry(text: string): boolean {
  return angry.test(plain(text)) || /\p{L}[*#@$%]{2,}/u.test(text);
}
