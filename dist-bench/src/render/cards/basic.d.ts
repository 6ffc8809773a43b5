import type { Card } from './block.js';
import { type Fields } from './plain.js';
export type CardKind = 'unknown' | 'plain' | 'receipt' | 'audio' | 'video' | 'animation';
/**
 * Reads any of Bot Framework's own cards, which share their fields. The other fields of unknown cards are shown as
 * text.
 */
export declare function basicCard(content: Fields, kind: CardKind): Card;
