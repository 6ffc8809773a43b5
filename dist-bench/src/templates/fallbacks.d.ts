import type { NameProblem } from './names.js';
import type { TemplateDraft } from './shape.js';
/**
 * Checks that the fallbacks of every template can be sent in its place: they are in the catalogue, each is named once,
 * and the template has all slots that they need. Two templates may be fallbacks of each other: each name is tried once.
 */
export declare function fallbackProblems(templates: readonly (TemplateDraft | undefined)[]): Generator<NameProblem>;
