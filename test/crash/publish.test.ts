import { randomInt } from 'node:crypto';
import { expect } from 'chai';
import { until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { textCallback } from './callback.js';
import { World } from './world.js';

const kills = 2;
const inWindow = 60;
const topic = 'flight:SA204';
const text = 'Flight SA204 leaves from B7 now: it is a short walk.';
const template = { name: 'gate_changed', parameters: { flight: 'SA204', gate: 'B7' } };
const asTemplate = 'Flight SA204 leaves from gate B7 now.';

describe('A publication', () => {
  after(removeFolders);
  describePublication('over LMDB, one process', 1, async () => `lmdb:${await temporaryFolder()}`);
  describeWithRedis('over Redis', (freshUrl) => {
    describePublication('three processes', 3, async () => freshUrl());
  });
});

function describePublication(title: string, bots: number, freshUrl: () => Promise<string>): void {
  describe(title, function () {
    this.timeout(120_000);
    let world: World;
    before(async () => {
      world = await World.open({ storeUrl: await freshUrl(), bots, unknownWaitMs: 2000, everyMs: 7 });
    });
    after(() => world?.close());

    it('comes to each of 120 once, half of them outside the window, however often its process is killed', async () => {
      const near = await world.people(27_860_000_000, inWindow);
      const far = near.map((person) => String(Number(person) + 1000));
      for (const person of far) world.emulator.person(person, { on: false });
      // Until now only the provider knows that they have written.
      await Promise.all(near.map((person) => world.callBack(textCallback(person, 'Hi'))));
      await world.quiet();
      await world.signUp(topic, [...near, ...far]);
      // Long enough for some kills to fall between a request and its answer.
      world.emulator.latency = 5;
      const before = world.emulator.requests.messages;
      const share = Math.floor((2 * inWindow) / (kills + 1));
      const publishing = world.publish({ id: 'gate-B7', topic, text, template });
      for (let kill = 0; kill < kills; kill += 1) {
        // Nothing is said while no process stands by, or the next kill would find all done.
        await world.fleet.ready();
        const moment = before + kill * share + randomInt(share);
        await until(() => world.emulator.requests.messages >= moment);
        const bot = world.fleet.bots[randomInt(bots)];
        if (bot) await world.replace(bot);
      }
      await publishing;
      await until(async () => (await world.publication('gate-B7'))?.doneAt !== undefined);
      await world.quiet();
      world.emulator.latency = 0;

      expect(await world.publication('gate-B7')).to.include({ subscribers: 2 * inWindow, done: 2 * inWindow });
      const heard = (people: readonly string[]) => {
        const counts = new Map<string, number>();
        for (const said of people.map((person) => world.heard(person).join(' | '))) {
          counts.set(said, (counts.get(said) ?? 0) + 1);
        }
        return Object.fromEntries(counts);
      };
      expect(heard(near)).to.deep.equal({ [`1/1: Hi | ${text}`]: inWindow });
      expect(heard(far)).to.deep.equal({ [asTemplate]: inWindow });
      expect(await world.report()).to.include({ depth: 0, aside: 0 });
    });
  });
}
