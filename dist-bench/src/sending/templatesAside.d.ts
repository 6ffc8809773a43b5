import type { Clock } from '../core/clock.js';
import type { Observer } from '../core/observe.js';
import type { Write } from '../core/write.js';
import type { Store } from '../store/store.js';
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
export interface TemplatesAsideDeps {
    readonly store: Store;
    readonly clock: Clock;
    readonly observe?: Observer | undefined;
    /** How long a template is set aside, in ms. Default 6 hours. */
    readonly asideMs?: number | undefined;
}
/** What is wrong with the option `templatesAsideMs`. */
export declare function asideFault(asideMs: number | undefined): string | undefined;
/**
 * Remembers which templates are missing, paused, disabled or of another form in the portal. It goes by the name that a
 * request gives a template: one that is approved anew under another `portalName` is not set aside.
 */
export declare class TemplatesAside {
    #private;
    /** How long a template is set aside, in ms. */
    readonly asideMs: number;
    constructor({ store, clock, observe, asideMs }: TemplatesAsideDeps);
    /** The template's entry while it is set aside. Not a promise if the store is in this process. */
    find(template: WireName, business: string): TemplateAside | undefined | Promise<TemplateAside | undefined>;
    /** The provider refused the template for everybody. */
    refused(template: WireName, business: string, reason: string): Promise<void>;
    /** Like `refused`, as a write of a larger commit. A template that is set aside already stays so until then. */
    refusedWrite(template: WireName, business: string, reason: string): Write;
    all(businesses: readonly string[]): Promise<TemplateAside[]>;
}
