import type { TemplateCatalog } from './catalog.js';
import type { Template } from './shape.js';
/**
 * The template that a text nearly reads like: it has the same words, and differs only in marks, punctuation, emoji, case
 * or accents, or the template needs more than a text can say (a file, a part of an address). For the sentence that tells
 * why a message was refused. Authentication templates are never named: they must be asked for by name.
 */
export declare function nearestTemplate(text: string, catalog: TemplateCatalog, locale?: string): Template | undefined;
