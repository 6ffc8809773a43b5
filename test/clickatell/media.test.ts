import { createHash, randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { ClickatellClient } from '../../src/clickatell/client.js';
import type { ClickatellClientOptions } from '../../src/clickatell/settings.js';
import {
  DownloadFailedError,
  ForeignMediaError,
  MediaHashError,
  MediaTooLargeError,
  UploadFailedError,
} from '../../src/core/errors.js';
import { bytes, failure, type Host, inTurn, type Serve, startHost, status } from '../files/fileHost.js';
import { eventually } from '../support/eventually.js';
import { rejection } from '../support/rejection.js';

const apiKey = 'the-key-of-the-integration==';
const accepted: Serve = (_, response) => void response.end(JSON.stringify({ fileId: 'f-1.pdf', accepted: true }));
const reset: Serve = (_, response) => void response.socket?.resetAndDestroy();
const silence: Serve = () => {};

describe('Media at the provider', () => {
  let host: Host;
  const clients: ClickatellClient[] = [];

  beforeEach(async () => {
    host = await startHost(accepted);
  });
  afterEach(async () => {
    await host.close();
    await Promise.all(clients.splice(0).map((client) => client.close()));
  });

  function createClient(options: Partial<ClickatellClientOptions> = {}): ClickatellClient {
    const client = new ClickatellClient({
      apiKey,
      number: '27110000001',
      baseUrl: host.url,
      retry: { retries: 2, minDelayMs: 1, maxDelayMs: 2 },
      ...options,
    });
    clients.push(client);
    return client;
  }

  describe('upload', () => {
    const pdf = { fileName: 'a b&c.pdf', contentType: 'application/pdf' };

    it('posts the bytes as they are, under their type, with the key', async () => {
      const file = randomBytes(70_000);
      expect(await createClient().upload(file, { ...pdf, broadcast: true })).to.deep.equal({ fileId: 'f-1.pdf' });
      const [request] = host.asked;
      expect(request).to.include({ method: 'POST', url: '/v1/media?fileName=a+b%26c.pdf&broadcastAllowed=true' });
      expect(request?.headers).to.include({ authorization: apiKey, 'content-type': 'application/pdf' });
      expect(request?.headers['content-length']).to.equal('70000');
      expect(request?.body.equals(file)).to.equal(true);
    });

    it('ties a file to one person', async () => {
      await createClient().upload(Buffer.from('x'), { ...pdf, to: '27820000001' });
      expect(host.asked[0]?.url).to.equal('/v1/media?fileName=a+b%26c.pdf&to=27820000001');
    });

    const again: [what: string, first: Serve][] = [
      ['error 18', failure(500, 18)],
      ['error 19', failure(503, 19)],
      ['error 43', failure(400, 43)],
      ['a bare 502', status(502, {}, 'no')],
      ['HTTP 429', status(429)],
      ['a lost answer', reset],
    ];
    for (const [what, first] of again) {
      it(`is tried again after ${what}`, async () => {
        host.behave(inTurn(first, accepted));
        expect(await createClient().upload(Buffer.from('x'), pdf)).to.deep.equal({ fileId: 'f-1.pdf' });
        expect(host.asked.map(({ body }) => body.toString())).to.deep.equal(['x', 'x']);
      });
    }

    it('is given up after its tries', async () => {
      host.behave(failure(503, 19, 'busy'));
      const error = await rejection(createClient().upload(Buffer.from('x'), pdf), UploadFailedError);
      expect(error.message).to.contain('busy');
      expect(host.asked).to.have.length(3);
    });

    const final: [what: string, serve: Serve, code: number | undefined][] = [
      ['error 30', failure(400, 30), 30],
      ['error 1', failure(401, 1), 1],
      ['a 404 without a word', status(404), undefined],
      ['a redirect', status(302, { location: '/elsewhere' }), undefined],
      ['an answer without a file', bytes('{"accepted":true}'), undefined],
      ['a file that was not accepted', bytes('{"fileId":"f","accepted":false}'), undefined],
    ];
    for (const [what, serve, code] of final) {
      it(`is not tried again after ${what}`, async () => {
        host.behave(serve);
        const error = await rejection(createClient().upload(Buffer.from('x'), pdf), UploadFailedError);
        expect(error.code).to.equal(code);
        expect(host.asked).to.have.length(1);
      });
    }

    it('has a time limit over all of its tries', async () => {
      host.behave(silence);
      const client = createClient({ mediaTimeoutMs: 60, retry: { retries: 50, minDelayMs: 1, maxDelayMs: 2 } });
      await rejection(client.upload(Buffer.from('x'), pdf), UploadFailedError);
      expect(host.asked.length).to.be.at.most(3);
    });

    it('shows neither the key nor a number in its error', async () => {
      host.behave(failure(400, 25, `no 27820000001 for ${apiKey}`));
      const error = await rejection(createClient().upload(Buffer.from('x'), pdf), UploadFailedError);
      expect(inspect(error, { depth: 9 })).not.to.match(/27820000001|the-key/);
    });

    it('does not stand in the way of a message', async () => {
      let uploads = 0;
      host.behave(({ url }, response) => {
        if (url.startsWith('/v1/media')) uploads += 1;
        else response.end('{"whatsapp":{"status":"READ"}}');
      });
      const client = createClient({ mediaTimeoutMs: 2_000, retry: { retries: 0 } });
      const uploading = Promise.allSettled([1, 2, 3, 4].map(() => client.upload(Buffer.from('x'), pdf)));
      await eventually(() => expect(uploads).to.equal(2));
      expect(await client.status('a')).to.include({ status: 'READ' });
      await host.close();
      await uploading;
      host = await startHost(accepted);
    });

    it('refuses more than 30 MB, and everything once the client is closed', async () => {
      const client = createClient();
      await rejection(client.upload(Buffer.alloc(30 * 1024 * 1024 + 1), pdf), UploadFailedError);
      expect(host.asked).to.have.length(0);
      host.behave(failure(503, 19));
      const slow = createClient({ retry: { retries: 5, minDelayMs: 60_000, maxDelayMs: 60_000 } });
      const uploading = rejection(slow.upload(Buffer.from('x'), pdf), UploadFailedError);
      await eventually(() => expect(host.asked).to.have.length(1));
      await slow.close();
      await uploading;
    });
  });

  describe('download', () => {
    const file = Buffer.from('a photo');
    const hex = createHash('sha256').update(file).digest('hex');
    const base64 = createHash('sha256').update(file).digest('base64');
    const url = () => `${host.url}/v1/media?fileId=f&sha256Hash=${hex}`;

    beforeEach(() => host.behave(bytes(file, { 'content-type': 'image/png' })));

    it('streams the file, asked for with the key', async () => {
      const { contentType, byteSize, stream } = await createClient().download(url(), { sha256: hex });
      expect({ contentType, byteSize }).to.deep.equal({ contentType: 'image/png', byteSize: 7 });
      expect(await text(stream)).to.equal('a photo');
      expect(host.asked[0]).to.include({ method: 'GET', url: `/v1/media?fileId=f&sha256Hash=${hex}` });
      expect(host.asked[0]?.headers.authorization).to.equal(apiKey);
    });

    it('goes to no host, port or scheme but the provider’s', async () => {
      const elsewhere = await startHost(bytes('x'));
      const addresses = [
        `${elsewhere.url}/v1/media?fileId=f`,
        url().replace('http:', 'https:'),
        url().replace('127.0.0.1', 'localhost'),
        url().replace('127.0.0.1', '127.0.0.1@example.org'),
        'data:,x',
        '/v1/media?fileId=f',
        'nonsense',
        '',
      ];
      for (const address of addresses) await rejection(createClient().download(address), ForeignMediaError);
      expect([...host.asked, ...elsewhere.asked]).to.deep.equal([]);
      await elsewhere.close();
    });

    it('follows no redirect', async () => {
      const elsewhere = await startHost(bytes('x'));
      host.behave(status(302, { location: elsewhere.url }));
      await rejection(createClient().download(url()), DownloadFailedError);
      expect(elsewhere.asked).to.deep.equal([]);
      await elsewhere.close();
    });

    for (const sha256 of [hex, hex.toUpperCase(), base64, 'of an unknown form', undefined]) {
      it(`ends well with the hash ${sha256}`, async () => {
        expect(await text((await createClient().download(url(), { sha256 })).stream)).to.equal('a photo');
      });
    }

    for (const encoding of ['hex', 'base64'] as const) {
      it(`ends its stream with an error for another file’s hash in ${encoding}`, async () => {
        const sha256 = createHash('sha256').update('another').digest(encoding);
        const { stream } = await createClient().download(url(), { sha256 });
        await rejection(text(stream), MediaHashError);
      });
    }

    it('refuses what is said to be too large, and breaks off what turns out to be', async () => {
      const client = createClient();
      await rejection(client.download(url(), { maxBytes: 6 }), MediaTooLargeError);
      host.behave((_, response) => {
        response.write('a ph');
        response.write('oto');
      });
      const { stream, byteSize } = await client.download(url(), { maxBytes: 6 });
      expect(byteSize).to.equal(undefined);
      await rejection(text(stream), MediaTooLargeError);
      await eventually(() => expect(host.ended).to.have.length(2));
    });

    it('is tried again until the provider begins to answer', async () => {
      host.behave(inTurn(failure(503, 19), reset, bytes(file)));
      expect(await text((await createClient().download(url())).stream)).to.equal('a photo');
      host.behave(failure(400, 33, 'gone'));
      const error = await rejection(createClient().download(url()), DownloadFailedError);
      expect([error.code, error.message.includes('gone')]).to.deep.equal([33, true]);
      expect(host.asked).to.have.length(4);
    });

    it('fails where the file breaks off, or does not come in time', async () => {
      host.behave((_, response) => {
        response.writeHead(200, { 'content-length': '7' });
        response.write('a ph');
        setImmediate(() => response.destroy());
      });
      const broken = await createClient().download(url());
      await rejection(text(broken.stream), DownloadFailedError);

      host.behave((_, response) => void response.write('a ph'));
      const slow = await createClient({ mediaTimeoutMs: 300 }).download(url());
      await rejection(text(slow.stream), DownloadFailedError);
      host.behave(silence);
      await rejection(createClient({ mediaTimeoutMs: 60 }).download(url()), DownloadFailedError);
    });

    it('lets go of what nobody reads', async () => {
      host.behave((_, response) => void response.write(Buffer.alloc(500_000)));
      const unread = await createClient({ mediaTimeoutMs: 300 }).download(url());
      const dropped = await createClient().download(url());
      dropped.stream.destroy();
      await eventually(() => expect(host.ended).to.have.length(2));
      expect(unread.stream.destroyed).to.equal(true);
      const client = createClient();
      const { stream } = await client.download(url());
      await client.close();
      await rejection(text(stream), DownloadFailedError);
    });
  });
});
