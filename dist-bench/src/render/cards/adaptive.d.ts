import type { Card } from './block.js';
import { type Fields } from './plain.js';
/**
 * Reads an adaptive card (schema 1.6). If all elements are known, the card is shown in full, including what would be
 * hidden until a tap. Otherwise its `fallbackText` is shown, or what can be read of it if there is none. If a card has
 * nothing else to show, its `speak` is used.
 */
export declare function adaptiveCard(content: Fields): Card;
