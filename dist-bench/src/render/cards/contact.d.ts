import type { WireContact } from '../../clickatell/wire.js';
import { type Block } from './block.js';
import { type Fields } from './plain.js';
/** Reads a vCard that the activity contains; `undefined` for anything else, or if it cannot be read. */
export declare function contactBlocks({ contentType, content, contentUrl }: Fields): Block[] | undefined;
export interface ReadContact {
    readonly contact: WireContact;
    /** The values that a contact on WhatsApp has no field for, as text: notes, addresses, web pages. */
    readonly rest: readonly string[];
}
/** The contacts of a vCard file (RFC 2426 and 6350) that have a name or a number. */
export declare function readVCards(text: string): ReadContact[];
