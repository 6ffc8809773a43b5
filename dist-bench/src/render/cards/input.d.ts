import { type Fields } from './plain.js';
/** An input as a line `Label: …`, with its placeholder or value, and its choices below. */
export declare function inputLines({ label, title, placeholder, id, value, choices }: Fields): string;
