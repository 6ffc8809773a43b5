import type { TemplateDraft } from './shape.js';
/** What is wrong with a template because of the others in its catalogue. */
export interface NameProblem {
    /** The template's place in the list. */
    readonly index: number;
    readonly problem: string;
}
/**
 * Checks that a request names exactly one template, and that every name can be found: a request carries the portal's
 * name and no language, so each language needs a portal name of its own, and a conversation whose language is not known
 * gets the default language.
 */
export declare function nameProblems(templates: readonly (TemplateDraft | undefined)[], defaultLanguage: string | undefined): Generator<NameProblem>;
