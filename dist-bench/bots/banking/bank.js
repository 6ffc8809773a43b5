import { dayOf } from '../dates/calendar.js';
import { localeOf } from '../dates/locale.js';
import { availableCents } from './accounts.js';
import { demoCustomer } from './demo.js';
/** A demonstration bank. Everybody who writes is a customer with accounts and a history. */
export class Bank {
    #store;
    #clock;
    #busy = new Map();
    constructor(store, clock) {
        this.#store = store;
        this.#clock = clock;
    }
    customer(id) {
        return this.#change(id, (record) => ({ record, result: record.customer }));
    }
    async accounts(id) {
        return (await this.customer(id)).accounts;
    }
    /**
     * The transactions on the customer's accounts, newest first. `days` are days in the given zone. Default: the
     * zone of the person's number.
     */
    transactions(id, account, { days, zone = localeOf(id).zone } = {}) {
        return this.#change(id, (record) => {
            const own = record.customer.accounts.map((each) => each.id).filter((each) => !account || each === account);
            const result = record.transactions
                .filter((entry) => own.some((each) => each === entry.account) && (!days || isWithin(dayOf(entry.at, zone), days)))
                .reverse();
            return { record, result };
        });
    }
    /**
     * Moves money, once for each key, and books both sides. A transfer that is not possible is a result, not an
     * exception.
     */
    transfer(id, request) {
        return this.#change(id, (record) => transferred(record, request, this.#clock.now()));
    }
    freezeCard(id) {
        return this.#setCard(id, true);
    }
    unfreezeCard(id) {
        return this.#setCard(id, false);
    }
    #setCard(id, cardIsFrozen) {
        return this.#change(id, (record) => {
            const customer = { ...record.customer, cardIsFrozen };
            return { record: { ...record, customer }, result: customer };
        });
    }
    /**
     * Changes a customer's record, one change at a time. The record is made on first use and stored if it has changed.
     */
    #change(id, change) {
        const work = async () => {
            const stored = await this.#store.get(`bank:${id}`);
            const before = stored ?? demoCustomer(id, this.#clock.now());
            const { record, result } = change(before);
            if (record !== stored)
                await this.#store.set(`bank:${id}`, record);
            return result;
        };
        const turn = (this.#busy.get(id) ?? Promise.resolve()).then(work, work);
        this.#busy.set(id, turn);
        const leave = () => {
            if (this.#busy.get(id) === turn)
                this.#busy.delete(id);
        };
        turn.then(leave, leave);
        return turn;
    }
}
function transferred(record, { from, to, amountCents, reference, key }, at) {
    const { customer, transactions } = record;
    const refuse = (result) => ({ record, result });
    const invalid = (field, problem) => refuse({ kind: 'invalid', field, problem });
    const account = customer.accounts.find((each) => each.id === from);
    const payee = [...customer.accounts, ...customer.beneficiaries].find((each) => each.id === to);
    if (!Number.isSafeInteger(amountCents) || amountCents <= 0)
        return invalid('amountCents', 'Must be a whole number of cents above 0.');
    if (!account)
        return invalid('from', 'There is no such account.');
    if (!payee || to === from)
        return invalid('to', 'There is no such beneficiary or other account.');
    const [debit, credit] = transactions.filter((entry) => entry.key === key);
    if (debit && credit) {
        const isSame = debit.account === from && credit.account === to && credit.amountCents === amountCents;
        if (!isSame)
            return invalid('key', 'This key belongs to another transfer.');
        return refuse({ kind: 'booked', id: debit.id, at: debit.at, repeated: true });
    }
    if (availableCents(account) < amountCents) {
        return refuse({ kind: 'insufficient-funds', availableCents: availableCents(account) });
    }
    const id = `t${transactions.length + 1}`;
    return {
        record: {
            customer: {
                ...customer,
                accounts: customer.accounts.map((each) => ({ ...each, balanceCents: each.balanceCents + moved(each.id) })),
                beneficiaries: customer.beneficiaries.map((each) => ({
                    ...each,
                    receivedCents: each.receivedCents + moved(each.id),
                })),
            },
            transactions: [
                ...transactions,
                { id, account: from, at, amountCents: -amountCents, description: `To ${payee.name}: ${reference}`, key },
                {
                    id: `t${transactions.length + 2}`,
                    account: to,
                    at,
                    amountCents,
                    description: `From ${account.name}: ${reference}`,
                    key,
                },
            ],
        },
        result: { kind: 'booked', id, at, repeated: false },
    };
    function moved(id) {
        if (id === from)
            return -amountCents;
        return id === to ? amountCents : 0;
    }
}
function isWithin(day, { from, to }) {
    return from <= day && day <= to;
}
