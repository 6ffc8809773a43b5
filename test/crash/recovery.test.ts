import { expect } from 'chai';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { type Recovery, recovery } from './recovery.js';

/** With CRASH_SCALE=1 what the channel is held to; else less, for every day. */
const isWhole = process.env.CRASH_SCALE === '1';
/** Some are answered between the last look and the kill: so more write than have to wait. */
const [outstanding, least, rounds] = isWhole ? [1200, 1000, 5] : [100, 1, 1];
/** On every day nobody waits for half a minute. */
const unknownWaitMs = isWhole ? 30_000 : 6000;
const mostMs = 5000;

describe('A process that goes on after one was killed', () => {
  after(removeFolders);
  describeRecovery('over LMDB', async () => `lmdb:${await temporaryFolder()}`);
  describeWithRedis('over Redis', (freshUrl) => describeRecovery('alone', async () => freshUrl()));
});

function describeRecovery(title: string, freshUrl: () => Promise<string>): void {
  describe(title, function () {
    this.timeout(120_000);

    for (let round = 1; round <= rounds; round += 1) {
      it(`answers ${least} messages and more that wait, each once, within ${mostMs / 1000} s, round ${round}`, async () => {
        const recovered = await recovery(await freshUrl(), outstanding, unknownWaitMs);
        tell(recovered);
        const { waiting, missing, doubled, lastKnownMs } = recovered;
        expect(waiting).to.be.at.least(least);
        expect({ missing, doubled }).to.deep.equal({ missing: 0, doubled: 0 });
        // What a machine that does ten things at once takes is no failure of ours.
        if (isWhole) expect(lastKnownMs).to.be.lessThan(mostMs);
      });
    }
  });
}

function tell(recovered: Recovery): void {
  const { waiting, doubts, unarrived, lastAnswerMs, lastKnownMs, missing, doubled } = recovered;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const settled = [...doubts].map(([how, count]) => `${count} ${how}`).join(', ') || 'none';
  const late = unarrived > 0 ? `; of ${unarrived} that no status can tell of ${seconds(lastAnswerMs)}` : '';
  console.log(
    `        ${waiting} waited, of unknown fate at their turn: ${settled}; last answer ${seconds(lastKnownMs)} after up${late}; ` +
      `${missing} missing, ${doubled} doubled`,
  );
}
