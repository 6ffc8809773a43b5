import { readAccount } from './intents.js';
import { readAmount, withoutAmounts } from './money.js';
const verb = /^.*?\b(?:send|pay|transfer|move|eft|make a payment|payment)\b/i;
const filler = /\b(?:some|more|money|cash|payment|transfer|a|an|the|of|please|now|today|my|account|with|and|amount|rands?|zar)\b/gi;
/** Reads "send R250 to Sipho from savings for lunch", and "pay Thandi 100". */
export function readTransfer(text, { accounts, beneficiaries }) {
    const { said, amount, payee: to } = readPayment(text);
    const from = after('from|out of', said);
    const reference = after('for|ref(?:erence)?:?', said)?.slice(0, 60);
    const payee = to === '' ? undefined : readParty(to, [...beneficiaries, ...accounts]);
    const payer = from === undefined ? undefined : readPayer(words(from), accounts);
    return {
        slots: {
            ...(amount.kind === 'amount' && { amountCents: amount.cents }),
            ...(payee?.kind === 'one' && { to: payee.id }),
            ...(payer?.kind === 'one' && { from: payer.id }),
            ...(reference && { reference }),
        },
        notes: [
            ...(amount.kind === 'unclear' ? [amount.why] : []),
            ...(payee ? partyNotes(to, payee) : []),
            ...(from !== undefined && payer?.kind !== 'one' ? [`I do not know an account "${from}" of yours.`] : []),
        ],
    };
}
/** Whom to pay, in the person's own words, and how much: "Sipho" and R250 in "pay Sipho R250 for lunch". */
export function readPayment(text) {
    const said = text.replace(/[?!.]+$/, '').replace(verb, '');
    const rest = withoutClause('for|ref(?:erence)?:?', withoutClause('from|out of', said));
    const amount = readAmount(rest.replace(/\*+\d{4}/g, ' '));
    return { said, amount, payee: words(withoutAmounts(after('to', rest) ?? rest.replace(/\bto\b.*/i, ' '))) };
}
/** The one party with this name, with a word that begins so, or with these last four digits of an account. */
export function readParty(text, parties) {
    const wanted = text.toLowerCase().trim().split(/\s+/);
    const whole = parties.filter(({ name }) => name.toLowerCase() === wanted.join(' '));
    const digits = /^\**(\d{4})$/.exec(text.trim())?.[1];
    const begun = parties.filter(({ name, masked }) => {
        if (digits !== undefined)
            return masked?.endsWith(digits) ?? false;
        const has = name.toLowerCase().split(' ');
        return wanted.every((word) => word.length > 1 && has.some((part) => part.startsWith(word)));
    });
    const found = whole.length > 0 ? whole : begun;
    const [one] = found;
    if (one === undefined)
        return { kind: 'none' };
    return found.length === 1 ? { kind: 'one', id: one.id } : { kind: 'several', names: found.map(({ name }) => name) };
}
function readPayer(text, accounts) {
    const id = readAccount(text);
    return id === undefined ? readParty(text, accounts) : { kind: 'one', id };
}
/** What to say about a name that does not match exactly one party. */
export function partyNotes(name, reading) {
    if (reading.kind === 'one')
        return [];
    if (reading.kind === 'none')
        return [`"${name}" is not among your beneficiaries.`];
    return [`"${name}" may be ${reading.names.join(' or ')}.`];
}
const clauseEnd = '(?=\\s+(?:to|from|out of|for|ref(?:erence)?:?)\\s|$)';
function after(word, text) {
    return new RegExp(`(?:^|\\s)(?:${word})\\s+(?:my\\s+)?(.+?)${clauseEnd}`, 'i').exec(text)?.[1]?.trim();
}
function withoutClause(word, text) {
    return text.replace(new RegExp(`(?:^|\\s)(?:${word})\\s+.+?${clauseEnd}`, 'i'), ' ');
}
function words(text) {
    return text.replace(filler, ' ').replace(/[,;:]/g, ' ').replace(/\s+/g, ' ').trim();
}
