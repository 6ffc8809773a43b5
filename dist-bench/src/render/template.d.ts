import type { WireContent } from '../clickatell/wire.js';
import type { BoundTemplate } from '../templates/bind.js';
/** A template with its values, as it is sent. */
export declare function renderTemplate({ template, parameters }: BoundTemplate): WireContent;
