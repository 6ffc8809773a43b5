import { expect } from 'chai';
import { type DecisionRecord, openStore, type Store, template } from '../../src/index.js';
import { startChannel, thandi } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { describeWithRedis } from '../support/redis.js';

const resolved = template('ticket_resolved', { name: 'Thandi', ticket: 'T-42', summary: 'fixed' });

describe('Decisions and counts', () => {
  after(removeFolders);
  describe('on LMDB', () => survive(async () => `lmdb:${await temporaryFolder()}`));
  describeWithRedis('on Redis', (freshUrl) => survive(async () => freshUrl()));
});

function survive(newUrl: () => Promise<string>): void {
  it('survive the end of the process, and go on', async () => {
    const url = await newUrl();
    const logic = async () => {};
    const first = await startChannel({ store: await openStore(url), logic });
    const { emulator, clock } = first;
    try {
      await first.adapter.notify({ to: thandi, template: resolved, id: 'a' });
      await first.settled();
      await end(first.adapter, first.store);

      const second = await startChannel({ store: await openStore(url), emulator, clock, logic });
      await second.adapter.notify({ to: thandi, template: resolved, id: 'b' });
      await second.settled();
      const found: DecisionRecord[] = [];
      for await (const record of second.adapter.decisions(thandi)) found.push(record);
      expect(found.map(({ notification, rule }) => [notification, rule])).to.deep.equal([
        ['a', 'is-template'],
        ['b', 'is-template'],
      ]);
      expect(found.map(({ afterwards }) => afterwards.parts[0]?.state)).to.deep.equal(['read', 'read']);
      const { rows } = await second.adapter.costs({ by: 'template' });
      expect(rows.map(({ key, sent }) => [key, sent])).to.deep.equal([['ticket_resolved', 2]]);
      await second.close();
      await second.store.close();
    } finally {
      await first.close();
    }
  });
}

async function end(adapter: { stop(): Promise<void> }, store: Store): Promise<void> {
  await adapter.stop();
  await store.close();
}
