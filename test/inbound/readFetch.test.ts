import { expect } from 'chai';
import { readFetchJson } from '../../src/inbound/read.js';

const url = 'https://bot.example/api/messages';
const limitBytes = 100;

describe('readFetchJson', () => {
  it('reads JSON, whatever its content type', async () => {
    expect(await read('{"a":"ü"}')).to.deep.equal({ ok: true, value: { a: 'ü' } });
    expect(await read(stream('{"a":', '1}'))).to.deep.equal({ ok: true, value: { a: 1 } });
  });

  it('refuses what is no JSON object in UTF-8', async () => {
    for (const body of ['', '[1]', '{"a":', new Uint8Array([0x7b, 0xff, 0x7d])]) {
      expect(await read(body)).to.include({ ok: false, status: 400 });
    }
    expect(await readFetchJson(new Request(url))).to.include({ ok: false, status: 400 });
  });

  it('counts what comes, whatever the length says', async () => {
    const long = 'x'.repeat(limitBytes + 1);
    expect(await read(stream(long))).to.include({ ok: false, status: 413 });
    expect(await read(stream(long), { 'content-length': '5' })).to.include({ ok: false, status: 413 });
    expect(await read('{}', { 'content-length': '1000' })).to.include({ ok: false, status: 413 });
    expect(await readFetchJson(request(''), long, limitBytes)).to.include({ ok: false, status: 413 });
  });

  it('waits no longer than it may for a body that does not end', async () => {
    const endless = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) });
    expect(await readFetchJson(request(endless), undefined, limitBytes, 20)).to.include({ ok: false, status: 408 });
  });

  it('refuses a body that breaks off, also after more than the limit has come', async () => {
    expect(await read(broken('{'))).to.include({ ok: false, status: 400 });
    expect(await read(broken('x'.repeat(limitBytes + 1)))).to.include({ ok: false });
  });

  it('takes what something else has read of the body', async () => {
    const used = request('{"a":1}');
    const text = await used.text();
    expect(await readFetchJson(used, text)).to.deep.equal({ ok: true, value: { a: 1 } });
    expect(await readFetchJson(used, { a: 1 })).to.deep.equal({ ok: true, value: { a: 1 } });
    expect(await readFetchJson(used)).to.deep.equal({
      ok: false,
      status: 400,
      reason: 'The body has been read already: give what was read as `body`.',
    });
  });
});

function request(body: string | Uint8Array<ArrayBuffer> | ReadableStream, headers = {}): Request {
  return new Request(url, { method: 'POST', body, headers, duplex: 'half' });
}

function read(body: string | Uint8Array<ArrayBuffer> | ReadableStream, headers = {}) {
  return readFetchJson(request(body, headers), undefined, limitBytes);
}

function stream(...chunks: string[]): ReadableStream {
  return ReadableStream.from(chunks.map((chunk) => Buffer.from(chunk)));
}

/** Fails after its first chunk was read. */
function broken(text: string): ReadableStream {
  let hasCome = false;
  return new ReadableStream({
    pull(controller) {
      if (hasCome) return controller.error(new Error('The connection is gone.'));
      hasCome = true;
      controller.enqueue(Buffer.from(text));
    },
  });
}
