import { ClickatellAdapterError } from '../src/index.js';
import { readConfigToStart } from './config.js';
import { greeting } from './greeting.js';
import { createLog } from './log.js';
import { run } from './run.js';
/** Resolves once the bots are up, or it is said why they are not. */
export const started = main();
async function main() {
    try {
        const config = await readConfigToStart(process.env);
        const log = createLog(config.logLevel);
        const running = await run(config, log);
        const stop = async () => {
            log.info('stopping: the turns that run may end');
            try {
                await running.stop();
                log.info('stopped');
            }
            catch (error) {
                // What was accepted is stored; what could not be closed does not keep the process alive.
                log.error({ err: error }, 'stopped, and not everything could be closed');
                endWith(1);
            }
        };
        process.once('SIGTERM', stop);
        process.once('SIGINT', stop);
        log.info({ url: running.url }, 'the bots are up');
        process.stdout.write(greeting(running));
    }
    catch (error) {
        if (!(error instanceof ClickatellAdapterError))
            throw error;
        process.stderr.write(`The bots cannot start.\n${error.message}\n`);
        endWith(1);
    }
}
/** Ends the process by itself if it can, so that what was written is read, and soon in any case. */
function endWith(code) {
    process.exitCode = code;
    setTimeout(() => process.exit(), 500).unref();
}
