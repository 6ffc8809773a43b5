import { Registry } from 'prom-client';
import { type ClickatellAdapter, type Clock, type Observer } from '../src/index.js';
export interface Metrics {
    readonly registry: Registry;
    readonly observe: Observer;
}
/** What is read of the adapter on each scrape. */
type Measured = Pick<ClickatellAdapter, 'backlog' | 'switchedOff' | 'templatesAside' | 'paused' | 'clockSkewMs'>;
/** The channel's metrics for Prometheus. `waitingBytes`: callbacks that are accepted and not yet in the store. */
export declare function createMetrics(adapter: () => Measured, clock: Clock, waitingBytes?: () => number): Metrics;
export {};
