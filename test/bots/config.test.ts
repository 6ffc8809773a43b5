import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { readConfig, readConfigToStart, settingNames } from '../../bots/config.js';
import { ConfigurationError } from '../../src/index.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';

const withKey = { CLICKATELL_API_KEY: 'key', WHATSAPP_NUMBER: '27110000001', WEBHOOK_SECRET: 'secret' };

describe('readConfig', () => {
  it('runs every bot against the emulator where nothing is set', () => {
    expect(readConfig({})).to.deep.equal({
      port: 3978,
      host: '127.0.0.1',
      provider: { kind: 'emulator', port: 3979 },
      webhookSecret: undefined,
      previousWebhookSecret: undefined,
      callbacks: undefined,
      apiToken: undefined,
      previousApiToken: undefined,
      metricsToken: undefined,
      storeUrl: 'lmdb:./data',
      templates: undefined,
      topics: undefined,
      prices: undefined,
      findings: undefined,
      interactive: undefined,
      transcriptsKeptDays: 30,
      desk: undefined,
      logLevel: 'info',
    });
  });

  it('takes every setting', () => {
    const config = readConfig({
      ...withKey,
      PORT: '80',
      HOST: '0.0.0.0',
      BOT: 'banking',
      CLICKATELL_BASE_URL: 'http://127.0.0.1:1',
      CLICKATELL_API_KEY_2: 'key-2',
      WHATSAPP_NUMBER_2: '27110000002',
      BOT_2: 'support',
      CLICKATELL_API_KEY_9: 'key-9',
      WHATSAPP_NUMBER_9: '27110000009',
      WEBHOOK_SECRET_PREVIOUS: 'former secret',
      API_TOKEN: 'token',
      API_TOKEN_PREVIOUS: 'former-token',
      METRICS_TOKEN: 'metrics-token',
      STORE_URL: 'redis://127.0.0.1:6379/0',
      TEMPLATES: 'templates.json',
      TOPICS: 'topics.json',
      PRICES: 'prices.json',
      FINDINGS: 'clickatell.findings.json',
      INTERACTIVE: 'text',
      TRANSCRIPTS_KEPT_DAYS: '90',
      DESK_WEBHOOK_URL: 'https://desk.example/hooks',
      DESK_WEBHOOK_SECRET: 'a secret that nobody guesses',
      EMULATOR_PORT: '81',
      CALLBACK_PORT: '82',
      CALLBACK_FOLDER: 'callbacks',
      LOG_LEVEL: 'silent',
    });
    expect(config).to.deep.equal({
      port: 80,
      host: '0.0.0.0',
      provider: {
        kind: 'clickatell',
        baseUrl: 'http://127.0.0.1:1',
        webhookSecret: 'secret',
        lines: [
          { apiKey: 'key', number: '27110000001', bot: 'banking' },
          { apiKey: 'key-2', number: '27110000002', bot: 'support' },
          { apiKey: 'key-9', number: '27110000009', bot: 'banking' },
        ],
      },
      webhookSecret: 'secret',
      previousWebhookSecret: 'former secret',
      callbacks: { port: 82, folder: 'callbacks' },
      apiToken: 'token',
      previousApiToken: 'former-token',
      metricsToken: 'metrics-token',
      storeUrl: 'redis://127.0.0.1:6379/0',
      templates: 'templates.json',
      topics: 'topics.json',
      prices: 'prices.json',
      findings: 'clickatell.findings.json',
      interactive: 'text',
      transcriptsKeptDays: 90,
      desk: { kind: 'webhook', url: 'https://desk.example/hooks', secret: 'a secret that nobody guesses' },
      logLevel: 'silent',
    });
  });

  const halves: readonly (readonly [names: string, given: Record<string, string>])[] = [
    ['DESK_WEBHOOK_SECRET', { DESK_WEBHOOK_URL: 'https://desk.example' }],
    ['DESK_WEBHOOK_URL', { DESK_WEBHOOK_SECRET: 'a secret that nobody guesses' }],
    ['CHATWOOT_INBOX', { CHATWOOT_URL: 'https://chat.example', CHATWOOT_WEBHOOK_TOKEN: 'a-token-of-sixteen' }],
    [
      'CHATWOOT_URL',
      {
        ...{ DESK_WEBHOOK_URL: 'https://desk.example', DESK_WEBHOOK_SECRET: 'a secret that nobody guesses' },
        ...{ CHATWOOT_URL: 'https://chat.example', CHATWOOT_INBOX: 'x', CHATWOOT_WEBHOOK_TOKEN: 'a-token-of-sixteen' },
      },
    ],
  ];
  for (const [name, given] of halves) {
    it(`wants one whole desk, or none: names ${name} for ${Object.keys(given).join(', ')}`, () => {
      expect(() => readConfig(given)).to.throw(ConfigurationError, new RegExp(`^${name}: must (?:not )?be set where`));
    });
  }

  it('means the real Clickatell and the support bot where only a key is set', () => {
    expect(readConfig(withKey).provider).to.deep.include({
      baseUrl: 'https://platform.clickatell.com',
      lines: [{ apiKey: 'key', number: '27110000001', bot: 'support' }],
    });
  });

  for (const nothing of ['', ' ', '\n']) {
    it(`takes ${JSON.stringify(nothing)} for not set`, () => {
      const empty = Object.fromEntries(settingNames.map((name) => [name, nothing]));
      expect(readConfig(empty)).to.deep.equal(readConfig({}));
    });
  }

  it('leaves out the line end that a value from a file ends with', () => {
    const ended = Object.fromEntries(Object.entries(withKey).map(([name, value]) => [name, `${value}\n`]));
    expect(readConfig(ended)).to.deep.equal(readConfig(withKey));
  });

  it('looks at no other variable', () => {
    expect(readConfig({ HOME: '/', port: 'x', SUPPORT: 'yes' })).to.deep.equal(readConfig({}));
  });

  const wrong: readonly (readonly [name: string, value: string])[] = [
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['EMULATOR_PORT', 'none'],
    ['DESK_WEBHOOK_URL', 'desk.example'],
    ['DESK_WEBHOOK_SECRET', 'short'],
    ['CHATWOOT_URL', 'chatwoot.example'],
    ['CHATWOOT_INBOX', 'an inbox'],
    ['CHATWOOT_WEBHOOK_TOKEN', 'short'],
    ['BOT', 'Support'],
    ['CLICKATELL_API_KEY', 'a key'],
    ['CLICKATELL_BASE_URL', 'platform.clickatell.com'],
    ['CLICKATELL_BASE_URL', 'ftp://platform.clickatell.com'],
    ['WHATSAPP_NUMBER', '+27110000001'],
    ['WHATSAPP_NUMBER', '123'],
    ['WEBHOOK_SECRET', 'none'],
    ['WEBHOOK_SECRET', 'undefined'],
    ['WEBHOOK_SECRET', 'null'],
    ['WEBHOOK_SECRET_PREVIOUS', 'none'],
    ['API_TOKEN', 'undefined'],
    ['API_TOKEN', 'null'],
    ['CLICKATELL_API_KEY', 'undefined'],
    ['API_TOKEN', 'two words'],
    ['API_TOKEN', 'tökén'],
    ['STORE_URL', 'lmdb:'],
    ['STORE_URL', 'postgres://127.0.0.1'],
    ['LOG_LEVEL', 'verbose'],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}=${JSON.stringify(value)}, and names it`, () => {
      expect(faultsOf({ ...withKey, [name]: value })).to.have.length(1);
      expect(faultsOf({ ...withKey, [name]: value })[0]).to.match(new RegExp(`^${name}: must .+\\.$`));
    });
  }

  const second = { CLICKATELL_API_KEY_2: 'key-2', WHATSAPP_NUMBER_2: '27110000002' };
  const wrongLines: readonly (readonly [given: Record<string, string>, fault: RegExp])[] = [
    [{ CLICKATELL_API_KEY_2: 'key-2' }, /^WHATSAPP_NUMBER_2: must be set\.$/],
    [{ WHATSAPP_NUMBER_3: '27110000002' }, /^CLICKATELL_API_KEY_3: must be set\.$/],
    [{ WHATSAPP_NUMBER_1: '27110000002' }, /^WHATSAPP_NUMBER_1: is not read: the first number has no digit/],
    [{ CLICKATELL_API_KEY_10: 'key-10' }, /^CLICKATELL_API_KEY_10: is not read/],
    [{ BOT_02: 'alerts' }, /^BOT_02: is not read/],
    [{ ...second, BOT_2: 'Support' }, /^BOT_2: must be "banking"/],
    [
      { ...second, WHATSAPP_NUMBER_2: '+27110000002' },
      /^WHATSAPP_NUMBER_2: must be the integration’s number in digits/,
    ],
    [{ ...second, CLICKATELL_API_KEY_2: 'two words' }, /^CLICKATELL_API_KEY_2: must be one word/],
    [{ ...second, CLICKATELL_API_KEY_2: 'key' }, /^CLICKATELL_API_KEY_2: another number has it already/],
    [{ ...second, WHATSAPP_NUMBER_2: '27110000001' }, /^WHATSAPP_NUMBER_2: another number has it already/],
  ];
  for (const [given, fault] of wrongLines) {
    it(`refuses ${JSON.stringify(given)} beside the first number`, () => {
      const faults = faultsOf({ ...withKey, ...given });
      expect(faults).to.have.length(1);
      expect(faults[0]).to.match(fault);
    });
  }

  it('takes no former secret or token alone', () => {
    expect(faultsOf({ API_TOKEN_PREVIOUS: 'old' })).to.deep.equal([
      'API_TOKEN_PREVIOUS: must not be set without API_TOKEN: it counts beside that while it is changed.',
    ]);
    const faults = faultsOf({ ...withKey, WEBHOOK_SECRET: '', WEBHOOK_SECRET_PREVIOUS: 'old' });
    expect(faults.map((fault) => fault.split(':')[0])).to.deep.equal(['WEBHOOK_SECRET_PREVIOUS', 'WEBHOOK_SECRET']);
  });

  it('names everything that is wrong, not just the first', () => {
    const faults = faultsOf({ PORT: 'x', BOT: 'x', LOG_LEVEL: 'x' });
    expect(faults.map((fault) => fault.split(':')[0])).to.deep.equal(['PORT', 'BOT', 'LOG_LEVEL']);
  });

  it('does not repeat what was set, which may hold a password', () => {
    expect(faultsOf({ STORE_URL: 'mysql://me:hunter2@host' }).join()).not.to.include('hunter2');
  });

  const incomplete: readonly (readonly [missing: keyof typeof withKey, ...more: (keyof typeof withKey)[]])[] = [
    ['WHATSAPP_NUMBER'],
    ['WEBHOOK_SECRET'],
    ['WHATSAPP_NUMBER', 'WEBHOOK_SECRET'],
  ];
  for (const missing of incomplete) {
    it(`asks for ${missing.join(' and ')} where a key is set`, () => {
      const environment = { ...withKey, ...Object.fromEntries(missing.map((name) => [name, ''])) };
      const faults = faultsOf(environment);
      expect(faults).to.have.length(missing.length);
      for (const [index, name] of missing.entries())
        expect(faults[index]).to.match(new RegExp(`^${name}: must be set`));
    });
  }
});

describe('readConfig without a key', () => {
  const production: readonly (readonly [name: string, value: string])[] = [
    ['WHATSAPP_NUMBER', '27110000001'],
    ['WEBHOOK_SECRET', 'secret'],
    ['CLICKATELL_BASE_URL', 'https://clickatell.example'],
    ['NODE_ENV', 'production'],
    ['NODE_ENV', ' Production\n'],
  ];
  for (const [name, value] of production) {
    it(`lets the emulator not stand in beside ${name}=${JSON.stringify(value)}`, () => {
      for (const key of [undefined, '', ' \n']) {
        const [fault, ...more] = faultsOf({ [name]: value, CLICKATELL_API_KEY: key });
        expect(more).to.deep.equal([]);
        expect(fault).to.match(new RegExp(`^CLICKATELL_API_KEY: must be set where there is ${name}.+emulator`));
      }
    });
  }

  it('names all signs of production at once', () => {
    const [fault] = faultsOf({ WHATSAPP_NUMBER: '27110000001', WEBHOOK_SECRET: 's', NODE_ENV: 'production' });
    expect(fault).to.include('WHATSAPP_NUMBER, WEBHOOK_SECRET, NODE_ENV=production');
    const [second] = faultsOf({ CLICKATELL_API_KEY_2: 'key-2', WHATSAPP_NUMBER_2: '27110000002' });
    expect(second).to.match(/^CLICKATELL_API_KEY: must be set where there is CLICKATELL_API_KEY_2, WHATSAPP_NUMBER_2,/);
  });

  it('runs with what is not about production', () => {
    for (const NODE_ENV of ['development', 'test', 'staging']) {
      expect(readConfig({ NODE_ENV, API_TOKEN: 't' }).provider.kind).to.equal('emulator');
    }
    expect(readConfig({ ...withKey, NODE_ENV: 'production' }).provider.kind).to.equal('clickatell');
  });

  for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'bots.example']) {
    it(`does not listen on ${HOST}, where others could speak for everybody`, () => {
      expect(faultsOf({ HOST })).to.have.length(1);
      expect(faultsOf({ HOST })[0]).to.match(/^HOST: must be this machine/);
      expect(readConfig({ ...withKey, HOST }).host).to.equal(HOST);
    });
  }

  it('listens on this machine under any of its names', () => {
    for (const HOST of ['127.0.0.1', '::1', 'localhost']) expect(readConfig({ HOST }).host).to.equal(HOST);
  });
});

describe('readConfigToStart', () => {
  after(removeFolders);

  it('tells all faults of the settings and of the catalogues at once', async () => {
    const TEMPLATES = join(await temporaryFolder(), 'templates.json');
    const template = { name: 'Bad Name', language: 'en', category: 'junk', body: 'Hello', slots: [] };
    await writeFile(TEMPLATES, JSON.stringify({ templates: [template] }));
    const TOPICS = join(await temporaryFolder(), 'topics.json');
    await writeFile(TOPICS, JSON.stringify({ topics: [{ id: 'Bad Id', category: 'utility', title: { en: 'x' } }] }));
    const environment = { ...withKey, PORT: 'x', WEBHOOK_SECRET: '', STORE_URL: 'x', TEMPLATES, TOPICS };
    const error = await rejection(readConfigToStart(environment), ConfigurationError);
    for (const part of [/^PORT:/m, /^WEBHOOK_SECRET:/m, /^STORE_URL:/m, /Bad Name/, /category/, /^TOPICS: .*Bad Id/m]) {
      expect(error.message).to.match(part);
    }
  });

  it('leaves the catalogue to the start where the settings are right', async () => {
    expect(await readConfigToStart({ TEMPLATES: '/nowhere.json' })).to.deep.equal(
      readConfig({ TEMPLATES: '/nowhere.json' }),
    );
  });
});

describe('.env.example', () => {
  let lines: string[];
  const setting = /^(?:# )?([A-Z_]+(?:_2)?)=/;
  before(async () => {
    const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    lines = text.trimEnd().split('\n');
  });

  it('has every setting, in the order of the program, and what it means above it', () => {
    const names = lines.flatMap((line) => setting.exec(line)?.[1] ?? []);
    expect(names).to.deep.equal(settingNames);
    for (const [at, line] of lines.entries()) if (setting.test(line)) expect(lines[at - 1], line).to.match(/^# .+\.$/);
  });

  it('has nothing behind a value: not everything that reads such a file knows comments there', () => {
    for (const line of lines.filter((one) => setting.test(one))) expect(line).to.match(/^(?:# )?\w+=\S*$/);
  });

  it('gives the defaults', () => {
    expect(readConfig(parseEnv(lines.join('\n')))).to.deep.equal(readConfig({}));
  });

  it('is read as it is meant with every line made active, too', () => {
    const active = lines.map((line) => (setting.test(line) ? line.replace(/^# /, '') : line)).join('\n');
    expect(readConfig(parseEnv(active))).to.deep.equal(readConfig({}));
  });
});

function faultsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return expect.fail('It was taken.');
}
