import { type Card } from './block.js';
import { type Plain } from './plain.js';
/** Reads an attachment. An unknown one becomes text: its name, its address and the texts in its content. */
export declare function attachmentCard(attachment: Plain): Card;
