import { openRedis } from '../../../src/store/redis/open.js';
import { describeWithRedis } from '../../support/redis.js';
import { describeValues } from '../valuesContract.js';

describeWithRedis('Redis, as every store', (freshUrl) => {
  describeValues('Redis', async () => {
    const { values, client, prefix, close } = await openRedis(freshUrl());
    /** Redis forgets by its own clock, which no test can move: so the times come nearer instead. */
    const advance = async (ms: number) => {
      for (const key of await client.keys(`${prefix}:*`)) {
        const leftMs = await client.pTTL(key);
        if (leftMs > 0) await client.pExpire(key, leftMs - ms);
      }
    };
    return { values, advance, close };
  });
});
