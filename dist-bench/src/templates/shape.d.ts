export type TemplateCategory = 'utility' | 'marketing' | 'authentication';
/** A text with at most one variable, which `slot` names, or a file, whose slot takes a Clickatell fileId. */
export type TemplateHeader = {
    readonly type: 'text';
    readonly text: string;
    readonly slot?: string;
} | {
    readonly type: 'image' | 'document' | 'video';
    readonly slot: string;
};
/** `url` may end in `{{1}}`, which `slot` names. `phone` is digits, with or without a `+`. */
export type TemplateButton = {
    readonly type: 'quickReply';
    readonly title: string;
} | {
    readonly type: 'url';
    readonly title: string;
    readonly url: string;
    readonly slot?: string;
} | {
    readonly type: 'phone';
    readonly title: string;
    readonly phone: string;
};
/** A template as it is approved in Clickatell's portal, with a name (a slot) for each of its variables. */
export interface Template {
    /** WhatsApp's name: `[a-z0-9_]`, 1 to 512 characters. Name and language together are the template's identity. */
    readonly name: string;
    /** As `en` or `pt_BR`. */
    readonly language: string;
    /**
     * The name in Clickatell's portal, if it differs from `name`. A request contains the name and no language, so a
     * template in two languages has two names in the portal.
     */
    readonly portalName?: string;
    readonly category: TemplateCategory;
    readonly header?: TemplateHeader;
    /** Variables are `{{1}}`, `{{2}}`, … */
    readonly body: string;
    /** The names of the body's variables: the first is that of `{{1}}`. */
    readonly slots: readonly string[];
    readonly footer?: string;
    readonly buttons?: readonly TemplateButton[];
    /**
     * The names of the templates that are sent instead if this one cannot be, in this order. They are filled by the names
     * of the slots, so each may only have slots that this template has too. Their own fallbacks come after them.
     */
    readonly fallback?: readonly string[];
}
/** The fields of a template that could be read, for checking them although another one could not be. */
export type TemplateDraft = Partial<Omit<Template, 'buttons'>> & {
    readonly buttons?: readonly (TemplateButton | undefined)[];
};
/** A catalogue, read as far as possible. */
export interface CatalogShape {
    /** Those without a fault of form. */
    readonly templates: readonly Template[];
    /** Everything in the list, with `undefined` for what is no template at all. */
    readonly drafts: readonly (TemplateDraft | undefined)[];
    /** `undefined` if what is given is no text. */
    readonly defaultLanguage: string | undefined;
    /** The name of the template that asks a person to answer. */
    readonly reengagement: string | undefined;
    /** One sentence each. */
    readonly faults: readonly string[];
}
/** Reads a catalogue's JSON, and collects what is wrong with it template by template. Never throws. */
export declare function readShape(json: unknown): CatalogShape;
/** How the sentence of a fault names the template at this place of the list. Works for any value. */
export declare function labelOf(value: unknown, index: number): string;
