import type { Definition, Nodes } from 'mdast';
/** Addresses that are defined apart from their links, as in `[our site][1]` … `[1]: https://…`. */
export interface References {
    /** Empty if there is none. */
    urlOf(identifier: string): string;
    /** Whether a link or an image uses the definition, and so shows its address. */
    isShown(definition: Definition): boolean;
}
/** For a text without definitions. */
export declare const noReferences: References;
export declare function referencesOf(tree: Nodes): References;
