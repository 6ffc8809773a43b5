import type { Template } from './shape.js';
/**
 * Every slot that needs a value: those of the body in the order of its variables, then the header's and the buttons'.
 */
export declare function slotsOf({ slots, header, buttons }: Pick<Template, 'slots' | 'header' | 'buttons'>): string[];
