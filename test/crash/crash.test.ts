import { expect } from 'chai';
import { until } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';
import { textCallback } from './callback.js';
import { expectPerfect, tell } from './outcome.js';
import { storm } from './storm.js';
import { World } from './world.js';

/** With CRASH_SCALE=1 what the channel is held to; else less, for every day. */
const isWhole = process.env.CRASH_SCALE === '1';
const [answers, notices] = isWhole
  ? [
      { conversations: 500, messages: 20, kills: 24 },
      { conversations: 200, messages: 5, kills: 10 },
    ]
  : [
      { conversations: 25, messages: 4, kills: 2 },
      { conversations: 12, messages: 3, kills: 2 },
    ];

/** A restart takes a tenth of it. */
const unknownWaitMs = 2000;

describe('A bot in processes of its own', () => {
  after(removeFolders);

  describeBot('over LMDB, one process', 1, async () => `lmdb:${await temporaryFolder()}`);
  describeWithRedis('over Redis, three processes', (freshUrl) => {
    describeBot('of which one is never killed', 3, async () => freshUrl());
  });
});

function describeBot(title: string, bots: number, freshUrl: () => Promise<string>): void {
  describe(title, function () {
    this.timeout(10 * 60_000);
    let world: World;
    before(async () => {
      world = await World.open({ storeUrl: await freshUrl(), bots, unknownWaitMs });
    });
    after(() => world?.close());
    const victim = () => world.fleet.bots[bots === 1 ? 0 : 1];

    it('makes one turn of a callback that comes 50 times at once, to all of them', async () => {
      const [person = ''] = await world.people(27_810_000_000, 1);
      const callback = textCallback(person, 'one of many');
      const copies = Array.from({ length: 50 }, (_, copy) => world.postTo(copy, callback));
      expect(new Set(await Promise.all(copies))).to.deep.equal(new Set([200]));
      await world.quiet();
      expect(world.heard(person)).to.deep.equal(['1/1: one of many']);
      expect((await world.report()).turns.filter((text) => text === 'one of many')).to.have.length(1);

      await world.callBack(textCallback(person, 'the next'));
      await world.quiet();
      expect(world.heard(person)).to.deep.equal(['1/1: one of many', '2/2: the next']);
    });

    it('answers a burst of 100 messages of one person in order, and other people meanwhile', async () => {
      const [talker = '', ...others] = await world.people(27_820_000_000, 10);
      const texts = Array.from({ length: 100 }, (_, index) => `slow ${index + 1}`);
      // Each is taken by another bot than the one before it.
      for (const [index, text] of texts.entries()) {
        expect(await world.postTo(index, textCallback(talker, text))).to.equal(200);
      }
      const delays: number[] = [];
      for (const other of others) {
        const began = performance.now();
        await world.callBack(textCallback(other, 'Hello'));
        await until(() => world.heard(other).length > 0);
        delays.push(performance.now() - began);
      }
      expect(world.heard(talker).length).to.be.lessThan(100);
      // What a machine that does ten things at once takes is no failure of ours.
      if (isWhole) expect(delays.sort((a, b) => a - b)[4]).to.be.lessThan(100);

      await world.quiet();
      const expected = texts.map((text, index) => `${index + 1}/${index + 1}: ${text}`);
      expect(world.heard(talker)).to.deep.equal(expected);
    });

    it('answers every message once, in order, with its state as it must be, however often it is killed', async () => {
      const outcome = await storm(world, {
        ...answers,
        victim,
        firstPerson: 27_830_000_000,
      });
      tell(outcome);
      expectPerfect(outcome);
      expect(outcome.kills).to.be.at.least(2);
    });

    it('says every notification once, and keeps the messages of a turn together, however often it is killed', async () => {
      const outcome = await storm(world, {
        ...notices,
        inThree: true,
        notified: true,
        victim,
        firstPerson: 27_840_000_000,
      });
      tell(outcome);
      expectPerfect(outcome);
      expect(outcome.kills).to.be.at.least(2);
    });
  });
}
