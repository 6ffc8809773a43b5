import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { type DoctorStreams, examine } from '../../src/cli/doctor.js';
import { type DoctorFlags, doctorSettings } from '../../src/cli/doctorSettings.js';
import { terminal } from '../../src/cli/terminal.js';
import { ConfigurationError } from '../../src/core/errors.js';
import { dryRun } from '../../src/doctor/dryRun.js';
import { createEmulator } from '../../src/emulator/index.js';
import { Findings } from '../../src/findings/findings.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const environment = { CLICKATELL_API_KEY: 'key-1', WHATSAPP_NUMBER: '27110000001', WEBHOOK_SECRET: 's3cret' };
const flags: DoctorFlags = { to: '+27 82 000 0001', timeout: '300', yes: false };

describe('The settings of the doctor', () => {
  after(removeFolders);

  it('are those of the programs', async () => {
    const { templates, shownSecret, graceMs, ...settings } = await doctorSettings(flags, environment);
    expect(settings).to.deep.equal({
      ...{ apiKey: 'key-1', number: '27110000001', baseUrl: 'https://platform.clickatell.com', to: '27820000001' },
      ...{ host: '127.0.0.1', port: 3978, webhookSecret: 's3cret', callbackUrl: undefined, prices: undefined },
      ...{ isAgreed: false, timeoutMs: 300_000 },
    });
    expect([...templates]).to.deep.equal([]);
    expect(graceMs).to.be.greaterThan(0);
    expect(shownSecret).to.equal('<WEBHOOK_SECRET>');
  });

  it('may stand in a file, and the options come first', async () => {
    const file = join(await temporaryFolder(), '.env');
    await writeFile(file, 'CLICKATELL_API_KEY=key-2\nWHATSAPP_NUMBER=27110000002 # ours\nPORT=4000\n');
    const given = { ...flags, 'env-file': file, number: '27110000003', yes: true };
    const settings = await doctorSettings(given, { CLICKATELL_API_KEY: 'key-1', PORT: ' ' });
    expect(settings).to.include({ apiKey: 'key-1', number: '27110000003', port: 4000, isAgreed: true });
  });

  it('take the key of the number that is named', async () => {
    const several = { ...environment, WHATSAPP_NUMBER_2: '+27110000002', CLICKATELL_API_KEY_2: 'key-2' };
    expect(await doctorSettings({ ...flags, number: '27110000002' }, several)).to.include({ apiKey: 'key-2' });
    expect(await doctorSettings(flags, several)).to.include({ apiKey: 'key-1' });
  });

  it('have a secret of their own where none is set, which is shown', async () => {
    const { WEBHOOK_SECRET: _, ...without } = environment;
    const [one, another] = [await doctorSettings(flags, without), await doctorSettings(flags, without)];
    expect(one.webhookSecret)
      .to.match(/^[\w-]{24}$/)
      .and.equal(one.shownSecret);
    expect(one.webhookSecret).not.to.equal(another.webhookSecret);
  });

  it('are refused with everything that is wrong', async () => {
    const { faults } = await rejection(
      doctorSettings({ ...flags, to: 'Thandi', port: '70000', timeout: 'soon', callback: 'here' }, {}),
      ConfigurationError,
    );
    const named = ['CLICKATELL_API_KEY', 'WHATSAPP_NUMBER', '--to', '--port', '--timeout', '--callback'];
    expect(faults.map((fault) => fault.split(':')[0])).to.deep.equal(named);
    const own = doctorSettings({ ...flags, to: '27110000001' }, environment);
    expect((await rejection(own, ConfigurationError)).message).to.match(/^--to: must be a phone, and not the business/);
    const nowhere = doctorSettings({ ...flags, 'env-file': 'not-there.env' }, environment);
    expect((await rejection(nowhere, ConfigurationError)).message).to.match(
      /^--env-file: not-there\.env cannot be read/,
    );
  });
});

describe('A dry run of the doctor', () => {
  it('shows every request, and neither the key nor the whole number of the phone', async () => {
    const shown = await dryRun(await doctorSettings(flags, environment));
    expect(shown).not.to.include('key-1').and.not.include('27820000001').and.not.include('s3cret');
    const requests = shown.match(/^(GET|POST) .*$/gm) ?? [];
    const base = 'https://platform.clickatell.com';
    expect(requests.slice(0, 4)).to.deep.equal([
      `GET ${base}/v1/balance`,
      `GET ${base}/v1/message/${'0'.repeat(32)}`,
      `POST ${base}/v1/message`,
      `POST ${base}/v1/media?fileName=doctor.png`,
    ]);
    expect(requests.slice(4, -1)).to.deep.equal(Array.from({ length: 9 }, () => `POST ${base}/v1/message`));
    expect(requests.at(-1)).to.equal(`GET ${base}/v1/message/<its id>`);
    for (const field of [
      'button',
      'list',
      'ctaUrl',
      'location',
      'locationRequest',
      'contacts',
      'media',
      'relatedMessageId',
    ]) {
      expect(shown).to.include(`"${field}": `);
    }
    expect(shown)
      .to.include('9 free-form messages')
      .and.include('"to": "…0001"')
      .and.include('Authorization: <the key>');
  });
});

