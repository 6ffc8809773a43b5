import type { TemplateCatalog } from './catalog.js';
import type { Template } from './shape.js';
/** A template, and the values for its slots with which its body reads like the text. */
export interface TemplateMatch {
    readonly template: Template;
    readonly parameters: Record<string, string>;
}
/**
 * Finds the template that a text reads like: it has the same words, with something in place of every variable. Case and
 * white space do not matter. Of several templates, one in the conversation's language comes first, then utility before
 * marketing, then the one with the most characters of its own. Emphasis marks (`*`, `_`, `~`) count as letters.
 *
 * `replies` are the answers that the message offers. If there are any, only a template with the same quick replies says
 * the same.
 *
 * Takes time in proportion to the text's length and the number of templates.
 */
export declare function matchTemplate(text: string, catalog: TemplateCatalog, locale?: string, replies?: readonly string[]): TemplateMatch | undefined;
