import { ClickatellAdapterError } from '../src/index.js';
import { readConfig } from './config.js';
import { greeting } from './greeting.js';
import { createLog } from './log.js';
import { run } from './run.js';

/** Resolves once the bots are up, or it is said why they are not. */
export const started = main();

async function main(): Promise<void> {
  try {
    const config = readConfig(process.env);
    const log = createLog(config.logLevel);
    const running = await run(config, log);
    const stop = async () => {
      log.info('stopping: the turns that run may end');
      await running.stop();
      log.info('stopped');
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    log.info({ url: running.url }, 'the bots are up');
    process.stdout.write(greeting(running));
  } catch (error) {
    if (!(error instanceof ClickatellAdapterError)) throw error;
    process.stderr.write(`The bots cannot start.\n${error.message}\n`);
    process.exitCode = 1;
  }
}
