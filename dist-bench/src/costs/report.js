import { dayOf } from './counts.js';
import { inUnits } from './money.js';
export const costsBy = ['category', 'template', 'topic', 'number', 'day'];
/**
 * Adds up what was counted. Days are added in order, from the beginning of a month if the table has free messages by the
 * month: those before `firstDay` only use these up.
 */
export class CostSum {
    #by;
    #prices;
    #firstDay;
    #rows = new Map();
    #total = nothing();
    /** How many free messages are used up, by rule, month and number. */
    #used = new Map();
    constructor(by, prices, firstDay) {
        this.#by = by;
        this.#prices = prices;
        this.#firstDay = firstDay;
    }
    add(counts) {
        for (const count of counts) {
            const charged = this.#charged(count);
            if (count.day < this.#firstDay)
                continue;
            const key = count[this.#by] ?? null;
            const row = this.#rows.get(key) ?? nothing();
            this.#rows.set(key, row);
            const price = this.#prices?.price(count.place, count.category) ?? 0;
            const instead = this.#prices?.price(count.place, 'utility') ?? 0;
            const cost = charged * price;
            for (const sum of [row, this.#total]) {
                sum.sent += count.sent;
                sum.charged += price > 0 ? charged : 0;
                sum.cost += cost;
                sum.asTemplates += count.template === undefined ? count.whole * instead : cost;
            }
        }
    }
    report(first, last) {
        const { currency = null, asOf = null, source = null } = this.#prices ?? {};
        const rows = [...this.#rows].sort(([one], [other]) => inOrder(one, other));
        const days = { since: dayOf(first), until: dayOf(last) };
        return {
            ...{ by: this.#by, ...days, currency, asOf, source },
            rows: rows.map(([key, sum]) => ({ key, ...this.#told(sum) })),
            total: this.#told(this.#total),
        };
    }
    /** How many of the delivered messages are not free. */
    #charged(count) {
        let left = count.delivered;
        for (const [index, rule] of (this.#prices?.free ?? []).entries()) {
            if (left === 0 || !applies(rule, count))
                continue;
            if (rule.perMonth === undefined)
                return 0;
            const key = `${index}/${count.day.slice(0, 7)}/${count.number}`;
            const used = this.#used.get(key) ?? 0;
            const free = Math.min(left, rule.perMonth - used);
            this.#used.set(key, used + free);
            left -= free;
        }
        return left;
    }
    #told({ sent, charged, cost, asTemplates }) {
        if (!this.#prices)
            return { sent, charged: null, cost: null, asTemplates: null, saved: null };
        const money = { cost: inUnits(cost), asTemplates: inUnits(asTemplates), saved: inUnits(asTemplates - cost) };
        return { sent, charged, ...money };
    }
}
function nothing() {
    return { sent: 0, charged: 0, cost: 0, asTemplates: 0 };
}
function applies({ category, when }, count) {
    return category === count.category && (when === undefined || count.isInside);
}
function inOrder(one, other) {
    if (one === null || other === null)
        return Number(one === null) - Number(other === null);
    return one < other ? -1 : 1;
}
