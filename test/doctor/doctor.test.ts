import { expect } from 'chai';
import { MovableClock } from '../../src/core/clock.js';
import { ConfigurationError } from '../../src/core/errors.js';
import type { Check } from '../../src/doctor/check.js';
import { type Diagnosis, runDoctor } from '../../src/doctor/doctor.js';
import type { DoctorSettings } from '../../src/doctor/settings.js';
import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import type { FaultKind } from '../../src/emulator/provider/faults.js';
import { Findings } from '../../src/findings/findings.js';
import type { NumberFindings } from '../../src/findings/shape.js';
import { TemplateCatalog } from '../../src/templates/catalog.js';
import { bytes, failure, startHost } from '../files/fileHost.js';
import { until } from '../support/channel.js';
import { rejection } from '../support/rejection.js';
import { type PersonOptions, scriptedPerson } from './person.js';

const number = '27110000001';
const thandi = '27820000001';
const secret = 's3cret';
const noon = Date.UTC(2026, 4, 1, 12);

const templates = TemplateCatalog.parse({
  templates: [
    {
      name: 'ticket_resolved',
      language: 'en',
      category: 'utility',
      body: 'Hi {{1}}, your ticket is resolved. Tell us if it is not.',
      slots: ['name'],
      buttons: [
        { type: 'quickReply', title: 'Solved' },
        { type: 'url', title: 'See it', url: 'https://example.com/{{1}}', slot: 'ticket' },
      ],
    },
  ],
});

const allNative = {
  buttons: 'native',
  list: 'native',
  link: 'native',
  location: 'native',
  locationRequest: 'native',
  contacts: 'native',
};

