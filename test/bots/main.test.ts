import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { readConfigToStart } from '../../bots/config.js';
import { createLog } from '../../bots/log.js';
import { run } from '../../bots/run.js';
import { ClickatellAdapterError, createEmulator, type Emulator, TemplateCatalog } from '../../src/index.js';
import { eventually } from '../support/eventually.js';
import { removeFolders, temporaryFolder } from '../support/folder.js';
import { rejection } from '../support/rejection.js';
import { Child } from './child.js';
import { apiToken, person, request, supportNumber } from './program.js';

describe('main', function () {
  this.timeout(90_000);
  const children: Child[] = [];
  const start = (settings: Record<string, string> = {}) => {
    const child = new Child({ STORE_URL: 'memory:', API_TOKEN: apiToken, ...settings });
    children.push(child);
    return child;
  };
  afterEach(async () => {
    for (const child of children.splice(0)) await child.kill();
  });
  after(removeFolders);

  describe('against the emulator', () => {
    it('greets with what a newcomer can do, all of it works, and it ends with code 0 at SIGINT', async () => {
      const child = start({ API_TOKEN: '' });
      await child.up();
      expect(child.output).to.include(supportNumber).and.to.include('27110000002');
      expect((await request(`${child.emulatorUrl}/`)).text).to.include('<html');
      const token = /token: (\S+)/.exec(child.output)?.[1] ?? '';
      expect(token).to.have.length.greaterThan(20);
      const headers = { authorization: `Bearer ${token}` };
      expect((await request(`${child.url}/api/tickets`, { headers })).status).to.equal(200);

      for (const [, path, body = ''] of child.output.matchAll(
        /curl -s http:\S+?(\/_emulator\/\S+)(?: -d '(.*?)')?\n/g,
      )) {
        const answer = await request(child.emulatorUrl + path, body ? { body } : {});
        expect(answer.status, path).to.equal(200);
        await child.settled();
      }
      const [, notification] = /\/api\/notifications .* -d '(.*)'\n/.exec(child.output) ?? [];
      const accepted = await request(`${child.url}/api/notifications`, { body: notification, headers });
      expect(accepted.status).to.equal(202);
      await eventually(async () => {
        const report = await request(`${child.url}/api/notifications/${accepted.json.id}`, { headers });
        expect(report.json).to.include({ sentAs: 'template', state: 'read' });
      });
      expect(await child.end('SIGINT')).to.deep.equal({ code: 0, signal: null });
      expect(child.errors).to.equal('');
    });

    it('takes callbacks on a port of their own, if it is told to, and ends with code 0 at SIGTERM', async () => {
      const child = start({ CALLBACK_PORT: '0', CALLBACK_FOLDER: await temporaryFolder() });
      await child.up();
      await child.say('open a ticket', 2);
      await eventually(async () => {
        expect((await request(`${child.url}/metrics`)).text).to.match(/^whatsapp_callbacks_waiting_bytes 0$/m);
      });
      expect(await child.end('SIGTERM')).to.deep.equal({ code: 0, signal: null });
      expect(child.errors).to.equal('');
    });

    it('goes on in the middle of a dialog after a restart, and the phone remembers too', async () => {
      const settings = { STORE_URL: `lmdb:${await temporaryFolder()}` };
      const before = start(settings);
      await before.up();
      await before.say('open a ticket', 2);
      await before.say('No light', 3);
      const shown = await before.heard();
      expect(shown.at(-1)).to.match(/^Please describe it/);
      expect(await before.end('SIGTERM')).to.deep.equal({ code: 0, signal: null });

      const after = start(settings);
      await after.up();
      expect(await after.heard()).to.deep.equal(shown);
      await after.say('Dark since Monday', 4);
      await after.say('skip', 5);
      await after.say('yes', 6);
      expect((await after.heard()).at(-1)).to.match(/^Your ticket T-1 is open/);
      expect(await after.undelivered()).to.deep.equal([]);
    });
  });

  describe('that cannot start', () => {
    /** What the program says, which it ends with. */
    const refused = async (settings: Record<string, string>): Promise<string> => {
      const environment = { PORT: '0', EMULATOR_PORT: '0', STORE_URL: 'memory:', ...settings };
      const starting = readConfigToStart(environment).then((config) => run(config, createLog('silent')));
      return (await rejection(starting, ClickatellAdapterError)).message;
    };

    it('says why in its last words, without a stack, and ends with code 1', async () => {
      const child = start({ PORT: 'abc' });
      expect(await child.exited).to.deep.equal({ code: 1, signal: null });
      expect(child.errors).to.match(/^The bots cannot start\.\n(?:.*\n)*?PORT: must be a port/);
      expect(child.errors).not.to.match(/\n\s+at /);
    });

    it('names every setting that is wrong', async () => {
      const errors = await refused({ PORT: 'abc', LOG_LEVEL: 'loud' });
      expect(errors)
        .to.match(/^PORT: must be a port/m)
        .and.to.match(/^LOG_LEVEL: must be/m);
    });

    it('lists every fault of the templates', async () => {
      const file = join(await temporaryFolder(), 'templates.json');
      const fault = { name: 'Bad Name', language: 'en', category: 'utility', body: '{{1}} hello', slots: ['x'] };
      const other = { name: 'other', language: 'en', category: 'junk', body: 'Hello', slots: [] };
      await writeFile(file, JSON.stringify({ templates: [fault, other] }));
      const faults = (await refused({ TEMPLATES: file })).split('\n').filter((line) => line.startsWith('- '));
      expect(faults.join('\n'))
        .to.match(/Bad Name/)
        .and.to.match(/category/);
      expect(faults.length).to.be.at.least(2);
    });

    it('says so where there are no templates to read', async () => {
      const folder = await temporaryFolder();
      expect(await refused({ TEMPLATES: join(folder, 'none.json') })).to.include('none.json');
      await writeFile(join(folder, 'half.json'), '{"templates":[');
      expect(await refused({ TEMPLATES: join(folder, 'half.json') })).to.match(/half\.json|JSON/);
    });

    for (const name of ['PORT', 'EMULATOR_PORT']) {
      it(`says that ${name} is taken`, async () => {
        const other = createServer().listen(0, '127.0.0.1');
        await once(other, 'listening');
        const address = other.address();
        const port = typeof address === 'object' ? address?.port : undefined;
        const errors = await refused({ [name]: String(port) });
        expect(errors).to.include(`cannot listen on 127.0.0.1:${port}`);
        other.close();
      });
    }

    it('says so where Redis is not there', async () => {
      expect(await refused({ STORE_URL: 'redis://127.0.0.1:1/0' })).to.match(/127\.0\.0\.1:1/);
    });
  });

  describe('with a key', () => {
    const secret = 'webhook-secret';
    let clickatell: Emulator;
    let settings: Record<string, string>;
    beforeEach(async () => {
      clickatell = await createEmulator();
      const { apiKey } = clickatell.integrate({ number: supportNumber });
      settings = {
        CLICKATELL_API_KEY: apiKey,
        CLICKATELL_BASE_URL: clickatell.url,
        WHATSAPP_NUMBER: supportNumber,
        WEBHOOK_SECRET: secret,
        STORE_URL: `lmdb:${await temporaryFolder()}`,
      };
    });
    afterEach(() => clickatell.close());

    const startBots = async () => {
      const child = start(settings);
      await child.up();
      const callbackUrl = `${child.url}/api/messages?key=${secret}`;
      const templates = await TemplateCatalog.load('bots/support/templates.json');
      clickatell.integrate({ number: supportNumber, callbackUrl, templates });
      return child;
    };
    const heard = () =>
      clickatell
        .chat(person)
        .messages.filter(({ direction }) => direction === 'out')
        .map(({ text }) => text.split('\n')[0]);
    const say = (text: string) => clickatell.say({ from: person, name: 'Thandi', text });
    const answers = ['Welcome to the support desk.', 'Hello Thandi, this is the support desk. What can I do for you?'];

    it('lets the turn under way end at SIGTERM, and nothing is said twice afterwards', async () => {
      const before = await startBots();
      clickatell.latency = 700;
      await say('Hi');
      await eventually(() => expect(clickatell.requests.send).to.equal(1));
      expect(await before.end('SIGTERM')).to.deep.equal({ code: 0, signal: null });
      expect(heard()).to.deep.equal(answers);

      clickatell.latency = 0;
      // Nobody is there to take it: the provider tries again, until somebody is.
      const said = say('open a ticket');
      await startBots();
      await said;
      await eventually(
        () => expect(heard()).to.deep.equal([...answers, 'What is the problem, in a few words?']),
        20_000,
      );
      expect(clickatell.violations).to.deep.equal([]);
    });

    it('takes up what kill -9 broke off: every message answered, each answer once', async () => {
      const before = await startBots();
      // The answer to the first message is lost: whether it left is not known when the process ends.
      clickatell.fault('timeoutAfterAccept');
      await say('Hi');
      await eventually(() => expect(heard()).to.deep.equal(answers.slice(0, 1)));
      await say('open a ticket');
      const headers = { authorization: `Bearer ${apiToken}` };
      const notification = { to: person, text: 'A notification', id: 'n1' };
      await request(`${before.url}/api/notifications`, { body: notification, headers });
      expect(await before.end('SIGKILL')).to.deep.equal({ code: null, signal: 'SIGKILL' });

      await startBots();
      const expected = [...answers, 'What is the problem, in a few words?', 'A notification'];
      await eventually(() => expect(heard()).to.deep.equal(expected), 40_000);
      await say('No light');
      await eventually(() => expect(heard().at(-1)).to.match(/^Please describe it/));
      expect(heard()).to.have.length(5);
      expect(clickatell.violations).to.deep.equal([]);
    });
  });
});
