import { expect } from 'chai';
import {
  ClickatellAdapter,
  ClickatellClient,
  ConfigurationError,
  InvalidInputError,
  type Logic,
  outsideWindow,
  TemplateCatalog,
  type TemplateMessage,
  TemplateParameterError,
  template,
} from '../../src/index.js';
import { bytes, type Host, startHost } from '../files/fileHost.js';
import { files } from '../files/files.js';
import { business, type Channel, startChannel, thandi } from '../support/channel.js';
import { rejection } from '../support/rejection.js';

const templates = TemplateCatalog.parse({
  templates: [
    { name: 'hello', language: 'en', category: 'utility', body: 'Hello {{1}}, we have news for you.', slots: ['name'] },
    {
      name: 'track',
      language: 'en',
      category: 'utility',
      body: 'Your parcel is on its way.',
      buttons: [{ type: 'url', title: 'Track', url: 'https://shop.example/t/{{1}}', slot: 'code' }],
    },
    {
      name: 'chart',
      language: 'en',
      category: 'utility',
      header: { type: 'image', slot: 'chart' },
      body: 'Your month.',
    },
    {
      name: 'bill',
      language: 'en',
      category: 'utility',
      header: { type: 'document', slot: 'bill' },
      body: 'Your bill.',
    },
    {
      name: 'survey',
      language: 'en',
      category: 'utility',
      body: 'Hello {{1}}, was that of help?',
      slots: ['name'],
      buttons: [
        { type: 'quickReply', title: 'Yes' },
        { type: 'quickReply', title: 'No' },
      ],
    },
  ],
});
const png = `data:image/png;base64,${files.png.toString('base64')}`;

/** A `hello` whose value no compiler has checked, as of a bot in plain JavaScript. */
const hello = (name: unknown): TemplateMessage => ({
  type: 'message',
  channelData: { clickatell: { template: { name: 'hello', parameters: { name } } } },
});

