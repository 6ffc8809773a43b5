import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { Acceptor } from '../../src/acceptor/acceptor.js';
import { type ChannelEvent, ConfigurationError, StoreError } from '../../src/index.js';
import { bytesIn } from '../people/rawStore.js';
import { business, startChannel, thandi } from '../support/channel.js';
import { eventually } from '../support/eventually.js';
import { withFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const secret = 'open-sesame';

describe('Callbacks accepted in a thread of their own', () => {
  it('become turns, in order', () =>
    withFolder(async (folder) => {
      const channel = await startChannel({ adapter: { webhookSecret: secret } });
      const { url } = await channel.adapter.listen({ port: 0, folder });
      channel.emulator.integrate({ number: business, callbackUrl: `${url}?key=${secret}` });
      const said = Array.from({ length: 20 }, (_, index) => `message ${index}`);
      for (const text of said) await channel.emulator.say({ from: thandi, text });
      await eventually(() => expect(channel.heard()).to.have.length(20));
      expect(channel.heard()).to.deep.equal(said.map((text) => `You said: ${text}`));
      await channel.close();
    }));

  it('are refused as the adapter refuses them', () =>
    withFolder(async (folder) => {
      const channel = await startChannel({ adapter: { webhookSecret: [secret, 'former'] } });
      const { url, port } = await channel.adapter.listen({ port: 0, folder });
      const post = (address: string, body: string, method = 'POST') =>
        fetch(address, { method, ...(method === 'POST' && { body }) }).then(({ status }) => status);
      expect(await post(url, '{}')).to.equal(401);
      expect(await post(`${url}?key=${secret}`, '{')).to.equal(400);
      const many = JSON.stringify({ event: { moText: new Array(1001).fill({}) } });
      expect(await post(`${url}?key=${secret}`, many)).to.equal(400);
      expect(await post(`http://127.0.0.1:${port}/other?key=${secret}`, '{}')).to.equal(404);
      expect(await post(`${url}?key=${secret}`, '', 'GET')).to.equal(405);
      expect(await post(`${url}?key=${secret}`, '{}')).to.equal(200);
      expect(await post(`${url}?key=former`, '{}')).to.equal(200);
      await eventually(() => expect(statuses(channel.events)).to.deep.equal([401, 400, 400, 404, 405, 200, 200]));
      await channel.close();
      await rejection(fetch(url), TypeError);
    }));

  it('are kept where nobody but the owner of the process can read them', () =>
    withFolder(async (parent) => {
      const folder = join(parent, 'made', 'callbacks');
      const refuse = async () => {
        throw new TypeError('It cannot be read.');
      };
      const acceptor = await Acceptor.listen(
        { port: 0, folder },
        { webhookSecret: 'none', observe: undefined, accept: refuse },
      );
      expect(await send(acceptor.url, { count: 1 })).to.equal(200);
      const rights = async (...path: string[]) => ((await stat(join(folder, ...path))).mode & 0o777).toString(8);
      await eventually(async () => expect(await rights('refused.ndjson')).to.equal('600'));
      const names = (await readdir(folder)).filter((name) => name.startsWith('callbacks-'));
      expect(names).to.have.length.greaterThan(0);
      for (const name of names) expect(await rights(name), name).to.equal('600');
      expect([await rights(), await rights('..')]).to.deep.equal(['700', '700']);
      await acceptor.close();
    }));

  it('are in no file any more once their person is erased', () =>
    withFolder(async (folder) => {
      const channel = await startChannel({ adapter: { webhookSecret: secret } });
      const { url } = await channel.adapter.listen({ port: 0, folder });
      channel.emulator.integrate({ number: business, callbackUrl: `${url}?key=${secret}` });
      await channel.emulator.say({ from: thandi, text: 'xylophone' });
      await eventually(() => expect(channel.heard()).to.have.length(1));
      expect(await bytesIn(folder)).to.include('xylophone');
      await channel.adapter.erasePerson(thandi);
      expect(await bytesIn(folder)).not.to.match(new RegExp(`xylophone|${thandi}`));
      await channel.close();
    }));

  it('wait in the folder while the store is away, also over a restart, and lose nothing', () =>
    withFolder(async (folder) => {
      const taken: unknown[] = [];
      const deps = { webhookSecret: 'none', observe: undefined };
      let tries = 0;
      const away = await Acceptor.listen(
        { port: 0, folder },
        {
          ...deps,
          accept: async () => {
            tries += 1;
            throw new StoreError('The store is away.');
          },
        },
      );
      for (const count of [1, 2, 3]) expect(await send(away.url, { count })).to.equal(200);
      await eventually(() => expect(tries).to.be.greaterThan(1));
      await away.close();
      const back = await Acceptor.listen(
        { port: 0, folder },
        { ...deps, accept: async (envelopes) => void taken.push(...envelopes) },
      );
      await send(back.url, { count: 4 });
      await eventually(() => expect(taken).to.deep.equal([1, 2, 3, 4].map((count) => ({ count }))));
      await back.close();
    }));

  it('keep apart what the store can never take, tell it, and go on', () =>
    withFolder(async (folder) => {
      const taken: unknown[] = [];
      const events: ChannelEvent[] = [];
      const acceptor = await Acceptor.listen(
        { port: 0, folder },
        {
          webhookSecret: 'none',
          observe: (event) => events.push(event),
          accept: async (envelopes) => {
            if (envelopes.some(({ bad }) => bad === true)) throw new TypeError('A bug.');
            taken.push(...envelopes);
          },
        },
      );
      await Promise.all([{ count: 1 }, { bad: true }, { count: 2 }].map((body) => send(acceptor.url, body)));
      await eventually(() => expect(taken).to.have.deep.members([{ count: 1 }, { count: 2 }]));
      await eventually(() => expect(events.map(({ kind }) => kind)).to.include('fault'));
      await acceptor.close();
      expect(await readFile(join(folder, 'refused.ndjson'), 'utf8')).to.equal('{"bad":true}\n');
    }));

  it('do not share a folder or a port with another listener', () =>
    withFolder((folder) =>
      withFolder(async (other) => {
        const deps = { webhookSecret: 'none', observe: undefined, accept: async () => {} };
        const first = await Acceptor.listen({ port: 0, folder }, deps);
        await rejection(Acceptor.listen({ port: 0, folder }, deps), StoreError);
        const error = await rejection(Acceptor.listen({ port: first.port, folder: other }, deps), ConfigurationError);
        expect(error.message).to.contain(`127.0.0.1:${first.port}`);
        await first.close();
        const next = await Acceptor.listen({ port: 0, folder }, deps);
        await next.close();
        await rejection(Acceptor.listen({ port: 0, folder: join(other, 'owner.json') }, deps), ConfigurationError);
      }),
    ));
});

function statuses(events: readonly ChannelEvent[]): number[] {
  return events.flatMap((event) => (event.kind === 'callback' ? [event.status] : []));
}

async function send(url: string, body: unknown): Promise<number> {
  const { status } = await fetch(`${url}?key=none`, { method: 'POST', body: JSON.stringify(body) });
  return status;
}
