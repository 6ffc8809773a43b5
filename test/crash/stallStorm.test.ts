import { expect } from 'chai';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { expectPerfect, tell } from './outcome.js';
import { storm } from './storm.js';
import { World } from './world.js';

/** With CRASH_SCALE=1 what the channel is held to; else less, for every day. */
const isWhole = process.env.CRASH_SCALE === '1';
const answers = isWhole
  ? { conversations: 500, messages: 20, stalls: 24, kills: 4 }
  : { conversations: 40, messages: 5, stalls: 2, kills: 1 };
const notices = { conversations: 200, messages: 5, stalls: 12, kills: 4 };

/** A stalled process is taken over after this, where there is another one. */
const takeOverMs = isWhole ? 1500 : 750;
const stallMs = [0.2 * takeOverMs, 2.5 * takeOverMs] as const;
/** A status may wait in a process that is stopped, and be sent again to the next one that is. */
const unknownWaitMs = 2.5 * stallMs[1];

describe('A bot whose processes are stopped at random moments', () => {
  after(removeFolders);

  describeStalls('over LMDB, one process', 1, async () => `lmdb:${await temporaryFolder()}`);
  describeWithRedis('over Redis, three processes', (freshUrl) => {
    describeStalls('that take over from each other', 3, async () => freshUrl());
  });
});

function describeStalls(title: string, bots: number, freshUrl: () => Promise<string>): void {
  describe(title, function () {
    this.timeout(10 * 60_000);
    let world: World;
    before(async () => {
      world = await World.open({ storeUrl: await freshUrl(), bots, unknownWaitMs, takeOverMs });
    });
    after(() => world?.close());
    const victim = () => world.fleet.bots[0];

    it('answers every message once, in order, however often it is stopped and goes on', async () => {
      const outcome = await storm(world, { ...answers, stallMs, victim, firstPerson: 27_870_000_000 });
      tell(outcome);
      expectPerfect(outcome);
      expect(outcome.stalls).to.equal(answers.stalls);
    });

    if (!isWhole) return;
    it('says every notification once, and keeps the messages of a turn together', async () => {
      const more = { inThree: true, notified: true, stallMs, victim, firstPerson: 27_880_000_000 };
      const outcome = await storm(world, { ...notices, ...more });
      tell(outcome);
      expectPerfect(outcome);
      expect(outcome.stalls).to.equal(notices.stalls);
    });
  });
}
