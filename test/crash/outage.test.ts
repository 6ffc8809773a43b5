import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { type OwnRedis, ownRedis } from '../store/redis/ownRedis.js';
import { removeFolders } from '../support/folder.js';
import { expectPerfect, tell } from './outcome.js';
import { storm } from './storm.js';
import { World } from './world.js';

/** With CRASH_SCALE=1 what the channel is held to; else less, for every day. */
const [size, awayMs] =
  process.env.CRASH_SCALE === '1'
    ? [{ conversations: 200, messages: 20 }, 20_000]
    : [{ conversations: 40, messages: 5 }, 3_000];

describe('Bots whose Redis goes away under load', function () {
  this.timeout(5 * 60_000);
  let redis: OwnRedis | undefined;
  let world: World | undefined;
  before(async function () {
    redis = await ownRedis();
    if (!redis) return this.skip();
    await redis.start();
    // Longer than the provider waits before it repeats a status that nobody took.
    world = await World.open({ storeUrl: redis.url, bots: 2, unknownWaitMs: 10_000 });
  });
  after(async () => {
    await world?.close();
    await redis?.stop();
    await removeFolders();
  });

  it(`for ${awayMs / 1000} s: answer 503 meanwhile, lose nothing, double nothing, and go on by themselves`, async () => {
    if (!redis || !world) return;
    const { stop, start } = redis;
    const { bots } = world.fleet;
    const processes = bots.map(({ process }) => process.pid);
    const outage = async () => {
      await stop();
      await wait(awayMs);
      await start();
    };
    const outcome = await storm(world, { ...size, outage, firstPerson: 27_860_000_000 });
    tell(outcome);
    expectPerfect(outcome);
    expect(outcome.repeats).to.be.at.least(1);
    expect(bots.map(({ process }) => process.pid)).to.deep.equal(processes);
  });
});
