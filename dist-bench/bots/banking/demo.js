import { addDays, dayOf, dayOfMonth, daysBefore, weekdayOf } from '../dates/calendar.js';
import { localeOf } from '../dates/locale.js';
import { seeded } from './random.js';
const days = 90;
const names = ['Naledi', 'Johan', 'Ayesha', 'Lerato', 'Pieter', 'Zanele', 'Riaan', 'Priya'];
const beneficiaries = ['Sipho Dlamini', 'Thandi Nkosi', 'City Power', 'Bloem Properties'];
const groceries = {
    account: 'cheque',
    descriptions: ['Kasteel Grocers Rosebank', 'Fresh Corner Melville', 'Acacia Supermarket'],
    low: 180_00,
    high: 1_450_00,
};
const small = {
    account: 'cheque',
    descriptions: ['Prepaid airtime', 'Corner Bakery', 'Parking Rosebank', 'Taxi fare'],
    low: 15_00,
    high: 180_00,
};
const card = {
    account: 'credit',
    descriptions: [
        'Jacaranda Books',
        'Highveld Fuel N1',
        'Two Oceans Pharmacy',
        'Blue Crane Cinema',
        'Marula Restaurant',
    ],
    low: 60_00,
    high: 950_00,
};
/**
 * The customer for an id, with about 90 days of history until `now` (epoch ms). The same two give the same customer.
 */
export function demoCustomer(id, now) {
    const random = seeded(id);
    const { zone } = localeOf(id);
    const today = dayOf(now, zone);
    const salary = random.between(28_000_00, 46_000_00);
    const rent = random.between(8_000_00, 12_000_00);
    const name = random.pick(names);
    const numbers = [0, 1, 2].map(() => `****${random.between(1000, 9999)}`);
    const booked = Array.from({ length: days + 1 }, (_, index) => {
        const back = days - index;
        return ofDay(addDays(today, -back), daysBefore(now, zone, back), random, { salary, rent });
    }).flat();
    const transactions = booked.map((entry, index) => ({ ...entry, id: `t${index + 1}` }));
    const account = (accountId, label, at, opening, limitCents) => {
        const moved = sum(transactions.filter((entry) => entry.account === accountId).map((entry) => entry.amountCents));
        return {
            id: accountId,
            name: label,
            masked: numbers[at] ?? '',
            currency: 'ZAR',
            balanceCents: opening + moved,
            limitCents,
        };
    };
    const lowest = lowestOf(transactions, 'cheque');
    const accounts = [
        account('cheque', 'Cheque', 0, random.between(3_000_00, 9_000_00) - lowest, 0),
        account('savings', 'Savings', 1, random.between(12_000_00, 60_000_00), 0),
        account('credit', 'Credit card', 2, -random.between(12_000_00, 15_000_00), 90_000_00),
    ];
    return {
        customer: {
            id,
            name,
            accounts,
            beneficiaries: beneficiaries.map((label, index) => ({ id: `b${index + 1}`, name: label, receivedCents: 0 })),
            cardIsFrozen: false,
        },
        transactions,
    };
}
/** One day's bookings, all at the current time of day, so that none is in the future. */
function ofDay(day, end, random, monthly) {
    const book = (account, amountCents, description) => ({
        account,
        at: end,
        amountCents,
        description,
    });
    const buy = ({ account, descriptions, low, high }) => book(account, -random.between(low, high), random.pick(descriptions));
    const move = (from, to, amount, description) => [
        book(from, -amount, description),
        book(to, amount, description),
    ];
    const date = dayOfMonth(day);
    return [
        ...(date === 25 ? [book('cheque', monthly.salary, 'Salary')] : []),
        ...(date === 26 ? move('cheque', 'savings', 1_500_00, 'Monthly saving') : []),
        ...(date === 28 ? move('cheque', 'credit', 4_000_00, 'Credit card payment') : []),
        ...(date === 1 ? [book('cheque', -monthly.rent, 'Rent, Bloem Properties')] : []),
        ...(date === 3 ? [book('cheque', -random.between(700_00, 1_600_00), 'City Power electricity')] : []),
        ...(weekdayOf(day) === 6 ? [buy(groceries)] : []),
        ...(random.between(1, 10) <= 4 ? [buy(small)] : []),
        ...(random.between(1, 10) <= 3 ? [buy(card)] : []),
    ];
}
/** The lowest running total of the account's history, at most 0. */
function lowestOf(transactions, account) {
    const amounts = transactions.filter((entry) => entry.account === account).map((entry) => entry.amountCents);
    return amounts.reduce(({ total, lowest }, amount) => ({ total: total + amount, lowest: Math.min(lowest, total + amount) }), { total: 0, lowest: 0 }).lowest;
}
function sum(amounts) {
    return amounts.reduce((total, amount) => total + amount, 0);
}