describe('The doctor', () => {
  let emulator: Emulator;
  let clock: MovableClock;
  let apiKey: string;
  let told: string[] = [];
  beforeEach(async () => {
    clock = new MovableClock({ now: () => noon });
    emulator = await createEmulator({ clock, batchLimit: 99 });
    ({ apiKey } = emulator.integrate({ number, templates }));
  });
  afterEach(() => emulator.close());

  const callTo = (address: string) => emulator.integrate({ number, templates, callbackUrl: address });

  async function examine(
    settings: Partial<DoctorSettings> = {},
    by: Partial<PersonOptions> = {},
    doctorsClock = clock,
    signal = new AbortController().signal,
  ): Promise<Diagnosis & { verdicts: Record<string, string> }> {
    const connect = (port: number) => void callTo(`http://127.0.0.1:${port}/?key=${secret}`);
    const person = scriptedPerson({ emulator, phone: thandi, connect, ...by });
    const checks: Check[] = [];
    const all: DoctorSettings = {
      ...{ apiKey, number, baseUrl: emulator.url, to: thandi, host: '127.0.0.1', port: 0 },
      ...{ webhookSecret: secret, templates, isAgreed: false, timeoutMs: 60_000, graceMs: 60_000 },
      ...settings,
    };
    const diagnosis = await runDoctor(all, {
      person,
      clock: doctorsClock,
      report: (check) => checks.push(check),
      signal,
    });
    expect(checks).to.deep.equal(diagnosis.checks);
    expect(emulator.violations).to.deep.equal([]);
    told = person.told;
    const written = JSON.stringify([checks, diagnosis.findings]);
    expect(written).not.to.include(thandi);
    expect(written).not.to.include(secret);
    return { ...diagnosis, verdicts: Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict])) };
  }

  const sentence = ({ checks }: Diagnosis, name: string) => checks.find((check) => check.name === name)?.sentence ?? '';

  it('finds that everything works where nothing is wrong', async () => {
    const { verdicts, findings, checks } = await examine();
    expect(new Set(Object.values(verdicts))).to.deep.equal(new Set(['ok']));
    const { webhook, ...rest } = findings ?? {};
    expect(rest).to.deep.equal({
      ...{ at: '2026-05-01T12:00:00.000Z', baseUrl: emulator.url },
      ...{ kinds: allNative, batchSize: 99, media: 'upload', quote: true },
      templates: { quickReplies: true, urlSuffix: true },
    });
    expect(webhook).to.deep.include({ secret: 'query', delayMs: 0 });
    expect(webhook?.headers).to.include('content-type');
    expect(webhook?.events).to.have.keys([
      'moText',
      'moButtonResponse',
      'moListResponse',
      'moLocation',
      'messageStatusUpdate',
    ]);
    expect(webhook?.events?.moListResponse).to.include('selectedItem.postbackData');
    expect(sentence({ checks }, 'buttons')).to.match(/The tap came back as moButtonResponse, with .*postbackData/);
    expect(() => Findings.parse({ version: 1, numbers: { [number]: findings } })).not.to.throw();
    // One message for each thing, and the two parts of templates share one.
    expect(emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out')).to.have.length(10);
  });

  const text = { buttons: 'text', list: 'text', link: 'text' } as const;
  const faults: [kind: FaultKind, count: number, found: Partial<NumberFindings>, says: [name: string, RegExp]][] = [
    [
      'nativeRefused',
      1,
      { kinds: { buttons: 'text' } },
      ['buttons', /^Reply buttons: not taken \(Content type not supported\)\. Questions are sent/],
    ],
    ['nativeRefused', 3, { kinds: text }, ['link', /Links are sent as text/]],
    ['nativeFailed', 1, { kinds: { buttons: 'text' } }, ['buttons', /not taken \(MEDIA_TYPE_NOT_SUPPORTED\)/]],
    ['nativeAsText', 3, { kinds: text }, ['list', /arrived as plain text/]],
    ['cardRefused', 1, { kinds: { location: 'text' } }, ['location', /Places are sent as text/]],
    [
      'cardRefused',
      3,
      { kinds: { location: 'text', locationRequest: 'text', contacts: 'text' } },
      ['contacts', /not taken/],
    ],
    ['quoteRefused', 1, { quote: false }, ['quote', /Invalid or missing parameter|code 23/]],
    ['quoteIgnored', 1, { quote: false }, ['quote', /arrived as plain text/]],
    ['mediaOff', 1, { media: 'inline' }, ['upload', /uploads are not enabled.*ask Clickatell/]],
    ['mediaRefused', 1, { media: 'inline' }, ['upload', /not taken/]],
    ['fileRefused', 1, { media: 'inline' }, ['upload', /Files are sent inside the messages/]],
    ['inlineRefused', 1, { media: 'upload' }, ['inline', /not taken/]],
    [
      'templatePaused',
      1,
      { templates: { quickReplies: false, urlSuffix: false } },
      ['urlSuffix', /WHATSAPP_HSM_NOT_AVAILABLE/],
    ],
    ['lost', 1, { quote: false }, ['quote', /accepted, and nothing arrived \(last status: SENT_TO_SUPPLIER\)/]],
    ['tapAsText', 2, {}, ['buttons', /The tap came back as moText/]],
    ['duplicateCallback', 100, {}, ['webhook', /the secret came in its address/]],
    ['statusFirst', 100, {}, ['buttons', /shown as intended/]],
    ['error503', 1, {}, ['quote', /shown as intended/]],
  ];
  for (const [kind, count, found, [name, says]] of faults) {
    it(`${kind} (${count}): finds ${JSON.stringify(found)}`, async () => {
      // The probe of the batch size is a request, too.
      if (kind !== 'error503') emulator.fault(kind, count);
      const started = kind === 'error503' ? { connect: connectWith(() => emulator.fault(kind, count)) } : {};
      const diagnosis = await examine({}, started);
      const { kinds, batchSize, media, quote, templates } = diagnosis.findings ?? {};
      expect({ kinds, batchSize, media, quote, templates }).to.deep.equal({
        ...{ batchSize: 99, media: 'upload', quote: true, templates: { quickReplies: true, urlSuffix: true } },
        ...found,
        kinds: { ...allNative, ...found.kinds },
      });
      expect(sentence(diagnosis, name)).to.match(says);
    });
  }

  const connectWith = (then: () => void) => (port: number) => {
    callTo(`http://127.0.0.1:${port}/?key=${secret}`);
    then();
  };

  it('finds that files cannot be sent where neither way works', async () => {
    emulator.fault('mediaOff');
    emulator.fault('inlineRefused');
    expect((await examine()).findings?.media).to.equal('none');
  });

  it('takes buttons whose taps do not come back for text', async () => {
    emulator.fault('tapLost');
    const diagnosis = await examine({ graceMs: 20 });
    expect(sentence(diagnosis, 'buttons')).to.match(/shown as intended, but no callback told of the tap/);
    expect(diagnosis.findings?.kinds.buttons).to.equal('text');
  });

  it('finds nothing out about messages that are refused for another reason, and stops', async () => {
    const connect = connectWith(() => emulator.fault('noBalance', 100));
    const { verdicts, findings, checks } = await examine({}, { connect });
    expect(verdicts).to.include({ webhook: 'ok', quote: 'skipped', list: 'skipped', urlSuffix: 'skipped' });
    expect(findings).to.deep.include({ kinds: {}, batchSize: 99 }).and.not.have.any.keys('media', 'quote', 'templates');
    expect(sentence({ checks }, 'buttons')).to.match(/not tried, because of: Insufficient account balance/);
  });

  for (const [kind, reason] of [
    ['optedOut', /not tried, because of: Recipient opted out/],
    ['windowRefused', /not tried, because of: WHATSAPP_RE_ENGAGEMENT_REQUIRED/],
    ['windowRefusedAtSubmit', /not tried, because of: WHATSAPP_RE_ENGAGEMENT_REQUIRED/],
  ] as const) {
    it(`${kind}: says nothing of forms, and the rest is not tried`, async () => {
      emulator.fault(kind, 1);
      const diagnosis = await examine();
      expect(sentence(diagnosis, 'contacts')).to.match(reason);
      expect(diagnosis.findings).to.deep.include({ kinds: {} }).and.not.have.any.keys('media', 'quote', 'templates');
    });
  }

  it('resetAfterAccept: says nothing of a message whose answer was lost, and goes on', async () => {
    const connect = connectWith(() => emulator.fault('resetAfterAccept'));
    const { verdicts, findings } = await examine({}, { connect });
    expect(verdicts).to.include({ quote: 'skipped', buttons: 'ok' });
    expect(findings).not.to.have.property('quote');
  });

  it('says what is not known where nobody is at the terminal, and finds nothing out by silence', async () => {
    const { findings, checks } = await examine({ isAgreed: true, graceMs: 20 }, { isThere: false });
    expect(findings?.kinds).to.deep.equal({});
    expect(sentence({ checks }, 'link')).to.match(
      /nobody said what the phone shows\. Its last status is (READ|DEVICE_ACK|SENT_TO_SUPPLIER)/,
    );
  });

  it('ends early where it is asked to, and keeps what it has found', async () => {
    const stop = new AbortController();
    const by = { asked: (question: string) => question.includes('“Open”') && stop.abort() };
    const { verdicts, findings } = await examine({}, by, clock, stop.signal);
    expect(findings?.kinds).to.deep.equal({ buttons: 'native', list: 'native' });
    expect(findings).to.include({ quote: true }).and.not.have.property('media');
    expect(verdicts).to.include({ list: 'ok', link: 'skipped', contacts: 'skipped' });
    expect(emulator.chat(thandi).messages.at(-1)?.kind).to.equal('link');
  });

  it('sends nothing where it is ended before the ping', async () => {
    const stop = new AbortController();
    const by = { asked: (question: string) => question.startsWith('Waiting') && stop.abort(), pingsFrom: 'none' };
    const { verdicts } = await examine({}, by, clock, stop.signal);
    expect(verdicts).to.include({ webhook: 'failed', messages: 'skipped' });
    const again = await examine({ isAgreed: true }, by, clock, stop.signal);
    expect(again.verdicts).to.include({ costs: 'skipped' }).and.not.have.property('webhook');
    expect(emulator.chat(thandi).messages).to.deep.equal([]);
  });

  for (const [limit, found] of [
    [1, 1],
    [50, 50],
    [200, 200],
    [1000, 200],
  ] as const) {
    it(`infers that ${limit} messages fit into a request${found < limit ? ', as far as it looks' : ''}, and sends none for that`, async () => {
      await emulator.close();
      emulator = await createEmulator({ clock, batchLimit: limit });
      ({ apiKey } = emulator.integrate({ number, templates }));
      const { findings } = await examine({}, { pingsFrom: 'none' });
      expect(findings?.batchSize).to.equal(found);
      expect(emulator.chat(thandi).messages).to.deep.equal([]);
    });
  }

  it('says that it cannot infer the limit from errors that say nothing of it', async () => {
    emulator.fault('error500', 1);
    const { verdicts, findings } = await examine({}, { pingsFrom: 'none' });
    expect(verdicts['batch size']).to.equal('skipped');
    expect(findings).not.to.have.property('batchSize');
  });

  describe('before anything is sent', () => {
    const accounts: [
      what: string,
      settings: () => Partial<DoctorSettings>,
      fault: FaultKind | undefined,
      says: RegExp,
    ][] = [
      ['a key that is wrong', () => ({ apiKey: 'wrong' }), undefined, /The key is not accepted/],
      ['an address that is not approved', () => ({}), 'askRefused', /error 7.*public IP address/],
      ['a server that is away', () => ({ baseUrl: 'http://127.0.0.1:9' }), undefined, /There was no answer/],
    ];
    for (const [what, settings, fault, says] of accounts) {
      it(`finds ${what}`, async () => {
        if (fault) emulator.fault(fault);
        const diagnosis = await examine(settings());
        expect(diagnosis.verdicts).to.include({ key: 'failed' }).and.not.have.property('webhook');
        expect(sentence(diagnosis, 'key')).to.match(says);
        expect(diagnosis.findings).to.equal(undefined);
        expect(emulator.requests.send).to.equal(0);
      });
    }

    it('finds a base URL that is no One API', async () => {
      const host = await startHost(bytes(Buffer.from('<html>Welcome</html>'), { 'content-type': 'text/html' }));
      const diagnosis = await examine({ baseUrl: host.url }).finally(() => host.close());
      expect(sentence(diagnosis, 'key')).to.match(/is not Clickatell’s One API: check the base URL/);
    });

    it('finds a provider that is busy', async () => {
      const host = await startHost(failure(503, 19));
      const diagnosis = await examine({ baseUrl: host.url }).finally(() => host.close());
      expect(sentence(diagnosis, 'key')).to.match(/busy or away \(HTTP 503\): run the doctor again later/);
    });

    it('finds that the balance is used up, and goes on', async () => {
      const host = await startHost(
        bytes(Buffer.from('{"balance":0,"currency":"ZAR"}'), { 'content-type': 'application/json' }),
      );
      const { verdicts } = await examine({ baseUrl: host.url }, { agrees: false }).finally(() => host.close());
      expect(verdicts).to.include({ key: 'warning', costs: 'skipped' });
    });

    it('finds a clock that is wrong, and goes on', async () => {
      const ahead = new MovableClock(clock);
      ahead.advance(5 * 60_000);
      const diagnosis = await examine({}, {}, ahead);
      expect(diagnosis.verdicts).to.include({ clock: 'failed', webhook: 'warning', buttons: 'ok' });
      expect(sentence(diagnosis, 'clock')).to.match(/clock is (299|300) s ahead of the provider’s: set it/);
    });

    it('tells what it costs, and does nothing without a yes', async () => {
      const { verdicts, findings } = await examine({}, { agrees: false });
      expect(verdicts).to.include({ costs: 'skipped' }).and.not.have.property('webhook');
      expect(findings).to.equal(undefined);
      expect(told.join('\n'))
        .to.match(/up to 10 messages to …0001/)
        .and.match(/9 free-form messages/)
        .and.match(/1 utility template/);
      expect(emulator.requests.send).to.equal(0);
    });
  });

  describe('of the webhook', () => {
    const webhooks: [
      what: string,
      path: string,
      settings: Partial<DoctorSettings>,
      by: Partial<PersonOptions>,
      says: RegExp,
    ][] = [
      ['that carries no secret', '/', {}, {}, /came without the secret: the address in the portal must end in \?key=/],
      ['that carries another secret', '/?key=another', {}, {}, /came without the secret/],
      ['that nobody uses', `/?key=${secret}`, {}, { pingsFrom: 'none' }, /Nothing came\. Check the callback address/],
    ];
    for (const [what, path, settings, by, says] of webhooks) {
      it(`finds one ${what}, and sends no message`, async () => {
        const connect = (port: number) => void callTo(`http://127.0.0.1:${port}${path}`);
        const { verdicts, checks, findings } = await examine(settings, { connect, ...by });
        expect(verdicts).to.include({ webhook: 'failed', messages: 'skipped' }).and.not.have.property('buttons');
        expect(sentence({ checks }, 'webhook')).to.match(says);
        expect(findings?.kinds).to.deep.equal({});
        expect(emulator.chat(thandi).messages.filter(({ direction }) => direction === 'out')).to.deep.equal([]);
      });
    }

    it('tells a secret that came as the password of HTTP Basic', async () => {
      const connect = (port: number) => void callTo(`http://clickatell:${secret}@127.0.0.1:${port}/`);
      const { findings, checks } = await examine({}, { connect });
      expect(findings?.webhook?.secret).to.equal('basic');
      expect(sentence({ checks }, 'webhook')).to.match(/password of HTTP Basic/);
    });

    const addresses: [what: string, settings: Partial<DoctorSettings>, shown: RegExp][] = [
      ['where it leads', {}, / {2}an https address that leads to 127\.0\.0\.1:\d+, and ends in \?key=<the secret>\n/],
      [
        'as it is known',
        { callbackUrl: 'https://bot.example/cb' },
        / {2}https:\/\/bot\.example\/cb\?key=<the secret>\n/,
      ],
      [
        'with its query',
        { callbackUrl: 'https://bot.example/?a=1' },
        / {2}https:\/\/bot\.example\/\?a=1&key=<the secret>\n/,
      ],
    ];
    for (const [what, settings, shown] of addresses) {
      it(`shows the address to enter, ${what}`, async () => {
        await examine(settings, { pingsFrom: 'none' });
        expect(told.join('\n')).to.match(shown).and.not.include(secret);
      });
    }

    const statuses: [what: string, statusUrl: (port: number) => string, verdict: string, says: RegExp][] = [
      [
        'go nowhere',
        () => 'http://127.0.0.1:9/',
        'failed',
        /No status came by callback: enter the callback address for statuses/,
      ],
      [
        'carry no secret',
        (port) => `http://127.0.0.1:${port}/`,
        'failed',
        /came without the secret: the address of statuses must/,
      ],
      [
        'come',
        (port) => `http://127.0.0.1:${port}/?key=${secret}`,
        'ok',
        /by callback: SENT_TO_SUPPLIER, DEVICE_ACK, READ\.$/,
      ],
    ];
    for (const [what, statusUrl, verdict, says] of statuses) {
      it(`finds that statuses ${what}`, async () => {
        const callbackUrl = (port: number) => `http://127.0.0.1:${port}/?key=${secret}`;
        const connect = (port: number) =>
          void emulator.integrate({ number, templates, callbackUrl: callbackUrl(port), statusUrl: statusUrl(port) });
        const asked = (question: string) => question.includes('quotes') && until(isStatusTried);
        const diagnosis = await examine({}, { connect, asked, waitsForStatuses: verdict === 'ok' });
        expect(diagnosis.verdicts).to.include({ webhook: 'ok', list: 'ok', statuses: verdict });
        expect(sentence(diagnosis, 'statuses')).to.match(says);
      });
    }

    /** Whether the first status of the first message was called back. */
    const isStatusTried = async () => {
      const first = emulator.chat(thandi).messages.find(({ direction }) => direction === 'out');
      const wire = await fetch(`${emulator.url}/_emulator/wire/${first?.id}`);
      return (await wire.text()).includes('"event":"messageStatusUpdate"');
    };

    it('warns of a webhook without a secret', async () => {
      const { verdicts, findings } = await examine({ webhookSecret: 'none' });
      expect(verdicts.webhook).to.equal('warning');
      expect(findings?.webhook?.secret).to.equal('none');
    });

    it('finds that the number is another one, and sends no message', async () => {
      const diagnosis = await examine({ number: '27110000009' });
      expect(diagnosis.verdicts).to.include({ webhook: 'ok', number: 'failed', messages: 'skipped' });
      expect(sentence(diagnosis, 'number')).to.match(/was for …0001, and WHATSAPP_NUMBER is …0009/);
    });

    it('finds that the ping came from another phone, and sends no message', async () => {
      const diagnosis = await examine({}, { pingsFrom: '27820000002' });
      expect(diagnosis.verdicts).to.include({ phone: 'failed', messages: 'skipped' });
      expect(emulator.requests.messages).to.be.greaterThan(0);
      expect(emulator.chat('27820000002').messages).to.have.length(1);
    });

    it('needs a port of its own', async () => {
      const { port } = new URL(emulator.url);
      expect((await rejection(examine({ port: Number(port) }), ConfigurationError)).message).to.match(
        /^--port, --host: .*another port/,
      );
    });
  });

  it('tries no parts of templates that the catalogue does not have', async () => {
    const { verdicts, findings, checks } = await examine({ templates: TemplateCatalog.empty() });
    expect(verdicts).to.include({ quickReplies: 'skipped', urlSuffix: 'skipped', inline: 'ok' });
    expect(findings).not.to.have.property('templates');
    expect(sentence({ checks }, 'urlSuffix')).to.match(/--templates/);
  });
});
