/** Whether this has the form of a recipient: digits, or a user id. */
export declare function looksLikePerson(id: string): boolean;
/** Whether such a person can exist: an international number has 7 to 15 digits and no leading zero (E.164). */
export declare function isPersonId(id: string): boolean;
