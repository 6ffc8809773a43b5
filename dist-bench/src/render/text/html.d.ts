import type { Nodes, Text } from 'mdast';
/** A tag of HTML or XML. */
export interface Tag {
    readonly type: 'tag';
    /** Lower case. */
    readonly name: string;
    readonly isEnd: boolean;
    readonly attributes: Readonly<Record<string, string>>;
}
/** `<a href>` and what stands in it. */
export interface Anchor {
    readonly type: 'anchor';
    readonly url: string;
    readonly children: readonly (Nodes | Tag)[];
}
/**
 * The text that a tag becomes: a new line, a bullet, a separator of two cells, but mostly nothing. `before` is the text
 * up to the tag.
 */
export declare function wordsOfTag({ name, isEnd }: Tag, before: string): string;
/**
 * Neighbours without comments, scripts and styles, and with their HTML links and images as nodes of their own. `source`
 * is the whole text as it was typed.
 */
export declare function readTags(given: readonly (Nodes | Tag)[], source: string): (Exclude<Nodes, {
    type: 'html';
}> | Tag | Anchor)[];
/** An XML, HTML or SSML text as the nodes of its words and tags. Every tag counts, whatever its name. */
export declare function xmlNodes(text: string): (Tag | Text)[];
