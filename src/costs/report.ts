import { type DayCount, dayOf } from './counts.js';
import { inUnits } from './money.js';
import type { FreeRule, PriceTable } from './priceTable.js';

/** What the rows of a cost report are for. */
export type CostsBy = 'category' | 'template' | 'topic' | 'number' | 'day';

export const costsBy = ['category', 'template', 'topic', 'number', 'day'] as const;

/** What was sent, and what it cost. Money is in the price table's currency; `null` where there is no price table. */
export interface Costs {
  /** WhatsApp messages that the provider accepted. */
  readonly sent: number;
  /**
   * WhatsApp messages that a status says were delivered, counted on the day when it said so. What is sent and not
   * delivered a day later has failed, is for a phone that is off, or was kept from the person without a word: the
   * provider may accept a marketing template and never deliver it.
   */
  readonly delivered: number;
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

/** What was sent in a time, and what it cost, in all and by row. */
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

/** In ten-thousandths. */
interface Sum {
  sent: number;
  delivered: number;
  charged: number;
  cost: number;
  asTemplates: number;
}

/**
 * Adds up what was counted. Days are added in order, from the beginning of a month if the table has free messages by the
 * month: those before `firstDay` only use these up.
 */
export class CostSum {
  readonly #by: CostsBy;
  readonly #prices: PriceTable | undefined;
  readonly #firstDay: string;
  readonly #rows = new Map<string | null, Sum>();
  readonly #total = nothing();
  /** How many free messages are used up, by rule, month and number. */
  readonly #used = new Map<string, number>();

  constructor(by: CostsBy, prices: PriceTable | undefined, firstDay: string) {
    this.#by = by;
    this.#prices = prices;
    this.#firstDay = firstDay;
  }

  add(counts: readonly DayCount[]): void {
    for (const count of counts) {
      const charged = this.#charged(count);
      if (count.day < this.#firstDay) continue;
      const key = count[this.#by] ?? null;
      const row = this.#rows.get(key) ?? nothing();
      this.#rows.set(key, row);
      const price = this.#prices?.price(count.place, count.category) ?? 0;
      const instead = this.#prices?.price(count.place, 'utility') ?? 0;
      const cost = charged * price;
      for (const sum of [row, this.#total]) {
        sum.sent += count.sent;
        sum.delivered += count.delivered;
        sum.charged += price > 0 ? charged : 0;
        sum.cost += cost;
        sum.asTemplates += count.template === undefined ? count.whole * instead : cost;
      }
    }
  }

  report(first: number, last: number): CostReport {
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
  #charged(count: DayCount): number {
    let left = count.delivered;
    for (const [index, rule] of (this.#prices?.free ?? []).entries()) {
      if (left === 0 || !applies(rule, count)) continue;
      if (rule.perMonth === undefined) return 0;
      const key = `${index}/${count.day.slice(0, 7)}/${count.number}`;
      const used = this.#used.get(key) ?? 0;
      const free = Math.min(left, rule.perMonth - used);
      this.#used.set(key, used + free);
      left -= free;
    }
    return left;
  }

  #told({ sent, delivered, charged, cost, asTemplates }: Sum): Costs {
    if (!this.#prices) return { sent, delivered, charged: null, cost: null, asTemplates: null, saved: null };
    const money = { cost: inUnits(cost), asTemplates: inUnits(asTemplates), saved: inUnits(asTemplates - cost) };
    return { sent, delivered, charged, ...money };
  }
}

function nothing(): Sum {
  return { sent: 0, delivered: 0, charged: 0, cost: 0, asTemplates: 0 };
}

function applies({ category, when }: FreeRule, count: DayCount): boolean {
  return category === count.category && (when === undefined || count.isInside);
}

function inOrder(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : 1;
}
