import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { openStore } from '../../src/index.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { live } from './history.js';
import { histories, seed } from './scale.js';
import { history, release, type Step } from './steps.js';
import { World, type WorldOptions } from './world.js';

/** The report says what did not hold, and not only for which history. */
const told = { seed, includeErrorInReport: true } as const;

describe('Whatever happens to a bot', () => {
  const worlds = new Map<string, World>();
  const server = http.createServer((request, response) => {
    void worlds.get(request.headers.authorization ?? '')?.provider.handle(request, response);
  });
  let baseUrl = '';
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    console.log(`    MODEL_SEED=${seed}`);
  });
  after(async () => {
    server.close();
    server.closeAllConnections();
    await removeFolders();
  });

  /** Throws if anything that must always hold does not. */
  async function mustHold(steps: readonly Step[], options: Omit<WorldOptions, 'baseUrl' | 'apiKey'>): Promise<void> {
    const apiKey = randomUUID();
    const world = new World({ ...options, baseUrl, apiKey });
    worlds.set(apiKey, world);
    try {
      const found = await live(world, steps);
      if (found.length > 0) throw new Error(found.join('\n'));
    } catch (cause) {
      // Of those that ran side by side, it has to be told which one it was.
      const told = `released ${options.release} the answer: ${JSON.stringify(steps)}`;
      throw new Error(`${cause instanceof Error ? cause.message : cause}\n${told}`, { cause });
    } finally {
      worlds.delete(apiKey);
    }
  }

  const inMemory = { open: () => openStore('memory:'), isShared: false, isDurable: false };
  it(`keeps its promises, in memory: ${histories.memory} histories`, async () => {
    const property = fc.asyncProperty(history, release, (steps, release) => mustHold(steps, { ...inMemory, release }));
    await fc.assert(property, { ...told, numRuns: histories.memory });
  }).timeout(3_600_000);

  it(`keeps its promises, with crashes on LMDB: ${histories.lmdb} histories`, async () => {
    const property = fc.asyncProperty(history, release, async (steps, release) => {
      const folder = await temporaryFolder();
      await mustHold(steps, { open: () => openStore(`lmdb:${folder}`), isShared: false, isDurable: true, release });
    });
    await fc.assert(property, { ...told, numRuns: histories.lmdb }).finally(removeFolders);
  }).timeout(3_600_000);

  describeWithRedis('keeps its promises', (freshUrl) => {
    // They mostly wait for leases to expire, so many of them run side by side.
    const side = 8;
    const several = fc.tuple(...Array.from({ length: side }, () => fc.tuple(history, release)));
    it(`with two processes, crashes and stalls: ${histories.redis} histories`, async () => {
      const property = fc.asyncProperty(several, async (all) => {
        await Promise.all(
          all.map(([steps, release]) => {
            const url = freshUrl();
            return mustHold(steps, { open: () => openStore(url), isShared: true, isDurable: true, release });
          }),
        );
      });
      // To make it smaller would take long: each try waits for leases to expire.
      await fc.assert(property, { ...told, numRuns: Math.ceil(histories.redis / side), endOnFailure: true });
    }).timeout(3_600_000);
  });
});
