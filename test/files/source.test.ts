import { inspect } from 'node:util';
import { expect } from 'chai';
import { MediaUnavailableError } from '../../src/core/errors.js';
import { type SourceOptions, Sources } from '../../src/files/source.js';
import { eventually } from '../support/eventually.js';
import { rejection } from '../support/rejection.js';
import { bytes, type Host, type Serve, startHost, status } from './fileHost.js';
import { files } from './files.js';

const MB = 1024 * 1024;
const noClaim = { contentType: '' };

function redirect(location: string, code = 302): Serve {
  return status(code, { location });
}

describe('The source of a file', () => {
  let host: Host;
  const opened: Sources[] = [];

  beforeEach(async () => {
    host = await startHost(bytes(files.png, { 'content-type': 'image/png' }));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((sources) => sources.close()));
    await host.close();
  });

  function sources(options: SourceOptions = {}): Sources {
    const made = new Sources({ allowHosts: ['127.0.0.1'], allowHttp: true, ...options });
    opened.push(made);
    return made;
  }

  it('is fetched from its host, with nothing that could give us away', async () => {
    const file = await sources().read(`${host.url}/p/a%20b.png?sig=secret`, noClaim);
    expect(file.bytes.equals(files.png)).to.equal(true);
    expect(file).to.include({ label: 'image/png', fileName: 'a b.png' });
    expect(host.asked[0]).to.include({ method: 'GET', url: '/p/a%20b.png?sig=secret' });
    const expected = ['accept', 'connection', 'host', 'user-agent'];
    expect(Object.keys(host.asked[0]?.headers ?? {}).sort()).to.deep.equal(expected);
  });

  it('is called what the bot calls it, where that says something', async () => {
    const claims = [
      { contentType: 'audio/mp4', fileName: 'x.m4a' },
      { contentType: 'image/*', fileName: '' },
      { contentType: 'application/octet-stream' },
    ];
    const read = await Promise.all(claims.map((claim) => sources().read(`${host.url}/a.png`, claim)));
    expect(read.map(({ label, fileName }) => [label, fileName])).to.deep.equal([
      ['audio/mp4', 'x.m4a'],
      ['image/png', 'a.png'],
      ['image/png', 'a.png'],
    ]);
  });

  it('may be its address itself', async () => {
    const address = `data:image/png;base64,${files.png.toString('base64')}`;
    const file = await new Sources().read(address, { contentType: '', fileName: 'a.png' });
    expect(file).to.include({ label: 'image/png', fileName: 'a.png' });
    expect(file.bytes.equals(files.png)).to.equal(true);
    expect((await new Sources().read('data:,Zo%C3%AB', noClaim)).bytes.toString()).to.equal('Zoë');
  });

  it('is refused as an address that is not well formed, or too long', async () => {
    for (const address of ['data:image/png;base64,@@', 'data:nothing', 'data:,100%']) {
      expect(await rejection(new Sources().read(address, noClaim), MediaUnavailableError)).to.include({
        reason: 'address',
      });
    }
    const long = `data:application/pdf;base64,${'A'.repeat(41 * MB)}`;
    expect(await rejection(new Sources().read(long, noClaim), MediaUnavailableError)).to.include({ reason: 'size' });
  });

  it('is refused on a private network, by address and by name', async () => {
    for (const address of [host.url, `http://localhost:${host.port}`, `http://2130706433:${host.port}`]) {
      const refused = rejection(sources({ allowHosts: [] }).read(address, noClaim), MediaUnavailableError);
      expect(await refused).to.include({ reason: 'address' });
    }
    expect(host.asked).to.deep.equal([]);
    const allowed = sources({ allowHosts: ['localhost'] });
    expect((await allowed.read(`http://localhost:${host.port}/a.png`, noClaim)).fileName).to.equal('a.png');
  });

  it('may lead elsewhere, three times', async () => {
    const steps = [301, 302, 303, 307, 308];
    host.behave((request, response) => {
      const left = Number(request.url.slice(1));
      const serve = left > 0 ? redirect(`/${left - 1}`, steps[left]) : bytes(files.png);
      serve(request, response);
    });
    expect((await sources().read(`${host.url}/3`, noClaim)).bytes.equals(files.png)).to.equal(true);
    const error = await rejection(sources().read(`${host.url}/4`, noClaim), MediaUnavailableError);
    expect(error).to.include({ reason: 'source' });
    expect(error.message).to.contain('redirected');
  });

  const places = [
    (port: number) => `http://localhost:${port}/`,
    (port: number) => `http://[::1]:${port}/`,
    (port: number) => `http://[::ffff:127.0.0.2]:${port}/`,
    (port: number) => `//127.0.0.2:${port}/`,
    (port: number) => `http://user:password@127.0.0.1:${port}/`,
    () => 'http://169.254.169.254/latest/meta-data/',
    () => 'file:///etc/passwd',
    () => 'data:image/png;base64,AAAA',
  ];
  for (const place of places) {
    it(`must not lead to ${place(80)}`, async () => {
      host.behave(redirect(place(host.port)));
      const error = await rejection(sources().read(host.url, noClaim), MediaUnavailableError);
      expect(error).to.include({ reason: 'address' });
      expect(host.asked).to.have.length(1);
    });
  }

  const failures: [what: string, serve: Serve][] = [
    ['a 404', status(404, {}, 'no')],
    ['a 500', status(500, {}, 'no')],
    ['a part alone', status(206, {}, 'no')],
    ['a redirect to nowhere', status(302)],
    ['a reset', (_, response) => void response.socket?.resetAndDestroy()],
    [
      'half a file',
      (_, response) => {
        response.writeHead(200, { 'content-length': '9999' });
        response.write(files.png);
        setImmediate(() => response.destroy());
      },
    ],
  ];
  for (const [what, serve] of failures) {
    it(`is unavailable where ${what} is the answer`, async () => {
      host.behave(serve);
      const error = await rejection(sources().read(`${host.url}/a.png?sig=secret`, noClaim), MediaUnavailableError);
      expect(error).to.include({ reason: 'source' });
      expect(error.message).to.contain('127.0.0.1');
      expect(inspect(error, { depth: 9 })).not.to.contain('secret');
    });
  }

  it('is unavailable where nobody listens, and where it takes too long', async () => {
    const gone = await startHost(() => {});
    await gone.close();
    expect(await rejection(sources().read(gone.url, noClaim), MediaUnavailableError)).to.include({ reason: 'source' });
    const slow: Serve[] = [() => {}, (_, response) => void response.write(files.png)];
    for (const serve of slow) {
      host.behave(serve);
      const error = await rejection(sources({ sourceTimeoutMs: 50 }).read(host.url, noClaim), MediaUnavailableError);
      expect(error).to.include({ reason: 'source' });
      expect(error.message).to.contain('in time');
    }
  });

  const halves: [what: string, head: Buffer, length: string | undefined, reason: string][] = [
    ['is of another type', files.gif, undefined, 'type'],
    ['is said to be too large for its type', files.png, String(5 * MB + 1), 'size'],
    ['becomes too large for its type', Buffer.concat([files.png, Buffer.alloc(5 * MB)]), undefined, 'size'],
    ['is said to be too large for any', files.text, String(30 * MB + 1), 'size'],
  ];
  for (const [what, head, length, reason] of halves) {
    it(`is broken off as soon as it ${what}`, async () => {
      host.behave((_, response) => {
        if (length !== undefined) response.setHeader('content-length', length);
        response.write(head);
      });
      const error = await rejection(sources().read(host.url, noClaim), MediaUnavailableError);
      expect(error).to.include({ reason });
      await eventually(() => expect(host.ended).to.have.length(1));
    });
  }
});
