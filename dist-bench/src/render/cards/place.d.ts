import { type Block } from './block.js';
import { type Plain } from './plain.js';
/** Reads a `GeoCoordinates`, or a `Place` that has one. `undefined` if its coordinates are not valid. */
export declare function placeBlocks(content: Plain | undefined, label?: string): Block[] | undefined;
