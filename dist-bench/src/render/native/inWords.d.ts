import type { Choice } from '../../choices/action.js';
import type { Question } from './fit.js';
/** A question as text: its choices numbered, its addresses below them. */
export declare function inWords({ body, sections, first }: Question): string;
/**
 * The choices as lines that a person can answer with a number: `1. Balance`. If all titles have numbers of their own,
 * those are used instead. Titles are shown as they are typed.
 *
 * @param first the number of the first choice.
 */
export declare function numberedList(choices: readonly Choice[], first?: number): string;
