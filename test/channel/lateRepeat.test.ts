import { expect } from 'chai';
import { openStore } from '../../src/index.js';
import { request } from '../bots/program.js';
import { business, type Channel, echo, startChannel, thandi } from '../support/channel.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';

const day = 24 * 60 * 60 * 1000;

describe('A callback that is repeated when its id is forgotten', () => {
  let channel: Channel;
  const turns: string[] = [];
  const open = async (url: string) => {
    turns.length = 0;
    const store = await openStore(url);
    channel = await startChannel({
      store,
      logic: async (context) => {
        if (context.activity.type === 'message') turns.push(context.activity.text);
        // After a week the window is closed, and the bot has no template.
        await echo(context).catch(() => {});
      },
    });
    return store;
  };
  after(removeFolders);

  const text = (content: string, timestamp: number, from = thandi) => {
    return { channel: 'whatsapp', messageId: `m ${content}`, from, to: business, timestamp, content };
  };
  const post = async (...moText: object[]) => {
    expect((await request(channel.url, { body: { event: { moText } } })).status).to.equal(200);
    await channel.settled();
  };

  for (const url of ['memory:', 'lmdb:']) {
    it(`is no second turn, on ${url}`, async () => {
      const store = await open(url === 'lmdb:' ? `lmdb:${await temporaryFolder()}` : url);
      try {
        const now = channel.clock.now();
        const [one, two] = [text('one', now), text('two', now + 5000)];
        await post(one);
        channel.clock.advance(5000);
        await post(two);
        for (let again = 0; again < 3; again += 1) {
          channel.clock.advance(8 * day);
          await post(one, two, one);
          await post(two);
        }
        expect(turns).to.deep.equal(['one', 'two']);
        expect(channel.events.filter(({ kind }) => kind === 'callback').at(-1)).to.include({
          accepted: 0,
          repeated: 1,
        });
        // They are known still, so what they say now is taken.
        await post(text('three', channel.clock.now()));
        expect(turns).to.deep.equal(['one', 'two', 'three']);
      } finally {
        await channel.close();
        await store.close();
      }
    });
  }

  it('is not confused with what comes late for the first time', async () => {
    const store = await open('memory:');
    try {
      const long = channel.clock.now() - 60 * day;
      // All of these came in one go from a provider that had kept them: in order, or at the same second.
      await post(text('one', long), text('two', long), text('three', long + 1000));
      await post(text('four', long + day));
      await post(text('other', long, '27820000002'));
      await post({ ...text('timeless', 0), timestamp: undefined });
      expect(turns.sort()).to.deep.equal(['four', 'one', 'other', 'three', 'timeless', 'two']);
    } finally {
      await channel.close();
      await store.close();
    }
  });
});
