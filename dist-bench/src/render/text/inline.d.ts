import type { Nodes } from 'mdast';
import { type Tag } from './html.js';
import type { References } from './references.js';
/** What the parts of a text need to know about the whole. */
export interface Document {
    /** As it was typed. */
    readonly source: string;
    readonly references: References;
}
/** A node as it was typed. */
export declare function typed(node: Nodes, { source }: Document): string;
/** Words with their formats, in WhatsApp's marks. */
export declare function inline(nodes: readonly (Nodes | Tag)[], document: Document, lineStart?: RegExp): string;
/** Words without formats, as one line. */
export declare function plainLine(nodes: readonly Nodes[], document: Document): string;
