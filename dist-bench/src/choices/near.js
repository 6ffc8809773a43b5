/** A reply longer than this is a sentence; no button, row or suggested action has so long a title. */
const longest = 80;
/**
 * Words that mean something by themselves. They reach the bot as they were typed, even if a title begins with them:
 * "Cancel" is not "Cancel card", and STOP is not "Stop a cheque".
 */
const spokenForThemselves = new Set([
    ...['yes', 'yep', 'yeah', 'yebo', 'okay', 'sure', 'oui', 'sim', 'ndiyo'],
    ...['stop', 'stopp', 'unsubscribe', 'cancel', 'end', 'quit', 'exit', 'start', 'back', 'help', 'menu', 'undo'],
]);
/** These turn an answer into its opposite, so nothing is guessed beside them. Latin letters without accents. */
const negations = new Set([
    ...['no', 'not', 'nope', 'non', 'none', 'never', 'nothing', 'cannot', 'cant', 'dont', 'wont', 'without'],
    ...['nee', 'nie', 'hayi', 'cha', 'aowa', 'hapana', 'nein', 'nicht', 'kein', 'keine', 'pas', 'nao', 'nunca', 'jamais'],
]);
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
export function isNear(reply, title) {
    if (reply.length > longest || title.length > longest)
        return false;
    if (/[?؟]/.test(reply) && !/[?؟]/.test(title))
        return false;
    const said = wordsOf(reply);
    const meant = wordsOf(title);
    if (lettersIn(said) >= 2 && said.join(' ') === meant.join(' '))
        return true;
    if (lettersIn(said) < 3 || negates(said) || negates(meant))
        return false;
    if (said.length === 1 && said.some((word) => spokenForThemselves.has(word)))
        return false;
    return isBeginning(said.join(' '), meant.join(' ')) || isSlip(said, meant);
}
/** Only the accents of Latin, Greek and Cyrillic letters are removed: in other scripts such marks are letters. */
function wordsOf(text) {
    const plain = text
        .normalize('NFD')
        .replace(/[\u0300-\u036F]/g, '')
        .replace(/(?<=\p{L})['’`](?=\p{L})/gu, '');
    return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
function lettersIn(words) {
    return words.join('').match(/\p{L}/gu)?.length ?? 0;
}
/** "Don't" and the like have already lost their apostrophe. */
function negates(words) {
    return words.some((word) => negations.has(word) || /(?:do|does|did|is|are|was|would|should|could|has|have)nt$/.test(word));
}
function isBeginning(said, meant) {
    const digits = digitsOf(said);
    return meant.startsWith(said) && (digits === '' || digits === digitsOf(meant));
}
function digitsOf(text) {
    return text.replace(/\P{N}+/gu, '');
}
function isSlip(said, meant) {
    if (said.length !== meant.length)
        return false;
    let slips = 0;
    for (const [index, word] of said.entries()) {
        const other = meant[index] ?? '';
        if (word === other)
            continue;
        const allowed = slipsIn(Math.min(word.length, other.length));
        if (allowed === 0 || word[0] !== other[0] || !isAlphabetic(word) || !isAlphabetic(other))
            return false;
        const distance = editDistance(word, other, allowed);
        if (distance > allowed)
            return false;
        slips += distance;
    }
    return slips <= slipsIn(Math.min(said.join('').length, meant.join('').length));
}
function slipsIn(letters) {
    if (letters < 4)
        return 0;
    return letters < 8 ? 1 : 2;
}
function isAlphabetic(word) {
    return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+$/u.test(word);
}
/**
 * How many letters must be added, removed, changed or swapped with their neighbour to turn one word into the other
 * (optimal string alignment). A distance above `limit` may be reported as any number above it.
 */
export function editDistance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit)
        return limit + 1;
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let row = 1; row <= a.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= b.length; column += 1) {
            const isSame = a[row - 1] === b[column - 1];
            const changed = at(last, column - 1) + (isSame ? 0 : 1);
            const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
            const swapped = isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY;
            current.push(Math.min(at(last, column) + 1, at(current, column - 1) + 1, changed, swapped));
        }
        beforeLast = last;
        last = current;
    }
    return at(last, b.length);
}
function at(row, column) {
    return row[column] ?? Number.POSITIVE_INFINITY;
}