/** Two streams, and what was written so far. */
function streams() {
  const [stdin, stdout] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
  const made: DoctorStreams & { written: string } = { stdin, stdout, written: '' };
  return { made, stdin, stdout };
}

describe('The person at the terminal', () => {
  it('answers by number, and is asked again after anything else', async () => {
    const { stdin, stdout } = streams();
    const person = terminal(stdin, stdout);
    const answers = [
      { key: 'a', label: 'this' },
      { key: 'b', label: 'that' },
    ] as const;
    const { signal } = new AbortController();
    stdin.write('that\n');
    const chosen = person.choose('Which?', answers, signal);
    stdin.write('3\n');
    stdin.write('2\n');
    expect(await chosen).to.equal('b');
    const agreed = person.agrees('Sure?', signal);
    stdin.write('Yes\n');
    expect(await agreed).to.equal(true);
    const asked = person.agrees('Sure?', signal);
    stdin.write('\n');
    expect(await asked).to.equal(false);
    person.close();
  });

  it('need not answer, and cannot once the input has ended', async () => {
    const { stdin, stdout } = streams();
    const person = terminal(stdin, stdout);
    const over = new AbortController();
    const chosen = person.choose('Which?', [{ key: 'a', label: 'this' }], over.signal);
    over.abort();
    expect(await chosen).to.equal(undefined);
    stdin.end();
    const { signal } = new AbortController();
    expect(await person.agrees('Sure?', signal)).to.equal(false);
    expect(await person.agrees('Sure?', over.signal)).to.equal(false);
    expect(await person.choose('Which?', [{ key: 'a', label: 'this' }], new AbortController().signal)).to.equal(
      undefined,
    );
    person.close();
  });
});

describe('The command doctor', () => {
  after(removeFolders);

  it('talks to the person, and writes what it finds', async () => {
    const emulator = await createEmulator();
    const { apiKey } = emulator.integrate({ number: '27110000001' });
    const out = join(await temporaryFolder(), 'clickatell.findings.json');
    const { made, stdin, stdout } = streams();
    emulator.fault('nativeRefused', 2);
    stdout.on('data', (text: string) => {
      made.written += text;
      const port = /leads to 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      const ping = /ping \d{4}/.exec(text)?.[0];
      if (port && ping) {
        emulator.integrate({ number: '27110000001', callbackUrl: `http://127.0.0.1:${port}/?key=s3cret` });
        void emulator.say({ from: '27820000001', text: ping });
      }
      if (text.includes('Send them?')) stdin.write('y\n');
      else if (text.includes('sends your location')) {
        void emulator.say({ from: '27820000001', location: { latitude: 0, longitude: 0 } });
      } else if (text.includes('Does the phone show')) stdin.write('1\n');
    });
    const set = { ...environment, CLICKATELL_API_KEY: apiKey, CLICKATELL_BASE_URL: emulator.url };
    try {
      await examine({ ...flags, port: '0', out }, set, made);
      expect(made.exitCode).to.equal(undefined);
      expect(made.written).to.match(/^warning {2}buttons: Reply buttons: not taken .*numbered text\.$/m);
      expect(made.written).to.match(/^ok {7}link: /m);
      expect(made.written).to.match(/^skipped {2}urlSuffix: /m);
      expect(made.written).to.include(`FINDINGS=${out}`).and.not.include('27820000001').and.not.include(apiKey);
      const found = (await Findings.load(out)).of('27110000001', emulator.url);
      expect(found).to.deep.include({ batchSize: 100, media: 'upload', quote: true });
      expect(found?.kinds).to.include({ buttons: 'text', list: 'text', link: 'native' });
      expect(await readFile(out, 'utf8'))
        .not.to.include('27820000001')
        .and.not.include(apiKey);

      await writeFile(out, 'mine');
      const before = emulator.requests.other;
      const refused = await rejection(examine({ ...flags, port: '0', out }, set, made), ConfigurationError);
      expect(refused.message).to.include(out);
      expect([emulator.requests.other, await readFile(out, 'utf8')]).to.deep.equal([before, 'mine']);

      await rm(out);
      await examine({ ...flags, key: 'wrong', port: '0', out }, set, made);
      expect(made.exitCode).to.equal(1);
    } finally {
      await emulator.close();
    }
  });
});
