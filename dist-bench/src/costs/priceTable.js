import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigurationError } from '../core/errors.js';
import { priceOf } from './money.js';
import { longestPrefix } from './place.js';
export const pricedCategories = ['service', 'utility', 'marketing', 'authentication'];
const market = z.strictObject({
    market: z.string().min(1),
    prefixes: z.array(z.unknown()),
    ...{ service: z.unknown().optional(), utility: z.unknown(), marketing: z.unknown(), authentication: z.unknown() },
});
const freeRule = z.strictObject({
    category: z.enum(pricedCategories),
    when: z.literal('inside-window').optional(),
    perMonth: z.int().min(1).optional(),
});
const outer = z.record(z.string(), z.unknown());
const fields = ['currency', 'asOf', 'source', 'markets', 'free'];
/**
 * What messages cost: a dated list of prices by market and category, and what is free. None is built in, because prices
 * change, and what a provider charges is agreed with each customer.
 *
 *     const prices = await PriceTable.load('prices.json');
 *
 * The file, with prices for one delivered message. A market is named by the beginnings of its people's numbers, of
 * which the longest counts; `[]` is the market of everybody else. `service` is free unless it has a price:
 *
 *     { "currency": "USD", "asOf": "2025-07-01", "source": "Our contract with Clickatell, annex B",
 *       "markets": [
 *         { "market": "South Africa", "prefixes": ["27"], "utility": 0.0076, "marketing": 0.0379, "authentication": 0.0076 },
 *         { "market": "other", "prefixes": [], "utility": 0.0077, "marketing": 0.0604, "authentication": 0.0077 } ],
 *       "free": [ { "category": "utility", "when": "inside-window" }, { "category": "service", "perMonth": 1000 } ] }
 */
export class PriceTable {
    /** As `USD`. */
    currency;
    /** The day of the prices, as `2025-07-01`. */
    asOf;
    /** Where the prices are from. */
    source;
    free;
    /** The beginnings of numbers that have a price of their own. */
    prefixes;
    #markets;
    #other;
    constructor({ currency, asOf, source, free, markets, other }) {
        this.currency = currency;
        this.asOf = asOf;
        this.source = source;
        this.free = free;
        this.prefixes = new Set(markets.keys());
        this.#markets = markets;
        this.#other = other;
    }
    /** @throws ConfigurationError with every fault. */
    static parse(json) {
        return new PriceTable(draftOf(json));
    }
    /** Reads a table from a JSON file. @throws ConfigurationError with every fault; also if the file cannot be read. */
    static async load(path) {
        let json;
        try {
            const text = await readFile(path, 'utf8');
            json = JSON.parse(text.replace(/^\uFEFF/, ''));
        }
        catch (error) {
            const problem = error instanceof Error ? error.message : String(error);
            const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
            throw new ConfigurationError(`The price table ${path} ${what}: ${problem}`);
        }
        return PriceTable.parse(json);
    }
    /** The price of a delivered message to people at a place, in ten-thousandths of the currency's unit. */
    price(place, category) {
        return this.#marketAt(place).prices[category];
    }
    /** The market that a place belongs to. */
    market(place) {
        return this.#marketAt(place).market;
    }
    #marketAt(place) {
        for (let length = place.length; length > 0; length -= 1) {
            const found = this.#markets.get(place.slice(0, length));
            if (found)
                return found;
        }
        return this.#other;
    }
}
/** Reads a table, and tells everything that is wrong with it at once. */
function draftOf(json) {
    const faults = [];
    const given = outer.safeParse(json).data;
    if (!given)
        throw new ConfigurationError('The price table must be an object: { "currency": "USD", "markets": [ … ] }.');
    const text = (field, fits, hint) => {
        const value = given[field];
        if (typeof value === 'string' && fits(value))
            return value;
        faults.push(`${field}: must be ${hint}.`);
        return '';
    };
    const currency = text('currency', (value) => /^[A-Z]{3}$/.test(value), 'a currency, as "USD"');
    const asOf = text('asOf', isDay, 'the day of the prices, as "2025-07-01"');
    const source = text('source', (value) => /\S/.test(value), 'where the prices are from');
    for (const field of Object.keys(given)) {
        if (!fields.includes(field))
            faults.push(`${field}: is no field of a price table; there are ${fields.join(', ')}.`);
    }
    const { markets, other } = marketsOf(given.markets, faults);
    const free = freeOf(given.free, faults);
    if (faults.length > 0 || !other)
        throw new ConfigurationError(faults.map((fault) => `Price table, ${fault}`));
    return { currency, asOf, source, free, markets, other };
}
/** A day of the calendar: JavaScript takes 31 February for 3 March. */
function isDay(value) {
    const at = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) : Number.NaN;
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}
function marketsOf(given, faults) {
    const markets = new Map();
    let other;
    const all = Array.isArray(given) ? given : [];
    for (const [index, each] of all.entries()) {
        const where = `markets[${index}]`;
        const read = market.safeParse(each);
        if (!read.success) {
            faults.push(`${where}: must be { "market": "…", "prefixes": ["27"], "utility": 0.0076, … }: ${unknownIn(read.error)}.`);
            continue;
        }
        const { market: name, prefixes, ...rest } = read.data;
        const prices = { service: 0, utility: 0, marketing: 0, authentication: 0 };
        for (const category of pricedCategories) {
            const price = category === 'service' && rest.service === undefined ? 0 : priceOf(rest[category]);
            if (price === undefined) {
                faults.push(`${where}.${category}: must be a price with at most four decimals, as 0.0076.`);
            }
            else
                prices[category] = price;
        }
        if (prefixes.length === 0) {
            if (other)
                faults.push(`${where}.prefixes: is empty, as in another market; only one can be for everybody else.`);
            other = { market: name, prices };
        }
        for (const prefix of prefixes) {
            const isPrefix = typeof prefix === 'string' && /^(?:\d+|[A-Z]{2})$/.test(prefix) && prefix.length <= longestPrefix;
            if (!isPrefix) {
                const what = `1 to ${longestPrefix} digits that numbers begin with, as "27", or a country of user ids, as "US"`;
                faults.push(`${where}.prefixes: must be texts of ${what}.`);
            }
            else if (markets.has(prefix))
                faults.push(`${where}.prefixes: "${prefix}" is in another market, too.`);
            else
                markets.set(prefix, { market: name, prices });
        }
    }
    if (!Array.isArray(given))
        faults.push('markets: must be a list of markets with their prices.');
    else if (!other)
        faults.push('markets: must have one with "prefixes": [], for everybody else.');
    return { markets, other };
}
function freeOf(given, faults) {
    if (given === undefined)
        return [];
    if (!Array.isArray(given)) {
        faults.push('free: must be a list, as [{ "category": "utility", "when": "inside-window" }].');
        return [];
    }
    return given.flatMap((each, index) => {
        const read = freeRule.safeParse(each);
        if (read.success)
            return [read.data];
        const form = '{ "category": "utility", "when"?: "inside-window", "perMonth"?: 1000 }';
        faults.push(`free[${index}]: must be ${form}, with one of the categories ${pricedCategories.join(', ')}.`);
        return [];
    });
}
function unknownIn({ issues }) {
    const [unknown] = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
    if (unknown !== undefined)
        return `"${unknown}" is no field of it`;
    return `${issues
        .map(({ path }) => path.join('.'))
        .filter(Boolean)
        .join(', ') || 'it'} is wrong or missing`;
}
