import { inspect } from 'node:util';
import { expect } from 'chai';
import {
  ClickatellAdapter,
  ClickatellClient,
  ConfigurationError,
  openStore,
  TemplateCatalog,
} from '../../src/index.js';
import { request } from '../bots/program.js';
import { business, type Channel, startChannel } from '../support/channel.js';

const reply = { event: { moText: [{ messageId: 'm1', from: '27820000001', to: business, content: 'Hi' }] } };

describe('The webhook secret', () => {
  const faultsOf = async (options: object): Promise<readonly string[]> => {
    const client = new ClickatellClient({ apiKey: 'k', number: business, baseUrl: 'http://127.0.0.1:9' });
    const store = await openStore('memory:');
    try {
      new ClickatellAdapter({ client, store, templates: TemplateCatalog.empty(), ...options });
      return [];
    } catch (error) {
      if (error instanceof ConfigurationError) return error.faults;
      throw error;
    } finally {
      await store.close();
      await client.close();
    }
  };

  // The last three are what a template string or a shell makes of a variable that is not set.
  for (const webhookSecret of [undefined, '', '  ', '\n', 'undefined', 'null', ' undefined\n']) {
    it(`has to be set: ${JSON.stringify(webhookSecret)} makes no adapter, and the error says what to write`, async () => {
      const [fault = '', ...more] = await faultsOf({ webhookSecret });
      expect(more).to.deep.equal([]);
      expect(fault)
        .to.match(/^webhookSecret: must be set/)
        .and.to.include("'none'");
    });
  }

  for (const webhookSecret of [[], [undefined], ['', undefined], ['s3cret', 'undefined']]) {
    it(`has to be set in a list: ${JSON.stringify(webhookSecret)} makes no adapter`, async () => {
      expect(await faultsOf({ webhookSecret }))
        .to.have.length(1)
        .and.to.match(/^webhookSecret: must be set/);
    });
  }

  it('may be several while it is changed, of which one may be missing, and `none` is not among them', async () => {
    expect(await faultsOf({ webhookSecret: ['new', 'old'] })).to.deep.equal([]);
    expect(await faultsOf({ webhookSecret: ['new', undefined] })).to.deep.equal([]);
    expect(await faultsOf({ webhookSecret: ['new', 'none'] })).to.deep.equal([
      "webhookSecret: 'none' admits every callback, so it must not be in a list of secrets.",
    ]);
  });

  it('is named beside the other options that are wrong', async () => {
    const faults = await faultsOf({
      windowsKeptMs: 1000,
      decisionsKeptMs: -1,
      costsKeptMs: 1000,
      templatesAsideMs: -1,
      hold: { most: 0, keptMs: Number.NaN, coolDownMs: -1, release: 'later' },
      policy: { marginMs: -1, whenClosed: 'later' },
    });
    expect(faults.map((fault) => fault.split(':')[0])).to.deep.equal([
      'webhookSecret',
      'windowsKeptMs',
      'decisionsKeptMs',
      'costsKeptMs',
      'templatesAsideMs',
      'hold.most',
      'hold.keptMs',
      'hold.coolDownMs',
      'hold.release',
      'policy.marginMs',
      'policy.whenClosed',
    ]);
  });

  // What a program in plain JavaScript passes on from its settings.
  for (const [name, options] of [
    ['hold.most', { hold: { most: '20' } }],
    ['hold.keptMs', { hold: { keptMs: '604800000' } }],
    ['hold.keptMs', { hold: { keptMs: Number.POSITIVE_INFINITY } }],
    ['hold.coolDownMs', { hold: { coolDownMs: null } }],
    ['hold.coolDownMs', { hold: { coolDownMs: Number.POSITIVE_INFINITY } }],
    ['decisionsKeptMs', { decisionsKeptMs: '2592000000' }],
    ['costsKeptMs', { costsKeptMs: 1e15 }],
    ['prices', { prices: { currency: 'USD', markets: [] } }],
    ['firstContact', { firstContact: 'Welcome' }],
  ] as const) {
    it(`${name} is refused as ${inspect(options)}`, async () => {
      const faults = await faultsOf({ webhookSecret: 'none', ...options });
      expect(faults.map((fault) => fault.split(':')[0])).to.deep.equal([name]);
    });
  }

  it('leaves everything at its default that is undefined', async () => {
    const hold = { most: undefined, keptMs: undefined, coolDownMs: undefined, release: undefined };
    expect(
      await faultsOf({ webhookSecret: 'none', hold, decisionsKeptMs: undefined, prices: undefined }),
    ).to.deep.equal([]);
  });

  it('is named beside a policy that needs a template of the catalogue', async () => {
    const faults = await faultsOf({ policy: { whenClosed: 'hold' } });
    expect(faults[1]).to.match(/^policy\.whenClosed: "hold" needs a template .* "reengagement"\.$/);
  });

  describe('in front of callbacks', () => {
    let channel: Channel;
    afterEach(() => channel.close());
    const post = async (query: string) => (await request(channel.url + query, { body: reply })).status;

    it('turns away what does not carry it', async () => {
      channel = await startChannel({ adapter: { webhookSecret: 's3cret' } });
      expect([await post(''), await post('?key=none'), await post('?key=s3cret')]).to.deep.equal([401, 401, 200]);
    });

    it('admits everybody where it is the word none', async () => {
      channel = await startChannel({ adapter: { webhookSecret: 'none' } });
      expect([await post(''), await post('?key=other')]).to.deep.equal([200, 200]);
    });
  });
});
