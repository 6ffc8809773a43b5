import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { textCallback } from './callback.js';
import { go } from './contract.js';
import { World } from './world.js';

const mostCrashes = 3;

describe('A message that brings its process down', () => {
  after(removeFolders);
  describePoison('over LMDB', async () => `lmdb:${await temporaryFolder()}`);
  describeWithRedis('over Redis', (freshUrl) => describePoison('one process', async () => freshUrl()));
});

function describePoison(title: string, freshUrl: () => Promise<string>): void {
  describe(title, function () {
    this.timeout(120_000);
    let world: World;
    before(async () => {
      world = await World.open({ storeUrl: await freshUrl(), bots: 1, unknownWaitMs: 500, mostCrashes });
    });
    after(() => world?.close());

    it('is set aside after so many deaths, and everybody else is answered', async () => {
      const [poisoner = '', ...others] = await world.people(27_850_000_000, 12);
      // They run when the process dies, each time, and stand behind and before the poison in the backlog.
      await Promise.all(others.slice(0, 6).map((from) => world.callBack(textCallback(from, 'hold on'))));
      // A callback is repeated until a process lives that takes it, so nobody waits for it here.
      const callbacks: Promise<void>[] = [];
      const says = (from: string, text: string) => callbacks.push(world.callBack(textCallback(from, text)));
      let deaths = 0;
      for (;;) {
        const [bot] = world.fleet.bots;
        if (!bot) throw new Error('There is no bot.');
        const died = deathOf(bot.process);
        if (deaths === 0) says(poisoner, 'die');
        // The others may go on where the poison runs for the last time.
        if (deaths >= mostCrashes - 1 && bot.process.connected) bot.process.send(go);
        const isQuiet = deaths < mostCrashes ? never : world.quiet().then(() => 'quiet' as const);
        if ((await Promise.race([died, isQuiet])) === 'quiet') break;
        deaths += 1;
        expect(deaths).to.be.at.most(mostCrashes + 1);
        await world.replace(bot);
        // Accepted after a death, they have not run before the next.
        for (const from of others.slice(4 + 2 * deaths, 6 + 2 * deaths)) says(from, 'Hello');
      }
      await Promise.all(callbacks);
      await world.quiet();
      expect(deaths).to.equal(mostCrashes);
      const { aside, depth } = await world.report();
      expect({ aside, depth }).to.deep.equal({ aside: 1, depth: 0 });
      for (const other of others.slice(0, 6)) expect(world.heard(other)).to.deep.equal(['1/1: hold on']);
      for (const other of others.slice(6)) expect(world.heard(other)).to.deep.equal(['1/1: Hello']);
      // Its lane goes on.
      await world.callBack(textCallback(poisoner, 'live'));
      await until(() => world.heard(poisoner).length > 0);
      expect(world.heard(poisoner)).to.deep.equal(['1/1: live']);
    });
  });
}

const never = new Promise<never>(() => {});

/** It may have died already: the message that kills it is the first that it runs. */
async function deathOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
