import { type ClickatellAdapter, type Observer } from '../../../src/index.js';
/** The log and the metrics of the bots in this repository, so that what is measured is what runs: at level info. */
export declare function observeAsDeployed(adapter: () => ClickatellAdapter): Observer;
