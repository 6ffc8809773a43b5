import type { Table } from 'mdast';
import { type Document } from './inline.js';
/**
 * The monospace characters that fit on a line of a bubble on a narrow phone (360 points wide), at the default font
 * size. A wider block wraps, and becomes unreadable.
 */
export declare const widestBlock = 30;
/**
 * A table as a monospace block if a phone can show it, otherwise as lines of `*Header*: value`, with a blank line
 * between rows. Markdown takes a line without `|` right below the table for a row, but in a chat it is the text that
 * follows.
 */
export declare function table({ children, align }: Table, document: Document): string;
