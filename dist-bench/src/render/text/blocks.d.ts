import type { Root } from 'mdast';
import { type Document } from './inline.js';
/** The blocks of a text, as many lines apart as their author typed them. */
export declare function blocks(tree: Root, document: Document): string;
