import { type BoundTemplate } from './bind.js';
import type { TemplateCatalog } from './catalog.js';
import type { Template } from './shape.js';
/** A template of a chain, with its values, or with the reason why the values at hand do not fit it. */
export type ChainLink = {
    readonly kind: 'bound';
    readonly template: Template;
    readonly bound: BoundTemplate;
} | {
    readonly kind: 'unfit';
    readonly template: Template;
    readonly reason: string;
};
export interface ChainOptions {
    /** The person's locale. */
    readonly locale?: string | undefined;
    /** Whether the message names the template's language. Then no other language is tried. */
    readonly isLanguageGiven?: boolean;
}
/**
 * What may be sent where a template was asked for, in this order: the template itself, its versions in the person's
 * language and in the default language, then each of its fallbacks in the same way. The fallbacks of the fallbacks come
 * last, and no name comes twice.
 *
 * The slots of the others are filled by name from the template's parameters. Parameters that they have no slot for are
 * left out.
 */
export declare function chainOf(bound: BoundTemplate, catalog: TemplateCatalog, { locale, isLanguageGiven }?: ChainOptions): ChainLink[];
/** Whether two templates are the same version of one name. */
export declare function isSame(one: Pick<Template, 'name' | 'language'>, other: Pick<Template, 'name' | 'language'>): boolean;
