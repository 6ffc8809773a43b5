import { expect } from 'chai';
import { openStore } from '../../../src/index.js';
import { thandi } from '../../support/channel.js';
import { describeHosts } from '../../support/hosts.js';

describeHosts('idle', (start) => {
  it('sends what is due before it resolves', async () => {
    const channel = await start();
    await channel.say('Hello');
    await channel.adapter.schedule({ key: 'later', in: 60_000, to: thandi, text: 'As promised.' });
    channel.clock.advance(61_000);
    await channel.adapter.idle();
    expect(channel.heard()).to.deep.equal(['You said: Hello', 'As promised.']);
  });

  it('tells that the store is away as a fault, and does not reject', async () => {
    const store = await openStore('memory:');
    const channel = await start({ store });
    await channel.adapter.schedule({ key: 'later', in: 60_000, to: thandi, text: 'As promised.' });
    await store.close();
    channel.clock.advance(61_000);
    await channel.adapter.idle();
    expect(channel.events.filter(({ kind }) => kind === 'fault')).not.to.have.length(0);
  });
});
