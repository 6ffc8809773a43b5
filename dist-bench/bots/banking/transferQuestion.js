import { availableCents } from './accounts.js';
import { showAmount } from './money.js';
/** Decides what a transfer still needs: the amount, then the payee, then the paying account, then a yes. */
export function nextQuestion(given, customer) {
    const { amountCents, to } = given;
    const payers = customer.accounts.filter(({ id }) => id !== 'credit' && id !== to);
    const payer = payers.find(({ id }) => id === given.from);
    const refused = given.from !== undefined && !payer ? [cannotPay(given, customer)] : [];
    const slots = { ...given, from: payer?.id };
    if (amountCents === undefined)
        return { ask: 'amount', slots, notes: refused };
    const rich = payers.filter((account) => availableCents(account) >= amountCents);
    if (rich.length === 0) {
        const note = `${showAmount(amountCents)} is more than you have there:\n${payers.map(showAccount).join('\n')}`;
        return { ask: 'amount', slots: { ...slots, amountCents: undefined }, notes: [...refused, note] };
    }
    const poor = payer && !rich.includes(payer) ? [`${showAccount(payer)} is not enough for ${showAmount(amountCents)}.`] : [];
    const notes = [...refused, ...poor];
    const from = poor.length > 0 ? undefined : payer?.id;
    if (to === undefined)
        return { ask: 'payee', slots: { ...slots, from }, notes };
    if (from === undefined)
        return { ask: 'payer', slots: { ...slots, from }, notes, payers: rich };
    const reference = given.reference ?? `Payment from ${customer.name}`;
    return { ask: 'confirm', slots, notes, transfer: { amountCents, to, from, reference } };
}
/** `Cheque ****1234: R1,250.50` */
export function showAccount(account) {
    const owed = account.limitCents > 0 ? `, ${showAmount(availableCents(account))} available` : '';
    return `${account.name} ${account.masked}: ${showAmount(account.balanceCents)}${owed}`;
}
function cannotPay({ from, to }, customer) {
    const name = customer.accounts.find(({ id }) => id === from)?.name ?? 'That account';
    return from === to ? `${name} cannot pay itself.` : `${name} cannot send money.`;
}
