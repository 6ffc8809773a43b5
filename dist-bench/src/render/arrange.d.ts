import { type Block } from './cards/block.js';
import type { Piece } from './piece.js';
/**
 * Distributes what an activity says over messages.
 *
 * Words are held back until there is something that can carry them: a question, even if it stands below files, or
 * otherwise the first file that can have a caption. As many of the last words as fit into 1024 units become its body or
 * its caption, and the words before them are sent as a text. If the last words are a single longer text, its last
 * paragraph becomes the question's body. Words that nothing can carry are sent as a text, and a question without any
 * words gets a neutral body.
 */
export declare function arrange(blocks: readonly Block[]): Piece[];
