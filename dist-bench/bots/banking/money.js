const token = /(?<![\p{L}\d.,])(?<sign>[-−])?(?<mark>zar\s*|r\s*|[$€£¥]\s*|(?:usd|eur|gbp)\s*)?(?<minus>[-−])?(?<number>\d(?:[\d.,'’\s]*\d)?)(?<tail>\s*(?:rands?|zar|usd|dollars?|eur|euros?|gbp|pounds?|cents?|thousand|million)\b|[\p{L}%]+)?/giu;
const example = 'Please write it like 250 or 1250.50.';
/** Reads the one amount in a text: `R1 250,50`, `1,250.50` and `1250.5` are all understood, in rand. */
export function readAmount(text) {
    const found = [...text.matchAll(token)].map(({ groups }) => groups ?? {});
    const marked = found.filter(({ mark, tail }) => mark !== undefined || /^\s*(rands?|zar)$/i.test(tail ?? ''));
    const [amount, ...others] = marked.length > 0 ? marked : found;
    if (!amount)
        return { kind: 'none' };
    if (others.length > 0)
        return unclear('I see more than one amount there.');
    const { mark = '', tail = '', number = '' } = amount;
    if (/[$€£¥]|usd|eur|gbp|dollar|pound/i.test(mark + tail))
        return unclear('I can only send rand.');
    if (amount.sign || amount.minus)
        return { kind: 'unclear', why: 'The amount has to be more than zero.' };
    if (tail !== '' && !/^\s*(rands?|zar|r)$/i.test(tail))
        return unclear(`I cannot be sure what "${number}${tail}" is.`);
    return readNumber(number);
}
/** The text without its amounts, to read the rest of it. */
export function withoutAmounts(text) {
    return text.replace(token, ' ');
}
/** `R1,250.50`; a debit as `-R1,250.50`. */
export function showAmount(cents) {
    const digits = Math.abs(cents).toString().padStart(3, '0');
    const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
    return `${cents < 0 ? '-' : ''}R${whole}.${digits.slice(-2)}`;
}
function readNumber(written) {
    const number = written.replace(/\s/gu, ' ').replace(/’/g, "'");
    const plain = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(number);
    if (plain)
        return inCents(plain[1], plain[2]);
    const grouped = /^([1-9]\d{0,2}(?:([ ',.])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(number);
    if (grouped && grouped[2] !== grouped[3]) {
        // 1.250 is 1250 for some people, and one and a quarter for others.
        const isGuess = grouped[2] === '.' && grouped[3] === undefined && number.length < 8;
        return isGuess ? unclear(`"${number}" can be read in two ways.`) : inCents(grouped[1], grouped[4]);
    }
    if (/^\d+[.,]\d{3,}$/.test(number))
        return unclear('An amount has at most two digits after the point.');
    return unclear(`I cannot be sure what "${number}" is.`);
}
function inCents(whole = '', cents = '') {
    const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
    if (digits.length > 11)
        return { kind: 'unclear', why: 'That is more than I can send.' };
    const value = Number(digits + cents.padEnd(2, '0'));
    return value > 0
        ? { kind: 'amount', cents: value }
        : { kind: 'unclear', why: 'The amount has to be more than zero.' };
}
function unclear(problem) {
    return { kind: 'unclear', why: `${problem} ${example}` };
}
