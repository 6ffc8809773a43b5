/**
 * Whether a reply is near enough to a title to mean it. Both are lower case. Bots move money on the strength of this,
 * so in doubt the answer is no:
 *
 * - Accents, punctuation and emoji do not matter: "balance!" is "💳 Balance". A question is not an answer, however.
 * - The beginning of a title is near, from three letters on: "balanc".
 * - Typing errors are near: a letter left out, added or wrong, or two letters swapped. The reply must have as many
 *   words as the title. One error is allowed in a word of four letters or more, two from eight letters on, and the same
 *   for the whole. The first letter of each word must be right, because errors are rare there while words with the
 *   opposite meaning often differ there ("unfreeze"). This holds for Latin, Greek and Cyrillic letters only: in other
 *   scripts one character may be a whole word.
 * - The digits must be the same, unless the reply has none and is the title's beginning: "account 1235" is near to no
 *   other account.
 * - Nothing is near if the reply or the title contains a negation, nor if the reply is a word that means something by
 *   itself (yes, stop, cancel, help, menu).
 */
export declare function isNear(reply: string, title: string): boolean;
/**
 * How many letters must be added, removed, changed or swapped with their neighbour to turn one word into the other
 * (optimal string alignment). A distance above `limit` may be reported as any number above it.
 */
export declare function editDistance(a: string, b: string, limit: number): number;
