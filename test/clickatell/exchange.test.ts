import { expect } from 'chai';
import { buildConnector, Pool } from 'undici';
import { exchange } from '../../src/clickatell/exchange.js';
import { acceptAll, gate, type Provider, startProvider } from './provider.js';

const request = { method: 'POST', path: '/v1/message', body: '{"messages":[]}' } as const;

describe('exchange', () => {
  let provider: Provider;

  beforeEach(async () => {
    provider = await startProvider();
  });

  afterEach(() => provider.close());

  it('answers status and text', async () => {
    const pool = new Pool(provider.url);
    expect(await exchange(pool, request, 1_000)).to.include({
      kind: 'answer',
      status: 202,
      text: JSON.stringify(acceptAll({ messages: [] }).body),
    });
    await pool.close();
  });

  it('lets nothing leave any more when the connection comes after the time is up', async () => {
    const { opened, open } = gate();
    const connect = buildConnector({});
    const pool = new Pool(provider.url, {
      connect: (options, callback) => {
        void opened.then(() => connect(options, callback));
      },
    });
    expect(await exchange(pool, request, 10)).to.include({ kind: 'unsent', problem: 'time-out after 10 ms' });
    open();
    expect(await exchange(pool, { ...request, path: '/second' }, 1_000)).to.include({ kind: 'answer' });
    await pool.close();
    expect(provider.requests.map(({ url }) => url)).to.deep.equal(['/second']);
  });

  it('is lost when the time is up after the request was written, and gives the connection up', async () => {
    provider.behave(() => 'silence');
    const pool = new Pool(provider.url, { connections: 1 });
    expect(await exchange(pool, request, 50)).to.include({ kind: 'lost' });
    provider.behave(acceptAll);
    expect(await exchange(pool, request, 1_000)).to.include({ kind: 'answer' });
    expect(provider.connections()).to.equal(2);
    await pool.close();
  });

  it('asks when there is a connection, and writes nothing if the answer is an error', async () => {
    const pool = new Pool(provider.url, { connections: 1 });
    const asked: number[] = [];
    const refuse = () => {
      asked.push(provider.connections());
      throw new Error('Not now.');
    };
    await exchange(pool, request, 1_000);
    const refused = await exchange(pool, request, 1_000, refuse);
    expect(refused).to.include({ kind: 'unsent', problem: 'Not now.' });
    expect(await exchange(pool, request, 1_000)).to.include({ kind: 'answer' });
    expect(asked).to.deep.equal([1]);
    expect(provider.requests).to.have.length(2);
    await pool.close();
  });

  it('is unsent when the dispatcher is closed', async () => {
    const pool = new Pool(provider.url);
    await pool.close();
    expect(await exchange(pool, request, 1_000)).to.include({ kind: 'unsent' });
  });
});
