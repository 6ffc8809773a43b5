import { pino } from 'pino';
import { createLog, logEvents } from '../../../bots/log.js';
import { createMetrics } from '../../../bots/metrics.js';
import { systemClock } from '../../../src/index.js';
/** The log and the metrics of the bots in this repository, so that what is measured is what runs: at level info. */
export function observeAsDeployed(adapter) {
    const log = createLog('info', pino.destination({ dest: '/dev/null', sync: false }));
    const metrics = createMetrics(adapter, systemClock);
    const logEvent = logEvents(log);
    return (event) => {
        logEvent(event);
        metrics.observe(event);
    };
}
