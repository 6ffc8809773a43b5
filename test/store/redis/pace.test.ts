import { expect } from 'chai';
import { type OpenRedis, openRedis } from '../../../src/store/redis/open.js';
import { describeWithRedis } from '../../support/redis.js';

describeWithRedis('RedisPacing', (freshUrl) => {
  let stores: OpenRedis[];
  const [business, person] = ['27110000001', '27820000001'];
  const unpaced = { burst: Number.POSITIVE_INFINITY, everyMs: 0 };
  const times = (count: number, each = { business, person }) => Array.from({ length: count }, () => each);

  beforeEach(async () => {
    const url = freshUrl();
    stores = await Promise.all([openRedis(url), openRedis(url)]);
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  function reserve(index: number, ...args: Parameters<OpenRedis['pacing']['reserve']>) {
    return stores[index]?.pacing.reserve(...args) ?? expect.fail('There are not so many.');
  }

  it('lets a burst go, and makes the rest wait, over all processes', async () => {
    const rates = { perPerson: { burst: 3, everyMs: 60_000 }, perNumber: unpaced };
    expect(await reserve(0, times(2), rates)).to.deep.equal([0, 0]);
    const [third, fourth = 0, fifth = 0] = await reserve(1, times(3), rates);
    expect(third).to.equal(0);
    expect(fourth).to.be.within(55_000, 60_000);
    expect(fifth - fourth).to.be.within(59_990, 60_010);
    const another = { business, person: '27820000002' };
    expect(await reserve(0, [another], rates)).to.deep.equal([0]);
  });

  it('paces a number over all its persons', async () => {
    const rates = { perPerson: unpaced, perNumber: { burst: 2, everyMs: 12.5 * 1000 } };
    const messages = [1, 2, 3].map((index) => ({ business, person: `${index}` }));
    const [first, second, third] = await reserve(0, messages, rates);
    expect([first, second]).to.deep.equal([0, 0]);
    expect(third).to.be.within(12_000, 12_500);
    expect(await reserve(1, times(1, { business: '27110000002', person: '1' }), rates)).to.deep.equal([0]);
  });

  it('tells for how long a number has used up its rate, over all processes', async () => {
    const usedMs = (index: number, of = business) => stores[index]?.pacing.usedMs(of);
    expect(await usedMs(0)).to.equal(0);
    await reserve(0, times(3), { perPerson: unpaced, perNumber: { burst: 2, everyMs: 10_000 } });
    expect(await usedMs(1)).to.be.within(29_000, 30_000);
    expect(await usedMs(1, '27110000002')).to.equal(0);
  });

  it('asks Redis nothing if nothing is paced, and keeps no key for ever', async () => {
    const [store] = stores;
    if (!store) return expect.fail('There is none.');
    expect(await reserve(0, times(2), { perPerson: unpaced, perNumber: unpaced })).to.deep.equal([0, 0]);
    expect(await reserve(0, [], { perPerson: { burst: 1, everyMs: 1 }, perNumber: unpaced })).to.deep.equal([]);
    expect(await store.client.keys(`${store.prefix}:*`)).to.deep.equal([]);
    await reserve(0, times(2), { perPerson: { burst: 1, everyMs: 5000 }, perNumber: { burst: 1, everyMs: 1000 } });
    const keys = await store.client.keys(`${store.prefix}:*`);
    const left = await Promise.all(keys.map((key) => store.client.pTTL(key)));
    expect(left.toSorted((a, b) => a - b).map((ms) => Math.ceil(ms / 1000))).to.deep.equal([2, 10]);
  });
});
