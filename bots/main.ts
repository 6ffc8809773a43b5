import { ClickatellAdapterError } from '../src/index.js';
import { readConfigToStart } from './config.js';
import { greeting } from './greeting.js';
import { createLog } from './log.js';
import { run } from './run.js';

try {
  const config = await readConfigToStart(process.env);
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
