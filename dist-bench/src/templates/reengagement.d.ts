import type { Template } from './shape.js';
/** What is wrong with the choice of a re-engagement template, one sentence each. `all`: every template of the catalogue. */
export declare function reengagementFaults(name: string | undefined, all: readonly Template[]): string[];
/** The values of a re-engagement template for a person. */
export declare function reengagementValues(template: Template, person: string | undefined): Record<string, string>;
