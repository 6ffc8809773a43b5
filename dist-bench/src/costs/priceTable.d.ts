/** `service` is every message that is no template. */
export type PricedCategory = 'service' | 'utility' | 'marketing' | 'authentication';
export declare const pricedCategories: readonly ['service', 'utility', 'marketing', 'authentication'];
/** A rule that makes messages free. */
export interface FreeRule {
    readonly category: PricedCategory;
    /** `inside-window`: only while the customer service window was open. Without it, always. */
    readonly when?: 'inside-window' | undefined;
    /** Only the first ones of a calendar month (UTC), for each of our numbers. Without it, all. */
    readonly perMonth?: number | undefined;
}
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
export declare class PriceTable {
    #private;
    /** As `USD`. */
    readonly currency: string;
    /** The day of the prices, as `2025-07-01`. */
    readonly asOf: string;
    /** Where the prices are from. */
    readonly source: string;
    readonly free: readonly FreeRule[];
    /** The beginnings of numbers that have a price of their own. */
    readonly prefixes: ReadonlySet<string>;
    private constructor();
    /** @throws ConfigurationError with every fault. */
    static parse(json: unknown): PriceTable;
    /** Reads a table from a JSON file. @throws ConfigurationError with every fault; also if the file cannot be read. */
    static load(path: string): Promise<PriceTable>;
    /** The price of a delivered message to people at a place, in ten-thousandths of the currency's unit. */
    price(place: string, category: PricedCategory): number;
    /** The market that a place belongs to. */
    market(place: string): string;
}
