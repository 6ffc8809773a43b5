/** Whether a message can be sent to it, as far as its form tells. */
export declare function isAddress(address: string): boolean;
/**
 * The one way in which an address is written: a telephone number in digits, without `+`, `00`, blanks, dashes and the
 * invisible marks that address books put around it. Everything else is opaque, and keeps its form.
 */
export declare function addressOf(written: string): string;
/**
 * The id of the person at an address: the same for both spellings of a number. Windows, lanes and the bot's state go by
 * it. Messages go to the address itself (see `WindowTracker.addressOf`).
 */
export declare function personOf(address: string): string;
/** The id of a person, however their number is written: the `from.id` of what they write. */
export declare function personIdOf(written: string): string;
/** Whether the person's number has another spelling, to which messages may have to go. */
export declare function hasSpellings(person: string): boolean;
