import { lastFour } from '../core/conversation.js';
import { Table } from '../store/table.js';
/** Meta pauses a template for 3 hours the first time and for 6 hours the second time, and then disables it. */
const defaultMs = 6 * 60 * 60 * 1000;
const longestMs = 30 * 24 * 60 * 60 * 1000;
/** How long what a shared store said is taken as it was, in ms. A try too many costs a request. */
const freshMs = 1000;
/** What is wrong with the option `templatesAsideMs`. */
export function asideFault(asideMs) {
    if (asideMs === undefined || (asideMs >= 0 && asideMs <= longestMs))
        return undefined;
    return 'templatesAsideMs: must be a number of milliseconds from 0, which sets no template aside, to 30 days.';
}
/**
 * Remembers which templates are missing, paused, disabled or of another form in the portal. It goes by the name that a
 * request gives a template: one that is approved anew under another `portalName` is not set aside.
 */
export class TemplatesAside {
    #aside;
    #clock;
    #observe;
    /** How long a template is set aside, in ms. */
    asideMs;
    /** What a store of several processes said last, by number. */
    #known = new Map();
    constructor({ store, clock, observe, asideMs = defaultMs }) {
        this.#aside = new Table(store, 'templates-aside', { ttlMs: 2 * asideMs });
        this.#clock = clock;
        this.#observe = observe;
        this.asideMs = asideMs;
    }
    /** The template's entry while it is set aside. Not a promise if the store is in this process. */
    find(template, business) {
        const entries = this.#read(business);
        return entries instanceof Promise
            ? entries.then((read) => this.#in(read, business, keyOf(template)))
            : this.#in(entries, business, keyOf(template));
    }
    /** The provider refused the template for everybody. */
    async refused(template, business, reason) {
        await this.#aside.commit([this.refusedWrite(template, business, reason)]);
    }
    /** Like `refused`, as a write of a larger commit. A template that is set aside already stays so until then. */
    refusedWrite(template, business, reason) {
        const key = keyOf(template);
        const { name, language } = template;
        const until = this.#clock.now() + this.asideMs;
        let isNew = false;
        const change = (current = {}) => {
            const kept = Object.fromEntries(Object.entries(current).filter(([, entry]) => this.#isAside(entry)));
            isNew = !Object.hasOwn(kept, key) && this.asideMs > 0;
            return isNew ? { ...kept, [key]: { name, language, until, reason } } : current;
        };
        return this.#aside.change(business, change, () => {
            this.#known.delete(business);
            if (!isNew)
                return;
            this.#observe?.({ kind: 'template', template: name, language, business: lastFour(business), reason, until });
        });
    }
    async all(businesses) {
        const read = await this.#aside.readMany(businesses);
        return businesses.flatMap((business, at) => {
            const entries = read[at] ?? {};
            return Object.keys(entries).flatMap((key) => this.#in(entries, business, key) ?? []);
        });
    }
    #read(business) {
        const known = this.#known.get(business);
        if (known && performance.now() - known.at < freshMs)
            return known.entries;
        const read = this.#aside.read(business);
        if (!(read instanceof Promise))
            return read ?? {};
        const at = performance.now();
        return read.then((entries = {}) => {
            this.#known.set(business, { entries, at });
            return entries;
        });
    }
    #in(entries, business, key) {
        const entry = Object.hasOwn(entries, key) ? entries[key] : undefined;
        if (!entry || !this.#isAside(entry))
            return undefined;
        const { name: template, language, until, reason } = entry;
        return { business, template, language, until, reason };
    }
    #isAside({ until }) {
        const leftMs = until - this.#clock.now();
        // More than it can be is left of it if the clock was ahead then, and has been set since.
        return leftMs > 0 && leftMs <= this.asideMs;
    }
}
function keyOf({ name, portalName = name }) {
    return portalName;
}