describe('A value of a template', () => {
  let channel: Channel;
  let host: Host | undefined;
  let failures: unknown[];
  const start = async (answer: () => Parameters<Parameters<Logic>[0]['sendActivity']>[0] = () => 'Hello') => {
    failures = [];
    channel = await startChannel({
      adapter: { templates, media: { allowHosts: ['127.0.0.1'], allowHttp: true } },
      logic: async (context) => {
        if (context.activity.type !== 'message') return;
        await context.sendActivity(answer()).catch((error: unknown) => failures.push(error));
      },
    });
    channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
  };
  const report = async (id: string) => {
    await channel.settled();
    return (await channel.adapter.notification(id)) ?? expect.fail(`There is no notification ${id}.`);
  };
  const shown = () =>
    channel.emulator.chat(thandi).messages.flatMap(({ direction, kind, text, templateButtons, media }) =>
      direction === 'out'
        ? [
            {
              kind,
              text,
              ...(templateButtons && { buttons: templateButtons }),
              ...(media && { file: media.contentType }),
            },
          ]
        : [],
    );
  afterEach(async () => {
    await channel.close();
    await host?.close();
    host = undefined;
  });

  const none: [string, unknown][] = [
    ['undefined', undefined],
    ['null', null],
    ['NaN', Number.NaN],
    ['an object', { first: 'Thandi' }],
    ['a list', ['Thandi']],
    ['a boolean', true],
  ];
  for (const [kind, value] of none) {
    it(`that is ${kind} is refused by its slot, in a turn, a notification and a follow-up`, async () => {
      const message = hello(value);
      await start(() => message);
      await channel.say('Hi');
      const [failure] = failures;
      expect(failure).to.be.instanceOf(TemplateParameterError).and.to.include({ template: 'hello', slot: 'name' });
      expect(failure)
        .to.have.property('message')
        .that.includes(`slot "name": the value is ${kind}: give a text or a number.`);

      const { adapter } = channel;
      const given = { to: thandi, text: 'Hello', template: message };
      for (const sending of [adapter.notify(given), adapter.schedule({ ...given, key: 'k', in: 1000 })]) {
        expect((await rejection(sending, InvalidInputError)).field).to.equal('template.parameters.name');
      }
      expect(channel.heard()).to.deep.equal([]);
    });
  }

  it('that is no value is told while the window is open, too, of the template in place of a text', async () => {
    await start(() => outsideWindow('News!', hello(undefined)));
    await channel.say('Hi');
    expect(failures[0]).to.be.instanceOf(TemplateParameterError);
    expect(channel.heard()).to.deep.equal([]);
  });

  it('may be a number, in a turn, a notification and a follow-up, and in channelData of the bot’s own', async () => {
    await start(() => ({
      type: 'message',
      channelData: { clickatell: { template: { name: 'hello', parameters: { name: 7 } } } },
    }));
    await channel.say('Hi');
    await channel.adapter.notify({ to: thandi, template: template('hello', { name: 12 }) });
    await channel.adapter.schedule({ key: 'k', in: 1000, to: thandi, template: template('hello', { name: 13n }) });
    await channel.settled();
    channel.clock.advance(1000);
    await channel.settled();
    expect(failures).to.deep.equal([]);
    expect(channel.heard()).to.deep.equal([7, 12, 13].map((name) => `Hello ${name}, we have news for you.`));
  });

  it('loses its direction overrides, which would turn round the rest of the message', async () => {
    await start();
    await channel.adapter.notify({ to: thandi, template: template('hello', { name: '\u202ETha\u2066ndi' }), id: 'x' });
    expect(await report('x')).to.include({ state: 'read' });
    expect(channel.heard()).to.deep.equal(['Hello Thandi, we have news for you.']);
  });

  describe('of a button', () => {
    const opened = async (code: string) => {
      await start();
      await channel.adapter.notify({ to: thandi, template: template('track', { code }), id: 'x' });
      expect(await report('x')).to.include({ state: 'read' });
      return shown()[0]?.buttons?.[0]?.url;
    };

    it('that is a whole address opens it', async () => {
      expect(await opened('https://shop.example/t/abc')).to.equal('https://shop.example/t/abc');
    });

    it('is encoded', async () => {
      expect(await opened('a b/ü')).to.equal('https://shop.example/t/a%20b/%C3%BC');
    });

    it('that is another address, or leads elsewhere, is refused by its slot', async () => {
      await start();
      for (const code of ['https://evil.example/abc', '../abc', 'a'.repeat(2001)]) {
        const sending = channel.adapter.notify({ to: thandi, template: template('track', { code }) });
        expect((await rejection(sending, InvalidInputError)).field).to.equal('template.parameters.code');
      }
      expect(channel.emulator.requests.messages).to.equal(0);
    });
  });

  describe('of a header with a file', () => {
    it('may be a data: address, which is uploaded once for everybody', async () => {
      await start();
      for (const to of [thandi, '27820000002']) {
        await channel.adapter.notify({ to, template: template('chart', { chart: png }), id: to });
        expect(await report(to)).to.include({ state: 'read', sentAs: 'template' });
      }
      expect(shown()).to.deep.equal([{ kind: 'template', text: '[image]\n\nYour month.', file: 'image/png' }]);
      // One upload; the rest are statuses and read receipts of nobody.
      expect(channel.emulator.requests.other).to.equal(1);
    });

    it('may be an address on the web', async () => {
      host = await startHost(bytes(files.pdf, { 'content-type': 'application/pdf' }));
      const bill = `${host.url}/bill.pdf`;
      await start(() => template('bill', { bill }));
      await channel.say('Hi');
      expect(failures).to.deep.equal([]);
      expect(shown().map(({ file }) => file)).to.deep.equal(['application/pdf']);
    });

    it('may be the id of an uploaded file', async () => {
      await start();
      const form = { fileName: 'chart.png', contentType: 'image/png', broadcast: true } as const;
      const { apiKey } = channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
      const answer = await fetch(`${channel.emulator.url}/v1/media?fileName=${form.fileName}&broadcastAllowed=true`, {
        method: 'POST',
        headers: { authorization: apiKey, 'content-type': form.contentType },
        body: new Uint8Array(files.png),
      });
      const uploaded: unknown = await answer.json();
      const fileId =
        typeof uploaded === 'object' && uploaded !== null && 'fileId' in uploaded ? `${uploaded.fileId}` : '';
      await channel.adapter.notify({ to: thandi, template: template('chart', { chart: fileId }), id: 'x' });
      expect(await report('x')).to.include({ state: 'read' });
    });

    it('is uploaded again where the provider has forgotten it', async () => {
      await start();
      const notify = async (id: string) => {
        await channel.adapter.notify({ to: thandi, template: template('chart', { chart: png }), id });
        expect(await report(id)).to.include({ state: 'read' });
      };
      await notify('one');
      await channel.emulator.reset();
      channel.emulator.integrate({ number: business, callbackUrl: channel.url, templates });
      await notify('two');
    });

    const wrong: [string, string, string, RegExp][] = [
      ['cannot be fetched', 'chart', 'http://127.0.0.1:9/a.png', /slot "chart": The file cannot be sent/],
      [
        'is of another kind than the header',
        'bill',
        png,
        /slot "bill": the file is image\/png, and the header takes a document/,
      ],
      [
        'is of no kind that WhatsApp takes',
        'chart',
        'data:image/gif;base64,R0lGODlhAQABAAAAADs=',
        /slot "chart": The file cannot be sent/,
      ],
    ];
    for (const [what, slot, file, problem] of wrong) {
      it(`that ${what} fails the message by its slot`, async () => {
        const name = slot === 'chart' ? 'chart' : 'bill';
        await start(() => template(name, { [slot]: file }));
        await channel.say('Hi');
        expect(failures[0]).to.be.instanceOf(TemplateParameterError).with.property('message').that.matches(problem);
        await channel.adapter.notify({ to: thandi, template: template(name, { [slot]: file }), id: 'x' });
        expect((await report('x')).state).to.equal('failed');
        expect((await report('x')).reason).to.match(problem);
        expect(channel.emulator.requests.messages).to.equal(0);
      });
    }

    it('that cannot be uploaded for now waits, and leaves when it can; nothing else waits for it', async () => {
      await start(() => template('chart', { chart: png }));
      channel.emulator.fault('mediaError', 1000);
      await channel.say('Hi');
      expect(failures).to.deep.equal([]);
      await channel.adapter.notify({ to: thandi, template: template('chart', { chart: png }), id: 'x' });
      expect(await report('x')).to.include({ state: 'waiting' });
      expect(channel.adapter.paused).to.deep.equal([]);
      channel.emulator.fault('mediaError', 0);
      channel.clock.advance(60_000);
      expect(await report('x')).to.include({ state: 'read' });
    });

    it('that is neither is refused by its slot', async () => {
      await start();
      const sending = channel.adapter.notify({ to: thandi, template: template('chart', { chart: '/tmp/chart.png' }) });
      expect((await rejection(sending, InvalidInputError)).field).to.equal('template.parameters.chart');
    });
  });

  describe('found in a text, while the window is closed,', () => {
    const survey = (...titles: string[]) => ({
      type: 'message',
      text: 'Hello Thandi, was that of help?',
      suggestedActions: { to: [], actions: titles.map((title) => ({ type: 'imBack', title, value: title })) },
    });
    const proactive = async (message: Parameters<Parameters<Logic>[0]['sendActivity']>[0]) => {
      await start();
      await channel.adapter.continueConversation(channel.adapter.reference(thandi), async (context) => {
        await context.sendActivity(message).catch((error: unknown) => failures.push(error));
      });
      return failures.map((error) => (error instanceof Error ? error.message : error)).join('');
    };

    it('leaves with the choices that the text offers', async () => {
      expect(await proactive(survey('Yes', 'No'))).to.equal('');
      expect(shown()[0]?.buttons?.map(({ title }) => title)).to.deep.equal(['Yes', 'No']);
    });

    it('does not leave where the choices would be lost, which the error tells', async () => {
      const problem = await proactive(survey('Yes', 'Perhaps'));
      expect(problem).to.include('its text reads like "survey" (en), whose buttons are not the answers that it offers');
      expect(channel.emulator.requests.messages).to.equal(0);
    });

    it('does not leave where a place would be lost', async () => {
      const place = { type: 'GeoCoordinates', latitude: -33.9, longitude: 18.4 };
      const problem = await proactive({ type: 'message', text: 'Hello Thandi, was that of help?', entities: [place] });
      expect(problem).to.include('"survey" (en), which has no place for its files and places');
      expect(channel.emulator.requests.messages).to.equal(0);
    });

    it('does not leave where the text only nearly reads like the template, and the error names it', async () => {
      const problem = await proactive('*Hello* Thandi, we have news for you 🎉');
      expect(problem).to.include('its text nearly reads like "hello" (en)');
      expect(problem).not.to.include('Thandi');
    });
  });

  it('is not the only thing that may be in seconds: a clock is refused', async () => {
    await start();
    const { store, clock, emulator } = channel;
    const { apiKey } = emulator.integrate({ number: business, callbackUrl: channel.url, templates });
    const client = new ClickatellClient({ apiKey, number: business, baseUrl: emulator.url });
    const seconds = { now: () => clock.now() / 1000 };
    expect(() => new ClickatellAdapter({ client, store, templates, clock: seconds })).to.throw(
      ConfigurationError,
      /^clock: its time reads like seconds/,
    );
    await client.close();
  });

  it('does not help a template that may only be sent while the window is open', async () => {
    await start();
    const news = template('hello', { name: 'Thandi' });
    await channel.adapter.notify({ to: thandi, template: news, whenClosed: 'refuse', id: 'never-wrote' });
    expect(await report('never-wrote')).to.include({ state: 'refused', sentAs: null });
    await channel.say('Hi');
    await channel.adapter.notify({ to: thandi, template: news, whenClosed: 'refuse', id: 'open' });
    expect(await report('open')).to.include({ state: 'read', sentAs: 'template' });
    channel.clock.advance(25 * 60 * 60 * 1000);
    await channel.adapter.notify({ to: thandi, template: news, whenClosed: 'refuse', id: 'closed' });
    expect(await report('closed')).to.include({ state: 'refused', conversationType: 're-engagement' });
    expect((await report('closed')).reason).to.include('the message may not go out as a template');
  });
});
