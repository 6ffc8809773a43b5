import { type PartState, partStates } from '../clickatell/verdict.js';
import type { Clock } from '../core/clock.js';
import { leastEpochMs } from '../core/clock.js';
import { conversationOf } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import type { Observer } from '../core/observe.js';
import type { Part } from '../sending/ledger.js';
import { fallbackId } from '../sending/partIds.js';
import type { Store } from '../store/store.js';
import type { TemplateCatalog } from '../templates/catalog.js';
import { Counts } from './counts.js';
import { placeOf } from './place.js';
import type { PricedCategory, PriceTable } from './priceTable.js';
import { type CostReport, CostSum, type CostsBy, costsBy } from './report.js';

export interface AccountsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly templates: TemplateCatalog;
  readonly prices?: PriceTable | undefined;
  readonly observe?: Observer | undefined;
  /** For how long counts are kept, in ms. Default: 400 days. */
  readonly keptMs?: number | undefined;
}

/**
 * What a cost report is about: whole days, UTC, from that of `since` to the last one before `until`, as far as counts are
 * kept, and today at the latest.
 */
export interface CostsOf {
  /** In epoch ms. Default: the beginning of this month. */
  readonly since?: number | undefined;
  /** In epoch ms. Default: now. */
  readonly until?: number | undefined;
  /** What the rows are for. Default: `category`. */
  readonly by?: CostsBy | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
/** For how long counts are kept by default: a year, and the month that it is compared with. */
const keptByDefault = 400 * dayMs;
const longestKept = 3653 * dayMs;

/** What is wrong with `costsKeptMs`, as a sentence; `undefined` for nothing. */
export function costsFault(keptMs: number = keptByDefault): string | undefined {
  if (Number.isFinite(keptMs) && keptMs >= dayMs && keptMs <= longestKept) return undefined;
  return 'costsKeptMs: must be a number of milliseconds, from one day to ten years.';
}

/** What was sent and what it cost, from what the ledger learns of parts. */
export class Accounts {
  readonly #prices: PriceTable | undefined;
  readonly #clock: Clock;
  readonly #keptMs: number;
  readonly #counts: Counts;
  readonly #categories: ReadonlyMap<string, PricedCategory>;

  constructor({ prices, templates, keptMs = keptByDefault, ...deps }: AccountsDeps) {
    this.#prices = prices;
    this.#keptMs = keptMs;
    this.#clock = deps.clock;
    this.#counts = new Counts({ ...deps, keptMs });
    this.#categories = new Map([...templates].map(({ name, category }) => [name, category]));
  }

  /** A part has come further. Counts it once as sent and once as delivered, however often its statuses come. */
  moved(before: Part | undefined, part: Part): void {
    const sent = isTaken(part) && !isTaken(before);
    const delivered = isDelivered(part) && !isDelivered(before);
    if (!sent && !delivered) return;
    const conversation = conversationOf(part.conversation);
    if (!conversation) return;
    const { id, message, sentAs, template, topic, isInside = false } = part;
    const isText = sentAs === 'text';
    const isFirst = id === message || id === fallbackId(message);
    const kind = {
      number: conversation.business,
      place: placeOf(conversation.person, this.#prices?.prefixes),
      // A template that is no longer in the catalogue has no category that we know of.
      category: isText ? 'service' : (this.#categories.get(template ?? '') ?? 'utility'),
      ...(!isText && { template }),
      topic,
      isInside: isText || isInside,
    } as const;
    this.#counts.add(kind, {
      sent: Number(sent),
      delivered: Number(delivered),
      whole: Number(delivered && isText && isFirst),
    });
  }

  /** @throws InvalidInputError that names the wrong field; StoreError. */
  async report({ since, until, by = 'category' }: CostsOf = {}): Promise<CostReport> {
    const now = this.#clock.now();
    for (const [field, at] of Object.entries({ since, until })) checkTime(field, at);
    if (!costsBy.some((each) => each === by)) throw new InvalidInputError('by', `must be one of ${costsBy.join(', ')}`);
    const from = since ?? monthOf(now);
    if (until !== undefined && from >= until) throw new InvalidInputError('until', 'must be after since');
    if (from > now) throw new InvalidInputError('since', 'is later than now');
    // Nothing is counted of days to come, nor kept of days long ago, and looking for it would take long.
    const last = beginningOf(Math.min((until ?? now + 1) - 1, now));
    const kept = beginningOf(now) - beginningOf(this.#keptMs);
    const first = Math.min(Math.max(beginningOf(from), kept), last);
    await this.#counts.flush();
    const sum = new CostSum(by, this.#prices, new Date(first).toISOString().slice(0, 10));
    const isByMonth = this.#prices?.free.some(({ perMonth }) => perMonth !== undefined) ?? false;
    for await (const day of this.#counts.of(isByMonth ? monthOf(first) : first, last)) sum.add(day);
    return sum.report(first, last);
  }

  /** Adds what was counted to the store. */
  flush(): Promise<void> {
    return this.#counts.flush();
  }

  /** Forgets what is not stored yet. */
  drop(): void {
    this.#counts.drop();
  }
}

function isTaken(part: Part | undefined): boolean {
  if (!part) return false;
  // Of what failed, the provider has an id if it had taken it.
  return part.state === 'failed' ? part.apiMessageId !== undefined : isFrom(part, 'accepted');
}

function isDelivered(part: Part | undefined): boolean {
  return part !== undefined && isFrom(part, 'delivered');
}

function isFrom({ state }: Part, least: PartState): boolean {
  return partStates.indexOf(state) >= partStates.indexOf(least);
}

function checkTime(field: string, at: number | undefined): void {
  if (at === undefined) return;
  if (typeof at !== 'number' || !(at <= latestMs)) {
    throw new InvalidInputError(field, 'must be a time in epoch milliseconds, before the year 10000');
  }
  if (at >= leastEpochMs) return;
  throw new InvalidInputError(field, 'must be a time in epoch milliseconds; what is given reads like seconds');
}

/** The end of the year 9999. */
const latestMs = 253_402_300_799_999;

function beginningOf(at: number): number {
  return Math.floor(at / dayMs) * dayMs;
}

/** The beginning of the month of a time. */
function monthOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}
