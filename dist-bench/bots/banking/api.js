import { InvalidInputError, isAddress, personIdOf } from '../../src/index.js';
import { isDay } from '../dates/calendar.js';
import { beginning } from '../dates/periodSpans.js';
import { availableCents } from './accounts.js';
/**
 * The bank's API for its other programs, on the same books: `GET /api/customers/:person` and
 * `GET /api/customers/:person/transactions?from=2026-05-01&to=2026-05-31` (both optional, both included). Amounts are
 * in whole cents. Wrong input is a 400 that names the field. These routes do not authenticate: the server does.
 */
export function bankingRoutes(server, { bank }) {
    server.get('/api/customers/:person', answered(async (req) => customer(bank, personOf(req))));
    server.get('/api/customers/:person/transactions', answered(async (req) => transactions(bank, personOf(req), daysOf(req))));
}
async function customer(bank, person) {
    const { name, accounts, cardIsFrozen } = await bank.customer(person);
    const card = accounts.find(({ id }) => id === 'credit');
    return {
        person,
        name,
        accounts: accounts.map((account) => ({
            id: account.id,
            name: account.name,
            number: account.masked,
            currency: account.currency,
            balanceCents: account.balanceCents,
            availableCents: availableCents(account),
        })),
        card: { number: card?.masked, state: cardIsFrozen ? 'frozen' : 'active' },
    };
}
async function transactions(bank, person, days) {
    const found = await bank.transactions(person, undefined, { days });
    return {
        person,
        transactions: found.map(({ id, account, at, amountCents, description }) => ({
            id,
            account,
            at: new Date(at).toISOString(),
            amountCents,
            currency: 'ZAR',
            description,
        })),
    };
}
function personOf(req) {
    const person = personIdOf(String(req.params?.person));
    if (!isAddress(person))
        throw new InvalidInputError('person', 'Must be an international number or a user id.');
    return person;
}
function daysOf(req) {
    const query = new URLSearchParams(req.getQuery());
    const [from = beginning, to = '9999-12-31'] = ['from', 'to'].map((field) => {
        const value = query.get(field) ?? undefined;
        if (value !== undefined && !isDay(value))
            throw new InvalidInputError(field, 'Must be a day such as 2026-05-01.');
        return value;
    });
    if (from > to)
        throw new InvalidInputError('to', 'Must not be before "from".');
    return { from, to };
}
/** A handler that sends the result of `answer`. Input that it refuses becomes a 400. */
function answered(answer) {
    return async (req, res) => {
        try {
            res.send(200, await answer(req));
        }
        catch (error) {
            if (!(error instanceof InvalidInputError))
                throw error;
            res.send(400, { error: error.message, field: error.field });
        }
    };
}
