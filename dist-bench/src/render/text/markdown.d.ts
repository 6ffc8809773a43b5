import type { Root } from 'mdast';
/** Parses Markdown (CommonMark, `~~strikethrough~~` and tables) as people write it in chats. */
export declare function markdownTree(text: string): Root;
