import type { Clock } from '../core/clock.js';
import { lastFour } from '../core/conversation.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
import { Table } from '../store/table.js';

/** A template that a number's integration has refused for everybody. Others are sent in its place for now. */
export interface TemplateAside {
  readonly business: string;
  readonly template: string;
  readonly language: string;
  /** When it is tried again, in epoch ms. */
  readonly until: number;
  readonly reason: string;
}

/** A template as it is known to the provider, and to us. */
export interface WireName {
  readonly name: string;
  readonly language: string;
  /** Only if it differs from the name. */
  readonly portalName?: string | undefined;
}

interface Entry {
  readonly name: string;
  readonly language: string;
  readonly until: number;
  readonly reason: string;
}

/** The templates of a number that are set aside, by the names that requests give them. */
type Entries = Readonly<Record<string, Entry>>;

/** Meta pauses a template for 3 hours the first time and for 6 hours the second time, and then disables it. */
const defaultMs = 6 * 60 * 60 * 1000;
const longestMs = 30 * 24 * 60 * 60 * 1000;
/** How long what a shared store said is taken as it was, in ms. A try too many costs a request. */
const freshMs = 1000;

export interface TemplatesAsideDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly observe?: Observer | undefined;
  /** How long a template is set aside, in ms. Default 6 hours. */
  readonly asideMs?: number | undefined;
}

/** What is wrong with the option `templatesAsideMs`. */
export function asideFault(asideMs: number | undefined): string | undefined {
  if (asideMs === undefined || (asideMs >= 0 && asideMs <= longestMs)) return undefined;
  return 'templatesAsideMs: must be a number of milliseconds from 0, which sets no template aside, to 30 days.';
}

/**
 * Remembers which templates are missing, paused, disabled or of another form in the portal. It goes by the name that a
 * request gives a template: one that is approved anew under another `portalName` is not set aside.
 */
export class TemplatesAside {
  readonly #aside: Table<Entries>;
  readonly #clock: Clock;
  readonly #observe: Observer | undefined;
  /** How long a template is set aside, in ms. */
  readonly asideMs: number;
  /** What a store of several processes said last, by number. */
  readonly #known = new Map<string, { readonly entries: Entries; readonly at: number }>();

  constructor({ store, clock, observe, asideMs = defaultMs }: TemplatesAsideDeps) {
    this.#aside = new Table(store, 'templates-aside', { ttlMs: 2 * asideMs });
    this.#clock = clock;
    this.#observe = observe;
    this.asideMs = asideMs;
  }

  /** The template's entry while it is set aside. Not a promise if the store is in this process. */
  find(template: WireName, business: string): TemplateAside | undefined | Promise<TemplateAside | undefined> {
    const entries = this.#read(business);
    return entries instanceof Promise
      ? entries.then((read) => this.#in(read, business, keyOf(template)))
      : this.#in(entries, business, keyOf(template));
  }

  /** The provider refused the template for everybody. */
  async refused(template: WireName, business: string, reason: string): Promise<void> {
    await this.#aside.commit([this.refusedWrite(template, business, reason)]);
  }

  /** Like `refused`, as a write of a larger commit. A template that is set aside already stays so until then. */
  refusedWrite(template: WireName, business: string, reason: string): Write {
    const key = keyOf(template);
    const { name, language } = template;
    const until = this.#clock.now() + this.asideMs;
    let isNew = false;
    const change = (current: Entries = {}): Entries => {
      const kept = Object.fromEntries(Object.entries(current).filter(([, entry]) => this.#isAside(entry)));
      isNew = !Object.hasOwn(kept, key) && this.asideMs > 0;
      return isNew ? { ...kept, [key]: { name, language, until, reason } } : current;
    };
    return this.#aside.change(business, change, () => {
      this.#known.delete(business);
      if (!isNew) return;
      this.#observe?.({ kind: 'template', template: name, language, business: lastFour(business), reason, until });
    });
  }

  async all(businesses: readonly string[]): Promise<TemplateAside[]> {
    const read = await this.#aside.readMany(businesses);
    return businesses.flatMap((business, at) => {
      const entries = read[at] ?? {};
      return Object.keys(entries).flatMap((key) => this.#in(entries, business, key) ?? []);
    });
  }

  #read(business: string): Entries | Promise<Entries> {
    const known = this.#known.get(business);
    if (known && performance.now() - known.at < freshMs) return known.entries;
    const read = this.#aside.read(business);
    if (!(read instanceof Promise)) return read ?? {};
    const at = performance.now();
    return read.then((entries = {}) => {
      this.#known.set(business, { entries, at });
      return entries;
    });
  }

  #in(entries: Entries, business: string, key: string): TemplateAside | undefined {
    const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
    if (!entry || !this.#isAside(entry)) return undefined;
    const { name: template, language, until, reason } = entry;
    return { business, template, language, until, reason };
  }

  #isAside({ until }: Entry): boolean {
    const leftMs = until - this.#clock.now();
    // More than it can be is left of it if the clock was ahead then, and has been set since.
    return leftMs > 0 && leftMs <= this.asideMs;
  }
}

function keyOf({ name, portalName = name }: WireName): string {
  return portalName;
}
