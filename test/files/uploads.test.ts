import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { ClickatellClient } from '../../src/clickatell/client.js';
import { MovableClock } from '../../src/core/clock.js';
import { ConfigurationError, MediaUnavailableError } from '../../src/core/errors.js';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import { type MediaOptions, Uploads } from '../../src/files/uploads.js';
import type { MediaPiece } from '../../src/render/piece.js';
import { openStore, type Store } from '../../src/store/open.js';
import { describeEveryEngine } from '../store/everyStore.js';
import { eventually } from '../support/eventually.js';
import { rejection } from '../support/rejection.js';
import { bytes, failure, type Host, type Serve, startHost } from './fileHost.js';
import { files } from './files.js';

const business = '27110000001';
const thandi = { business, person: '27820000001' };
const sipho = { business, person: '27820000002' };
const day = 24 * 60 * 60 * 1000;

function piece(source: string, more: Partial<MediaPiece> = {}): MediaPiece {
  return { kind: 'media', source, contentType: '', text: 'a file', ...more };
}

function inline(file: Buffer, more: Partial<MediaPiece> = {}): MediaPiece {
  return piece(`data:;base64,${file.toString('base64')}`, more);
}

describe('Uploads', () => {
  let emulator: Emulator;
  let host: Host;
  let clock: MovableClock;
  let store: Store;
  let apiKey: string;
  const uploaders: Uploads[] = [];
  const clients: ClickatellClient[] = [];

  beforeEach(async () => {
    clock = new MovableClock({ now: () => Date.UTC(2026, 4, 1, 12) });
    emulator = await createEmulator({ clock });
    ({ apiKey } = emulator.integrate({ number: business }));
    host = await startHost(bytes(files.png));
    store = await openStore('memory:');
  });
  afterEach(async () => {
    await Promise.all([...uploaders.splice(0), ...clients.splice(0)].map((one) => one.close()));
    await Promise.all([emulator.close(), host.close(), store.close()]);
  });

  function createUploads(media: MediaOptions = {}, at = store): Uploads {
    const made = new Uploads({ store: at, clock, media: { allowHosts: ['127.0.0.1'], allowHttp: true, ...media } });
    uploaders.push(made);
    return made;
  }

  function createClient(baseUrl = emulator.url): ClickatellClient {
    const retry = { retries: 1, minDelayMs: 1, maxDelayMs: 2 };
    const made = new ClickatellClient({ apiKey, number: business, baseUrl, retry });
    clients.push(made);
    return made;
  }

  /** What the provider knows of a file. */
  async function stored(fileId: string): Promise<unknown> {
    const answer = await fetch(`${emulator.url}/v1/media/${fileId}`, { headers: { authorization: apiKey } });
    return answer.json();
  }

  it('bring a file to the provider under its right type and name', async () => {
    const media = await createUploads().prepare(
      piece(`${host.url}/a.jpg`, { contentType: 'image/jpeg', caption: 'Look' }),
      thandi,
      createClient(),
    );
    expect(media).to.include({ contentType: 'image/png', caption: 'Look' });
    expect(await stored(media.fileId)).to.deep.equal({
      fileId: media.fileId,
      fileName: 'a.png',
      contentType: 'image/png',
      sha256Hash: createHash('sha256').update(files.png).digest('hex'),
      byteSize: files.png.length,
    });
  });

  it('give what a message of the provider’s takes', async () => {
    await emulator.say({ from: thandi.person, text: 'Hi' });
    const client = createClient();
    const media = await createUploads().prepare(
      inline(files.pdf, { fileName: 'a.pdf', caption: 'May' }),
      thandi,
      client,
    );
    await client.send({ channel: 'whatsapp', to: thandi.person, clientMessageId: 'm', media });
    expect(emulator.chat(thandi.person).messages.at(-1)?.text).to.contain('May');
  });

  it('use one upload for every copy, address and person', async () => {
    const uploads = createUploads();
    const client = createClient();
    const first = await uploads.prepare(piece(`${host.url}/a.png`), thandi, client);
    const others = await Promise.all([
      uploads.prepare(piece(`${host.url}/b.png`), thandi, client),
      uploads.prepare(inline(files.png), sipho, client),
      createUploads().prepare(inline(files.png), sipho, client),
    ]);
    expect(others.map(({ fileId }) => fileId)).to.deep.equal(Array(3).fill(first.fileId));
    expect(emulator.requests.other).to.equal(1);
  });

  it('share an upload that is under way', async () => {
    const uploads = createUploads();
    const client = createClient();
    const prepared = await Promise.all(
      Array.from({ length: 10 }, () => uploads.prepare(inline(files.png), thandi, client)),
    );
    expect(new Set(prepared.map(({ fileId }) => fileId)).size).to.equal(1);
    expect(emulator.requests.other).to.equal(1);
  });

  it('tell apart other bytes, other names of documents, and other business numbers', async () => {
    const uploads = createUploads();
    const client = createClient();
    const pieces = [files.png, files.jpeg].map((file) => inline(file));
    const named = ['a.pdf', 'b.pdf', 'a.pdf'].map((fileName) => inline(files.pdf, { fileName }));
    const prepared = await Promise.all([...pieces, ...named].map((each) => uploads.prepare(each, thandi, client)));
    const theirs = await uploads.prepare(inline(files.png), { ...thandi, business: '27110000002' }, client);
    expect(new Set([...prepared, theirs].map(({ fileId }) => fileId)).size).to.equal(5);
  });

  it('look at what stands at an address each time', async () => {
    const uploads = createUploads();
    const client = createClient();
    const before = await uploads.prepare(piece(`${host.url}/today.png`), thandi, client);
    host.behave(bytes(files.jpeg));
    const after = await uploads.prepare(piece(`${host.url}/today.png`), thandi, client);
    expect([before.contentType, after.contentType]).to.deep.equal(['image/png', 'image/jpeg']);
  });

  it('are used again for 29 days, and then made anew', async () => {
    const uploads = createUploads();
    const client = createClient();
    const first = await uploads.prepare(inline(files.png), thandi, client);
    clock.advance(29 * day - 1);
    expect(await uploads.prepare(inline(files.png), thandi, client)).to.deep.equal(first);
    clock.advance(1);
    expect((await uploads.prepare(inline(files.png), thandi, client)).fileId).not.to.equal(first.fileId);
  });

  it('are forgotten where the provider does not have them any more', async () => {
    const uploads = createUploads();
    const client = createClient();
    const first = await uploads.prepare(inline(files.png), thandi, client);
    await uploads.forget(thandi, 'another');
    await uploads.forget({ ...thandi, business: '27110000002' }, first.fileId);
    expect(await uploads.prepare(inline(files.png), thandi, client)).to.deep.equal(first);
    await uploads.forget(thandi, first.fileId);
    const second = await uploads.prepare(inline(files.png), thandi, client);
    expect(second.fileId).not.to.equal(first.fileId);
    await uploads.forget(thandi, first.fileId);
    expect(await uploads.prepare(inline(files.png), thandi, client)).to.deep.equal(second);
  });

  it('fall back to one for each person where the provider does not know of files for anybody', async () => {
    let uploaded = 0;
    const provider = await startHost((request, response) => {
      const answer = { fileId: `f-${uploaded}`, accepted: true };
      if (request.url.includes('broadcastAllowed')) failure(400, 23)(request, response);
      else response.end(JSON.stringify(answer));
      uploaded += 1;
    });
    const uploads = createUploads();
    const client = createClient(provider.url);
    const prepare = async (to: typeof thandi) => (await uploads.prepare(inline(files.png), to, client)).fileId;
    const ids = [await prepare(thandi), await prepare(sipho), await prepare(thandi)];
    expect([new Set(ids).size, ids[0] === ids[2]]).to.deep.equal([2, true]);
    expect(provider.asked.map(({ url }) => url.slice('/v1/media?fileName=file.png&'.length))).to.deep.equal([
      'broadcastAllowed=true',
      `to=${thandi.person}`,
      `to=${sipho.person}`,
    ]);
    await uploads.forget(thandi, ids[0] ?? '');
    expect(ids).not.to.include(await prepare(thandi));
    await provider.close();
  });

  it('say so where the provider does not take a file, and upload it the next time', async () => {
    const uploads = createUploads();
    const client = createClient();
    emulator.fault('mediaRefused');
    const refused = await rejection(uploads.prepare(inline(files.png), thandi, client), MediaUnavailableError);
    expect(refused).to.include({ reason: 'upload' });
    emulator.fault('mediaError');
    await uploads.prepare(inline(files.png), thandi, client);
    expect(emulator.requests.other).to.equal(3);
  });

  const unusable: [what: string, piece: MediaPiece, reason: string][] = [
    ['of a type that WhatsApp does not take', inline(files.gif), 'type'],
    ['that is not what it is said to be', inline(files.html, { contentType: 'image/png' }), 'type'],
    ['with nothing in it', inline(files.empty, { contentType: 'text/plain' }), 'type'],
    ['too large for its type', inline(Buffer.concat([files.png, Buffer.alloc(5 * 1024 * 1024)])), 'size'],
    ['of audio with a caption', inline(files.mp3, { caption: 'Listen' }), 'type'],
    ['at no address', piece('nonsense'), 'address'],
    ['on a private network', piece('https://10.0.0.1/a.png'), 'address'],
  ];
  for (const [what, each, reason] of unusable) {
    it(`refuse a file ${what}, before anything is sent`, async () => {
      const error = await rejection(createUploads().prepare(each, thandi, createClient()), MediaUnavailableError);
      expect(error).to.include({ reason });
      expect(emulator.requests.other).to.equal(0);
    });
  }

  it('want to hold at least one file at once', () => {
    for (const filesAtOnce of [0, 1.5, Number.NaN]) {
      expect(() => createUploads({ filesAtOnce })).to.throw(ConfigurationError, 'filesAtOnce');
    }
  });

  it('hold a file that leaves inside its message until the message has left, as one of those', async () => {
    emulator.fault('mediaOff');
    const uploads = createUploads({ filesAtOnce: 1 });
    const client = createClient();
    const first = await uploads.sent(inline(files.png), thandi, client);
    expect(first.content).to.deep.equal({ content: files.png.toString('base64'), contentType: 'image/png' });
    let isSecondHeld = false;
    const second = uploads.sent(inline(files.pdf), sipho, client).then((held) => {
      isSecondHeld = true;
      return held;
    });
    // A file that is refused at once waits for its turn, too.
    const third = rejection(uploads.sent(inline(files.gif), sipho, client), MediaUnavailableError);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isSecondHeld).to.equal(false);
    first.done();
    const { content, done } = await second;
    expect(content).to.include({ contentType: 'application/pdf' });
    done();
    await third;
    expect(emulator.requests.other).to.equal(1);
  });

  it('hold only so many files at once', async () => {
    const open: (() => void)[] = [];
    const wait: Serve = (request, response) => void open.push(() => bytes(files.png)(request, response));
    host.behave(wait);
    const uploads = createUploads({ filesAtOnce: 2 });
    const client = createClient();
    const preparing = Array.from({ length: 5 }, (_, n) => uploads.prepare(piece(`${host.url}/${n}`), thandi, client));
    for (let served = 0; served < 5; served += 1) {
      await eventually(() => expect(open).to.have.length(Math.min(2, 5 - served)));
      open.shift()?.();
    }
    await Promise.all(preparing);
    expect(host.asked).to.have.length(5);
    expect(emulator.requests.other).to.equal(1);
  });

  describeEveryEngine('remembered by the store', (openFresh) => {
    it('serve the next program', async () => {
      const kept = await openFresh();
      const client = createClient();
      const first = await createUploads({}, kept).prepare(
        inline(files.pdf, { fileName: 'é'.repeat(300) }),
        thandi,
        client,
      );
      expect(
        await createUploads({}, kept).prepare(inline(files.pdf, { fileName: 'é'.repeat(300) }), thandi, client),
      ).to.deep.equal(first);
      await kept.close();
    });
  });
});
