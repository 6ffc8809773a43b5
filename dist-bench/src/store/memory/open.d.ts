import { type Clock } from '../../core/clock.js';
import type { Store } from '../store.js';
/** A store that ends with the process, for tests and for trying things out. By `clock`, values expire. */
export declare function openMemory(clock?: Clock): Store;
