import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type Activity,
  ConversationState,
  MemoryStorage,
  type Middleware,
  type Storage,
  TestAdapter,
  type TurnContext,
} from 'botbuilder';
import { DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { expect } from 'chai';
import {
  type ClickatellAdapter,
  createEmulator,
  type Emulator,
  KeyvStorage,
  openStore,
  TemplateCatalog,
} from '../../src/index.js';
import { business, catalogue, startChannel, thandi, until } from '../support/channel.js';

const page = await readFile(new URL('../../docs/migrating.md', import.meta.url), 'utf8');
/** The page's programs by the file names in their first lines. */
const programs = new Map(
  [...page.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, name = '', code = '']) => [name, code]),
);
const secret = 's3cret';
const sipho = '27820000002';

describe('docs/migrating.md', () => {
  let folder: string;
  let emulator: Emulator;

  before(async () => {
    folder = await mkdtemp(fileURLToPath(new URL('migrating-', import.meta.url)));
    await writeFile(join(folder, 'templates.json'), JSON.stringify(catalogue));
    emulator = await createEmulator();
  });

  after(async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Imports a program of the page, beside the reader's own modules. Each has a folder, because modules are loaded once. */
  async function load(name: string, own: Readonly<Record<string, string>> = {}) {
    const home = join(folder, name.replace('.ts', ''));
    await mkdir(home);
    for (const [file, code] of [...programs, ...Object.entries(own)]) {
      await writeFile(join(home, file), code.replace("'botbuilder-adapter-clickatell'", "'../../../../src/index.js'"));
    }
    return import(pathToFileURL(join(home, name)).href);
  }
  const heard = (person = thandi) =>
    emulator
      .chat(person)
      .messages.filter(({ direction }) => direction === 'out')
      .map(({ text }) => text);

  /** A module of the reader's own: the storage of the program until now. */
  const storageOf = (name: string, items: object) => {
    const stored = Object.entries(items).map(([key, item]) => [key, JSON.stringify(item)]);
    const memory = JSON.stringify(Object.fromEntries(stored));
    return `import { MemoryStorage } from 'botbuilder';\nexport const ${name} = new MemoryStorage(${memory});`;
  };

  /** Runs a program of the page for as long as `use` lasts. */
  async function runs<Program extends { server: Server }>(
    name: string,
    route: string,
    own: Readonly<Record<string, string>>,
    use: (program: Program, url: string) => Promise<void>,
  ): Promise<void> {
    emulator.reset();
    const { apiKey } = emulator.integrate({ number: business });
    const settings = {
      STORE_URL: 'memory:',
      TEMPLATES: join(folder, 'templates.json'),
      CLICKATELL_API_KEY: apiKey,
      CLICKATELL_BASE_URL: emulator.url,
      WHATSAPP_NUMBER: business,
      WEBHOOK_SECRET: secret,
      PORT: '0',
    };
    const before = Object.keys(settings).map((key) => [key, process.env[key]] as const);
    Object.assign(process.env, settings);
    const program: Program & { adapter?: ClickatellAdapter; whatsapp?: ClickatellAdapter } = await load(name, own);
    for (const [key, value] of before) {
      if (value === undefined) delete process.env[key];
      else process.env[key] = value;
    }
    const { server, adapter, whatsapp } = program;
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const templates = TemplateCatalog.parse(catalogue);
    emulator.integrate({ number: business, callbackUrl: `${url}${route}?key=${secret}`, templates });
    try {
      await use(program, url);
      expect(emulator.violations).to.deep.equal([]);
    } finally {
      server.close();
      server.closeAllConnections();
      await (adapter ?? whatsapp)?.stop();
    }
  }

  it('has a program for each', () => {
    expect([...programs.keys()]).to.deep.equal(['takeOver.ts', 'twilio.ts', 'infobip.ts', 'directLine.ts']);
  });

  it('Twilio: knows who was known there, and tells those of a ticket whom stored references name', async () => {
    const profile = { name: 'Thandi' };
    const former = storageOf('former', { [`whatsapp/users/whatsapp:+${thandi}/`]: { profile, eTag: '7' } });
    type Twilio = { server: Server; resolved(reference: object, ticket: string): Promise<unknown> };
    await runs<Twilio>('twilio.ts', '/api/messages', { 'former.ts': former }, async ({ resolved }) => {
      await emulator.say({ from: thandi, text: 'Hello' });
      await until(() => heard().length === 1);
      await resolved({ user: { id: `whatsapp:+${thandi}` } }, 'T-42');
      await resolved({ user: { id: `whatsapp:+${sipho}` } }, 'T-43');
      await until(() => heard().length === 2 && heard(sipho).length === 1);
      expect(heard()).to.deep.equal(['You said, Thandi: *Hello*', 'Your ticket T-42 is resolved.']);
      expect(heard(sipho)[0]).to.include('Hi there, your ticket T-43 is resolved: done.');
    });
  });

  it('Infobip: takes a profile of .NET over, reads a place, and has a template outside the window', async () => {
    const Profile = { $type: 'Bots.Profile, Bots', Name: 'Thandi' };
    const item = { $type: 'System.Dictionary', Profile, eTag: '7' };
    const former = storageOf('former', { [`infobip-whatsapp/users/${thandi}`]: item });
    type Infobip = { server: Server; resolved(person: string): Promise<void> };
    await runs<Infobip>('infobip.ts', '/api/messages', { 'former.ts': former }, async ({ resolved }) => {
      await emulator.say({ from: thandi, text: 'Hello' });
      await until(() => heard().length === 1);
      await emulator.say({ from: thandi, location: { latitude: -33.9, longitude: 18.4 } });
      await until(() => heard().length === 2);
      await resolved(thandi);
      await resolved(sipho);
      await until(() => heard().length === 3 && heard(sipho).length === 1);
      expect(heard()).to.deep.equal([
        'Hello Thandi, tell us where the light is.',
        'Thank you Thandi, we will look at -33.9, 18.4.',
        'Your ticket T-42 is resolved: new bulb.',
      ]);
      expect(heard(sipho)[0]).to.include('Hi Thandi, your ticket T-42 is resolved: new bulb.');
    });
  });

  it('Direct Line: serves the bridge and WhatsApp, and knows a person of the bridge on WhatsApp', async () => {
    const own = {
      'storage.ts': storageOf('storage', {}),
      'bridge.ts': "export const personsOfTheBridge = async () => ({ user: 'u-7', conversation: 'abc' });",
    };
    const told: string[] = [];
    // Where CloudAdapter posts its answers: Direct Line, here.
    const directLine = createServer(async (request, response) => {
      const { text } = (await json(request)) as { text: string };
      told.push(text);
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"1"}');
    }).listen(0, '127.0.0.1');
    await once(directLine, 'listening');
    const { port } = directLine.address() as AddressInfo;
    try {
      await runs<{ server: Server }>('directLine.ts', '/api/whatsapp', own, async (_, url) => {
        const activity = {
          ...{ type: 'message', id: '1', channelId: 'directline', serviceUrl: `http://127.0.0.1:${port}` },
          ...{ conversation: { id: 'abc' }, from: { id: 'u-7' }, recipient: { id: 'bot' }, text: 'I am Thandi' },
        };
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${url}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
        expect([answer.status, told]).to.deep.equal([200, ['Hello Thandi']]);
        await emulator.say({ from: thandi, text: 'Hello' });
        await until(() => heard().length === 2);
        expect(heard()).to.deep.equal(['Welcome!', 'Hello Thandi']);
        expect((await fetch(`${url}/api/whatsapp`, { method: 'POST', body: '{}' })).status).to.equal(401);
      });
    } finally {
      directLine.close();
      directLine.closeAllConnections();
    }
  });

  it('goes on with a dialog that was open there', async () => {
    const dialog = (storage: Storage) => {
      const state = new ConversationState(storage);
      const dialogs = new DialogSet(state.createProperty('dialogs'));
      dialogs.add(new TextPrompt('ask'));
      dialogs.add(
        new WaterfallDialog('report', [
          (step) => step.prompt('ask', 'Where is the light?'),
          async (step) => {
            await step.context.sendActivity(`We will look at ${step.result}.`);
            return step.endDialog();
          },
        ]),
      );
      return async (context: TurnContext) => {
        const dc = await dialogs.createContext(context);
        if (!(await dc.continueDialog()).status || !context.responded) await dc.beginDialog('report');
        await state.saveChanges(context);
      };
    };
    const former = new MemoryStorage();
    const id = `whatsapp:+${thandi}`;
    const there: Partial<Activity> = {
      channelId: 'whatsapp',
      conversation: conversationOf(id),
      from: { id, name: '' },
    };
    await new TestAdapter(dialog(former), there).send('Hello').assertReply('Where is the light?').startTest();

    const { takeOver }: { takeOver(...args: unknown[]): Middleware } = await load('takeOver.ts');
    const store = await openStore('memory:');
    const storage = new KeyvStorage(store.keyv('bot-state'));
    const channel = await startChannel({
      store,
      logic: dialog(storage),
      register: (adapter) => {
        const keysOf = (person: string) => ({
          user: `whatsapp/users/whatsapp:+${person}/`,
          conversation: `whatsapp/conversations/whatsapp:+${person}/`,
        });
        adapter.use(takeOver(former, storage, keysOf));
      },
      adapter: { storages: [storage], firstContact: 'message' },
    });
    await channel.say('Long Street');
    await channel.say('Hello');
    expect(channel.heard()).to.deep.equal(['We will look at Long Street.', 'Where is the light?']);
    await channel.close();
    await store.close();
  });
});

function conversationOf(id: string) {
  return { id, isGroup: false, conversationType: '', name: '' };
}
