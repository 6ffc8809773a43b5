import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { expect } from 'chai';
import { business, closeAll, person, records, type Setting, setting } from '../support.js';

const assets = new URL('../../../src/emulator/page/assets/', import.meta.url);

/** Asks under another name; fetch does not let a caller choose `Host`. */
function statusUnder(url: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('The files of the page', () => {
  let here: Setting;
  beforeEach(async () => {
    here = await setting();
  });
  afterEach(closeAll);

  it('come under a policy that lets nothing in from elsewhere, and no script or style in the markup', async () => {
    for (const [page, script] of [
      ['/', '/page/main.js'],
      ['/agents', '/page/agents.js'],
    ]) {
      const answer = await fetch(here.emulator.url + page);
      expect(answer.status).to.equal(200);
      expect(answer.headers.get('content-type')).to.match(/^text\/html/);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).to.include("default-src 'none'").and.include("script-src 'self'").and.not.include('unsafe');
      const html = await answer.text();
      expect(html).not.to.match(/<script>|<style|\son\w+=|https?:\/\//);
      const files = [...html.matchAll(/"(\/page\/[^"]+)"/g)].map(([, path]) => path);
      expect(files).to.include(script);
      for (const path of files) expect((await fetch(here.emulator.url + path)).status, path).to.equal(200);
    }
  });

  it('are the page and nothing else', async () => {
    for (const path of ['tsconfig.json', 'types.d.ts', '..%2fstate.ts', 'none.js', 'main.js/']) {
      expect((await fetch(`${here.emulator.url}/page/${path}`)).status, path).to.equal(404);
    }
  });

  it('put no text into the page as markup', async () => {
    for (const name of (await readdir(assets)).filter((one) => one.endsWith('.js'))) {
      const script = await (await fetch(`${here.emulator.url}/page/${name}`)).text();
      expect(script, name).not.to.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
    }
  });

  for (const [page, most] of [
    ['index.html', 170_000],
    ['agents.html', 80_000],
  ] as const) {
    it(`weigh less than ${most / 1000} kB for ${page}, as they are`, async () => {
      const names = new Set<string>([page]);
      let bytes = 0;
      // A set visits what is added while it is gone through.
      for (const name of names) {
        const text = await readFile(new URL(name, assets), 'utf8');
        bytes += Buffer.byteLength(text);
        const named = name.endsWith('.html') ? /"\/page\/([^"]+)"/g : /^(?:import|}).* from '\.\/(\w+\.js)'/gm;
        for (const [, found = ''] of text.matchAll(named)) names.add(found);
      }
      expect(names.size).to.be.greaterThan(8);
      expect(bytes).to.be.lessThan(most);
    });
  }
});

describe('The page and its control plane', () => {
  afterEach(closeAll);

  it('answer to no name that a stranger can point at this machine', async () => {
    const { emulator } = await setting();
    const { host } = new URL(emulator.url);
    for (const path of ['/', '/_emulator/state']) {
      expect(await statusUnder(emulator.url + path, { host: 'evil.example.com' }), path).to.equal(403);
      for (const name of [host, 'localhost:3979', 'emulator:3979', '[::1]:3979', '192.168.1.7']) {
        expect(await statusUnder(emulator.url + path, { host: name }), name).to.equal(200);
      }
    }
  });

  it('do nothing for a page of another site', async () => {
    const { emulator } = await setting();
    const { host } = new URL(emulator.url);
    const refused: Record<string, string>[] = [
      { host, origin: 'https://example.com' },
      { host, origin: 'null' },
      { host, 'sec-fetch-site': 'cross-site' },
      { host: 'evil.example.com', origin: 'http://evil.example.com' },
    ];
    for (const headers of refused) {
      expect(await statusUnder(`${emulator.url}/_emulator/reset`, headers, 'POST'), headers.origin).to.equal(403);
    }
    const own = { host, origin: emulator.url, 'sec-fetch-site': 'same-origin' };
    expect(await statusUnder(`${emulator.url}/_emulator/reset`, own, 'POST')).to.equal(200);
  });
});

describe('GET /_emulator/state and /thread', () => {
  afterEach(closeAll);

  it('give all that a page shows, and from which event on it must listen', async () => {
    const { emulator, get, send, integration } = await setting();
    emulator.connect({ name: 'the bots', apiUrl: 'http://127.0.0.1:1', token: 'token-1', tickets: true });
    await emulator.say({ from: person, name: 'Thandi', text: 'Hi' });
    emulator.fault('windowRefused');
    await send({ content: 'Lost' }, { content: 'Found' });
    const decided = { conversationType: 're-engagement', windowState: 'closed', reason: 'No template.' } as const;
    emulator.explain('no-1', { ...decided, decision: 'refuse', to: { business, person } });
    emulator.explain('yes-1', { ...decided, decision: 'template', to: { business, person } });
    await emulator.settled();

    const { json: state } = await get('/_emulator/state');
    expect(records(state.phones)).to.have.length(1);
    expect(records(state.phones)[0]).to.include({ from: person, name: 'Thandi', on: true });
    expect(records(records(state.phones)[0]?.chats)[0]).to.include({
      to: business,
      closesAt: '2026-03-02T09:00:00.000Z',
    });
    const none = { decisions: false, costs: false, flights: false, parcels: false, consent: false, desk: false };
    const has = { tickets: true, ...none };
    expect(state.program).to.deep.equal({ name: 'the bots', apiUrl: 'http://127.0.0.1:1', ...has });
    expect(JSON.stringify(state)).not.to.include(integration.apiKey).and.not.to.include('token-1');

    const { json: thread } = await get(`/_emulator/thread?person=${person}&business=${business}`);
    expect(records(thread.messages).map(({ text, error }) => [text, error])).to.deep.equal([
      ['Hi', null],
      ['Lost', { code: 131, status: 'WHATSAPP_RE_ENGAGEMENT_REQUIRED' }],
      ['Found', null],
    ]);
    expect(records(thread.unsent).map(({ clientMessageId }) => clientMessageId)).to.deep.equal(['no-1']);
    expect(records(thread.unsent)[0]?.after).to.equal(records(thread.messages)[2]?.id);
    expect(thread.lastEventId).to.be.greaterThan(5).and.equal(state.lastEventId);
  });
});
