import type { TemplateReference } from './message.js';
import { type Template } from './shape.js';
export type { Template, TemplateButton, TemplateCategory, TemplateHeader } from './shape.js';
/**
 * The approved templates, as they are in Clickatell's portal. A catalogue is checked when it is read, so a template
 * that WhatsApp would refuse is found then and not when it is sent.
 *
 *     const templates = await TemplateCatalog.load('templates.json');
 */
export declare class TemplateCatalog implements Iterable<Template> {
    #private;
    /** The language used if the conversation's language is unknown or a template has no version in it. */
    readonly defaultLanguage: string;
    /** The template that asks a person to answer, because something is held for them. */
    readonly reengagement: string | undefined;
    private constructor();
    /**
     * Reads a catalogue: `{ "defaultLanguage": "en", "reengagement": "open_again", "templates": [ … ] }`. The default
     * language is `en` unless another is given. Without `reengagement`, a message can be held only behind a template of its
     * own.
     *
     * @throws TemplateCatalogError with every fault of every template.
     */
    static parse(json: unknown): TemplateCatalog;
    /**
     * Reads a catalogue from a JSON file.
     *
     * @throws TemplateCatalogError with every fault; also if the file cannot be read or is not JSON.
     */
    static load(path: string): Promise<TemplateCatalog>;
    /** A catalogue without templates: while the window is closed, nothing can be sent. */
    static empty(): TemplateCatalog;
    /**
     * A new catalogue with the templates of both, and this one's default language.
     *
     * @throws TemplateCatalogError if both have a template of the same name and language, and the two differ, if a request
     * could not tell a template of one from a template of the other, if a fallback could not be filled, or if their re-engagement templates differ.
     */
    merge(other: TemplateCatalog): TemplateCatalog;
    /**
     * The template of this name. If a language is given, only that version counts. Otherwise it is the best version there
     * is: in the locale, in the locale's language without or with another region, the same for the default language, or
     * the only version.
     */
    find(name: string, locale?: string, language?: string): Template | undefined;
    /**
     * The versions of a template that a person may be sent, the best first: in the locale, in its language without a
     * region, and the same for the default language. The first is what `find` finds. If a language is given, only that
     * version counts.
     */
    versions(name: string, locale?: string, language?: string): Template[];
    /** As `find`. @throws TemplateNotFoundError */
    get(name: string, locale?: string, language?: string): Template;
    /** The re-engagement template for a person, whose name may not be known; `undefined` if the catalogue has none. */
    asking(person: string | undefined, locale?: string): TemplateReference | undefined;
    /** The names, each once, in the catalogue's order. */
    get names(): string[];
    /** Every template in every language, in the catalogue's order. */
    [Symbol.iterator](): Iterator<Template>;
}
