import { template } from '../../src/index.js';
import { dayOf, showDay } from '../dates/calendar.js';
import { showAmount } from './money.js';
import { readParty, readPayment } from './transferText.js';
/** Reads "to pay Sipho R250". With `isAnswer`, the text answers the question whom to pay, and needs no "pay". */
export function readPaymentWish(text, { accounts, beneficiaries }, isAnswer) {
    const said = text.replace(/^(?:(?:to|about|of|that|for|please|my|the)\b\s*|[\s:,;.–-]+)+/i, '');
    if (said === '')
        return { kind: 'none' };
    if (!isAnswer && !/\b(?:pay|payment|send|transfer|settle|eft)\b/i.test(said))
        return { kind: 'else' };
    const { amount, payee } = readPayment(said.replace(/\bsettle\b/i, 'pay'));
    if (payee === '')
        return { kind: 'none' };
    const party = readParty(payee, [...beneficiaries, ...accounts]);
    const known = party.kind === 'one' ? [...beneficiaries, ...accounts].find(({ id }) => id === party.id) : undefined;
    return {
        kind: 'payment',
        payment: {
            payee: known?.name ?? payee.slice(0, 100),
            isBeneficiary: known !== undefined,
            ...(amount.kind === 'amount' && { amountCents: amount.cents }),
        },
        ...(amount.kind === 'unclear' && { note: amount.why }),
    };
}
/** `Sipho Dlamini R250.00` */
export function showPayment({ payee, amountCents }) {
    return amountCents === undefined ? payee : `${payee} ${showAmount(amountCents)}`;
}
/** The reminder: as text for an open window, which says what to type next, and as a template. */
export function paymentReminder(payment, at, { name }, { zone, culture }) {
    const { payee, isBeneficiary, amountCents } = payment;
    const type = ['pay', payee, ...(amountCents === undefined ? [] : [inFigures(amountCents)])].join(' ');
    const hint = isBeneficiary ? `Type "${type}" to do it now.` : 'Type "transfer" if I can send money for you.';
    const amount = amountCents === undefined ? `the amount owed to ${payee}` : `${showAmount(amountCents)} to ${payee}`;
    return {
        about: `pay ${showPayment(payment)}`,
        thing: payee,
        text: `Hi ${name}, you asked me to remind you to pay ${showPayment(payment)}. ${hint}`,
        template: template('payment_reminder', { name, amount, due: showDay(dayOf(at, zone), culture) }),
    };
}
/** As people type it: `250` or `1250.50`. */
function inFigures(cents) {
    return showAmount(cents).replace(/[R,]|\.00$/g, '');
}
