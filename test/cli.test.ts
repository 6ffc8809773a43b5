import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { emulator } from '../src/cli/emulator.js';
import { ConfigurationError } from '../src/index.js';
import { closeAll, receiver } from './emulator/support.js';
import { rejection } from './support/rejection.js';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

function start(...args: string[]) {
  return startWith({}, ...args);
}

function startWith(settings: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...settings },
  });
  let written = '';
  const ended = once(child, 'close').then(([code]) => ({ code, written }));
  const saw = (wanted: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = wanted.exec(written);
        if (found) resolve(found);
      };
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          written += text;
          look();
        });
      }
      ended.then(() => reject(new Error(written)));
    });
  return { child, saw, ended };
}

describe('npx botbuilder-adapter-clickatell', () => {
  afterEach(closeAll);

  it('emulator: gives any program a Clickatell, phones included', async () => {
    const bot = await receiver();
    const callback = bot.url.replace('secret', 's%23cret%201');
    const { child, saw, ended } = start('emulator', '--port', '0', '--callback', callback, '--key', 'key-1');
    const [whole, url = ''] = await saw(/phones +(\S+)\/\n[\s\S]*callbacks.*\n[\s\S]*WEBHOOK_SECRET.*\n/);
    expect(parseEnv(whole.slice(whole.indexOf('CLICKATELL_API_KEY')))).to.deep.equal({
      CLICKATELL_API_KEY: 'key-1',
      WHATSAPP_NUMBER: '27110000001',
      CLICKATELL_BASE_URL: url,
      WEBHOOK_SECRET: 's#cret 1',
    });
    expect((await fetch(`${url}/`)).headers.get('content-type')).to.match(/^text\/html/);
    await fetch(`${url}/_emulator/say`, { method: 'POST', body: '{"from":"27820000001","text":"Hi"}' });
    expect(bot.received.map(({ event }) => event)).to.deep.equal(['moText']);
    const answer = await fetch(`${url}/v1/message`, {
      method: 'POST',
      headers: { authorization: 'key-1' },
      body: JSON.stringify({ messages: [{ channel: 'whatsapp', to: '27820000001', content: 'Hello' }] }),
    });
    expect(answer.status).to.equal(202);
    child.kill('SIGTERM');
    expect((await ended).code).to.equal(0);
  });

  it('templates: says what does not fit, and ends with 1', async () => {
    const { saw, ended } = start(
      'templates',
      'render',
      'bots/support/templates.json',
      'ticket_waiting',
      '--set',
      'nmae=Anna',
    );
    await saw(/"ticket" has no value\n/);
    const { code, written } = await ended;
    expect(code).to.equal(1);
    expect(written).to.match(/^! "name" has no value \(is "nmae" meant\?\)\n! "ticket" has no value\n/);
  });

  it('says in a sentence what is wrong', async () => {
    const { ended, saw } = start('emulator', '--port', '0', '--callback', 'nowhere');
    await saw(/http:\/\/ and https:\/\//);
    const { code, written } = await ended;
    expect(code).to.equal(1);
    expect(written).not.to.include('    at ');
  });

  it('doctor: --dry-run takes the settings of the environment, shows what would be sent, and ends', async () => {
    const settings = {
      CLICKATELL_API_KEY: 'key-1',
      WHATSAPP_NUMBER: '27110000001',
      CLICKATELL_BASE_URL: 'http://127.0.0.1:9',
    };
    const { saw, ended } = startWith(settings, 'doctor', '--to', '27820000001', '--dry-run');
    await saw(/What it costs:/);
    const { code, written } = await ended;
    expect(code).to.equal(0);
    expect(written)
      .to.match(/POST http:\/\/127\.0\.0\.1:9\/v1\/message\n/)
      .and.not.include('key-1');
  });

  for (const host of ['0.0.0.0', '::']) {
    it(`emulator: is for this machine alone, and refuses --host ${host}`, async () => {
      const { message } = await rejection(emulator.run(['--port', '0', '--host', host], {}), ConfigurationError);
      expect(message).to.match(/^--host: must be this machine, as 127\.0\.0\.1 or localhost: .*\.$/);
    });
  }
});
