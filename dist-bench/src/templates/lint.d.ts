import { type NameProblem } from './names.js';
import { type TemplateDraft } from './shape.js';
/** WhatsApp's limits for templates (Meta, "Message templates: components"), in characters. */
export declare const limits: {
    readonly body: 1024;
    readonly header: 60;
    readonly footer: 60;
    readonly buttons: 10;
    readonly buttonTitle: 25;
};
/**
 * Checks templates against the rules by which WhatsApp approves and sends them, and their slots against their
 * variables. Returns one sentence for each fault, which names the template and the field. A field that could not be read
 * is missing from a template and passed over, and an `undefined` in the list keeps the place of what is no template.
 */
export declare function lint(templates: readonly (TemplateDraft | undefined)[], defaultLanguage: string | undefined): string[];
/** What is wrong with a template because of the others in its catalogue. */
export declare function catalogProblems(templates: readonly (TemplateDraft | undefined)[], defaultLanguage: string | undefined): Generator<NameProblem>;
