import { type DayCount } from './counts.js';
import type { PriceTable } from './priceTable.js';
/** What the rows of a cost report are for. */
export type CostsBy = 'category' | 'template' | 'topic' | 'number' | 'day';
export declare const costsBy: readonly ['category', 'template', 'topic', 'number', 'day'];
/** What was sent, and what it cost. Money is in the price table's currency; `null` where there is no price table. */
export interface Costs {
    /** WhatsApp messages that the provider accepted. */
    readonly sent: number;
    /** Of those that were delivered, how many have a price and are not free. */
    readonly charged: number | null;
    readonly cost: number | null;
    /**
     * What the same would have cost if every message that went out as it is had been a utility template outside of the
     * window, each message of the bot's being one. Templates count as what they cost.
     */
    readonly asTemplates: number | null;
    /** What the window saved: `asTemplates` less `cost`. */
    readonly saved: number | null;
}
export interface CostRow extends Costs {
    /** The category, the template, the topic, our number or the day (`2026-05-01`). `null`: no template, or no topic. */
    readonly key: string | null;
}
export interface CostReport {
    readonly by: CostsBy;
    /** The first day and the last one, as `2026-05-01`, UTC. */
    readonly since: string;
    readonly until: string;
    readonly currency: string | null;
    /** The day of the prices, and where they are from. */
    readonly asOf: string | null;
    readonly source: string | null;
    readonly rows: readonly CostRow[];
    readonly total: Costs;
}
/**
 * Adds up what was counted. Days are added in order, from the beginning of a month if the table has free messages by the
 * month: those before `firstDay` only use these up.
 */
export declare class CostSum {
    #private;
    constructor(by: CostsBy, prices: PriceTable | undefined, firstDay: string);
    add(counts: readonly DayCount[]): void;
    report(first: number, last: number): CostReport;
}
