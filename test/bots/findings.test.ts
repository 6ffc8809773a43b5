import { expect } from 'chai';
import { readConfig } from '../../bots/config.js';
import { createLog } from '../../bots/log.js';
import { run } from '../../bots/run.js';
import { ConfigurationError } from '../../src/index.js';
import { rejection } from '../support/rejection.js';

describe('The setting FINDINGS', () => {
  it('must name a file that is there', async () => {
    const settings = { PORT: '0', EMULATOR_PORT: '0', STORE_URL: 'memory:', FINDINGS: 'not-there.findings.json' };
    const error = await rejection(run(readConfig(settings), createLog('silent')), ConfigurationError);
    expect(error.message).to.match(/^FINDINGS: There are no findings at not-there\.findings\.json\./);
  });
});
