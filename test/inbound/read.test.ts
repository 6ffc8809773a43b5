import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import restify from 'restify';
import type { ReadResult } from '../../src/inbound/body.js';
import { type CallbackRequest, readJson } from '../../src/inbound/read.js';
import { samples } from './samples.js';

const megabyte = 1024 * 1024;

/** A server that answers with what was read. */
interface Reader {
  readonly url: string;
  readonly port: number;
  /** What the first request was read as, for those that get no answer. */
  first(): Promise<ReadResult>;
  close(): Promise<void>;
}

type Listener = (request: CallbackRequest, response: ServerResponse) => void;

async function listen(
  options: { limitBytes?: number; timeoutMs?: number } = {},
  wrap: (listener: Listener) => (request: IncomingMessage, response: ServerResponse) => void = (listener) => listener,
): Promise<Reader> {
  const { promise: first, resolve: settle } = promised<ReadResult>();
  const server = createServer(
    wrap((request, response) => {
      void readJson(request, options.limitBytes, options.timeoutMs).then((result) => {
        settle(result);
        answer(response, result);
      });
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = addressOf(server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    first: () => first,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function promised<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  return typeof address === 'object' && address !== null ? address : expect.fail('The server has no port.');
}

function answer(response: ServerResponse, result: ReadResult) {
  response.writeHead(result.ok ? 200 : result.status, { 'content-type': 'application/json' });
  response.end(result.ok ? JSON.stringify(result.value) : result.reason);
}

async function post(url: string, body: string | Uint8Array<ArrayBuffer>, contentType?: string) {
  const headers = contentType === undefined ? undefined : { 'content-type': contentType };
  const response = await fetch(url, { method: 'POST', body, ...(headers && { headers }) });
  return { status: response.status, text: await response.text() };
}

/** The socket's own words, for requests that no client would make. */
async function converse(port: number, ...lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${lines.join('\r\n')}`);
  let text = '';
  for await (const chunk of socket) {
    text += chunk;
    if (text.includes('\r\n\r\n')) break;
  }
  return text;
}

describe('readJson', () => {
  let reader: Reader | undefined;
  const started = async (...args: Parameters<typeof listen>) => {
    reader = await listen(...args);
    return reader;
  };
  afterEach(async () => {
    await reader?.close();
    reader = undefined;
  });

  it('reads every sample as it stands', async () => {
    const { url } = await started();
    for (const json of Object.values(samples)) {
      const { status, text } = await post(url, json);
      expect(status).to.equal(200);
      expect(JSON.parse(text)).to.deep.equal(JSON.parse(json));
    }
  });

  const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
  const table: [string, string | Uint8Array<ArrayBuffer>, number, string][] = [
    ['an empty object', '{}', 200, '{}'],
    ['a byte order mark', '\ufeff{"a":"ü"}', 200, '{"a":"ü"}'],
    ['64 levels', nested(64), 200, nested(64)],
    ['65 levels', nested(65), 400, 'The body is nested deeper than 64 levels.'],
    ['100,000 levels', nested(100_000), 400, 'The body is nested deeper than 64 levels.'],
    [
      '100,000 levels of objects',
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      400,
      'The body is nested deeper than 64 levels.',
    ],
    ['100,000 levels that do not end', '['.repeat(100_000), 400, 'The body is not JSON.'],
    ['an array', '[{}]', 400, 'The body is not a JSON object.'],
    ['a string', '"{}"', 400, 'The body is not a JSON object.'],
    ['a number', '7', 400, 'The body is not a JSON object.'],
    ['null', 'null', 400, 'The body is not a JSON object.'],
    ['half a JSON text', '{"a":', 400, 'The body is not JSON.'],
    ['a form', 'a=1&b=2', 400, 'The body is not JSON.'],
    ['nothing', '', 400, 'The body is empty.'],
    ['a byte order mark alone', '\ufeff', 400, 'The body is not JSON.'],
    ['Latin-1', Uint8Array.from(Buffer.from('{"a":"ü"}', 'latin1')), 400, 'The body is not UTF-8.'],
    ['UTF-16', Uint8Array.from(Buffer.from('{"a":1}', 'utf16le')), 400, 'The body is not JSON.'],
  ];
  for (const [name, body, status, text] of table) {
    it(`answers ${name} with ${status}`, async () => {
      const { url } = await started();
      expect(await post(url, body)).to.deep.equal({ status, text });
      expect(await post(url, body, 'text/plain')).to.deep.equal({ status, text });
    });
  }

  it('takes a body that has just the limit', async () => {
    const { url } = await started({ limitBytes: 10 });
    expect(await post(url, '{"a":"xy"}')).to.deep.equal({ status: 200, text: '{"a":"xy"}' });
    expect(await post(url, '{"a":"xyz"}')).to.deep.equal({ status: 413, text: 'The body is longer than 10 bytes.' });
  });

  it('takes 20 MB and refuses 30 MB', async () => {
    const { url } = await started();
    const { status, text } = await post(url, `{"a":"${'x'.repeat(20 * megabyte)}"}`);
    expect([status, text.length]).to.deep.equal([200, 20 * megabyte + 8]);
    expect((await post(url, `{"a":"${'x'.repeat(30 * megabyte)}"}`)).status).to.equal(413);
  });

  it('refuses a declared length without reading a byte', async () => {
    const { port } = await started();
    expect(await converse(port, `Content-Length: ${30 * megabyte}`, '', '')).to.match(/^HTTP\/1.1 413 /);
  });

  it('refuses a body of no declared length while it is still coming, and takes the next on the same connection', async () => {
    const { port } = await started({ limitBytes: megabyte });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const options = { port, host: '127.0.0.1', method: 'POST', agent };

    const long = request(options);
    const socketOf = once(long, 'socket');
    long.write('{"a":"');
    long.write('x'.repeat(2 * megabyte));
    const [refusal]: IncomingMessage[] = await once(long, 'response');
    expect(refusal?.statusCode).to.equal(413);
    refusal?.resume();
    long.end('x'.repeat(2 * megabyte));
    await once(refusal ?? expect.fail(), 'end');

    const short = request(options);
    const nextSocketOf = once(short, 'socket');
    short.end('{}');
    const [response]: IncomingMessage[] = await once(short, 'response');
    expect(response?.statusCode).to.equal(200);
    expect((await nextSocketOf)[0]).to.equal((await socketOf)[0]);
    agent.destroy();
  });

  it('gives up a body that does not come', async () => {
    const { port } = await started({ timeoutMs: 20 });
    const text = await converse(port, 'Content-Length: 10', '', '{"a"');
    expect(text)
      .to.match(/^HTTP\/1.1 408 /)
      .and.include('The body did not end within 20 ms.');
  });

  for (const [name, head] of [
    ['a declared length', 'Content-Length: 100'],
    ['chunks', 'Transfer-Encoding: chunked'],
  ] as const) {
    it(`reports a body of ${name} that breaks off`, async () => {
      const { port, first } = await started();
      const socket = connect(port, '127.0.0.1');
      socket.write(`POST / HTTP/1.1\r\nHost: a\r\n${head}\r\n\r\n5\r\n{"a":`, () => socket.destroy());
      expect(await first()).to.deep.equal({
        ...{ ok: false, status: 400 },
        reason: 'The connection ended before the body did.',
      });
    });
  }

  it('reports a request that was gone before it was read', async () => {
    const { port, first } = await started({}, (listener) => (request, response) => {
      request.once('close', () => setImmediate(listener, request, response));
    });
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{', () => socket.destroy());
    expect(await first()).to.include({ ok: false, status: 400 });
  });

  it('reads text where the encoding was set before', async () => {
    const { url } = await started({}, (listener) => (request, response) => {
      listener(request.setEncoding('utf8'), response);
    });
    expect(await post(url, '{"a":"ü"}')).to.deep.equal({ status: 200, text: '{"a":"ü"}' });
  });

  describe('in Express', () => {
    const cases = [
      { name: 'without a parser', use: [], contentType: 'application/json' },
      { name: 'with express.json()', use: [express.json()], contentType: 'application/json' },
      { name: 'with express.json() that passes the type over', use: [express.json()], contentType: 'text/plain' },
      { name: 'with express.text()', use: [express.text({ type: '*/*' })], contentType: 'application/json' },
      { name: 'with express.raw()', use: [express.raw({ type: '*/*' })], contentType: 'application/json' },
      {
        name: 'of version 4, which sets an empty body',
        use: [
          (request: CallbackRequest, _response: unknown, next: () => void) => {
            request.body = {};
            next();
          },
        ],
        contentType: 'application/json',
      },
    ];
    for (const { name, use, contentType } of cases) {
      it(name, async () => {
        const { url } = await started({}, (listener) => {
          const app = express();
          for (const middleware of use) app.use(middleware);
          app.post('/', listener);
          return app;
        });
        const { status, text } = await post(url, samples.text, contentType);
        expect([status, JSON.parse(text)]).to.deep.equal([200, JSON.parse(samples.text)]);
        expect(await post(url, '{}', contentType)).to.deep.equal({ status: 200, text: '{}' });
        expect((await post(url, '[1]', contentType)).status).to.equal(400);
        expect((await post(url, nested(10_000), contentType)).status).to.equal(400);
      });
    }
  });

  describe('in restify', () => {
    for (const { name, plugins } of [
      { name: 'without bodyParser', plugins: [] },
      { name: 'with bodyParser', plugins: [restify.plugins.bodyParser()] },
      { name: 'with bodyParser that maps parameters', plugins: [restify.plugins.bodyParser({ mapParams: true })] },
      { name: 'with bodyReader', plugins: [restify.plugins.bodyReader()] },
    ]) {
      it(name, async () => {
        const server = restify.createServer();
        for (const plugin of plugins) server.use(plugin);
        server.post('/', async (request, response) => answer(response, await readJson(request)));
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        const url = `http://127.0.0.1:${server.address().port}/`;
        try {
          for (const contentType of ['application/json', 'application/json; charset=utf-8', 'text/plain', 'a/b+json']) {
            const { status, text } = await post(url, samples.text, contentType);
            expect([contentType, status]).to.deep.equal([contentType, 200]);
            expect(JSON.parse(text)).to.deep.equal(JSON.parse(samples.text));
            expect(await post(url, '{}', contentType)).to.deep.equal({ status: 200, text: '{}' });
            for (const body of ['[1]', 'null', '7', '', '{"a":', nested(100_000)]) {
              expect((await post(url, body, contentType)).status, body.slice(0, 9)).to.equal(400);
            }
          }
        } finally {
          await new Promise<void>((resolve) => server.close(resolve));
        }
      });
    }
  });
});
