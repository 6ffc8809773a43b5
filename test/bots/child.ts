import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { person, records, request } from './program.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startMs = 30_000;

/** `npm start` in a process of its own, without npm. Only the first one builds and compiles. */
export class Child {
  output = '';
  errors = '';
  readonly #process: ChildProcess;
  readonly #hasKey: boolean;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  /** `fileBlocks` limits the size of files, as a full disk does: in blocks of `ulimit -f`. */
  constructor(settings: Record<string, string>, { fileBlocks }: { fileBlocks?: number } = {}) {
    const { PATH } = process.env;
    this.#hasKey = 'CLICKATELL_API_KEY' in settings;
    const env = { PATH, PORT: '0', EMULATOR_PORT: '0', ...settings };
    // As `npm start` does: on Node 22 and later some of what botbuilder brings along says that punycode is deprecated.
    const options = ['--disable-warning=DEP0040'];
    const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks} && `;
    this.#process = spawn('sh', ['-c', `${limit}exec "$0" "$@"`, process.execPath, ...options, 'bots/start.mjs'], {
      cwd: root,
      env,
    });
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    this.exited = once(this.#process, 'close').then(([code, signal]) => ({ code, signal }));
  }

  get url(): string {
    return /"url":"(http:[^"]+)"/.exec(this.output)?.[1] ?? '';
  }

  get emulatorUrl(): string {
    return /phones +(http:\S+)\//.exec(this.output)?.[1] ?? '';
  }

  /** Resolves once the bots answer. */
  async up(): Promise<void> {
    await eventually(() => {
      expect(this.output, this.errors).to.match(/"the bots are up"}\n/);
      if (!this.#hasKey) expect(this.output).to.match(/api\/notifications .*\n\n/);
    }, startMs);
  }

  async end(signal: NodeJS.Signals) {
    this.#process.kill(signal);
    return this.exited;
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.end('SIGKILL');
  }

  /** The person writes, and hears so many messages in all. */
  async say(text: string, heard: number): Promise<void> {
    const said = await request(`${this.emulatorUrl}/_emulator/say`, { body: { from: person, text } });
    expect(said.json.callback).to.equal(200);
    await eventually(async () => expect(await this.heard()).to.have.length(heard));
  }

  async heard(): Promise<string[]> {
    const { messages } = (await request(`${this.emulatorUrl}/_emulator/chats/${person}`)).json;
    return records(messages).flatMap(({ direction, text }) => (direction === 'out' ? [String(text)] : []));
  }

  async undelivered(): Promise<unknown> {
    return (await request(`${this.emulatorUrl}/_emulator/chats/${person}`)).json.undelivered;
  }

  /** No turn waits or runs. */
  async settled(): Promise<void> {
    await eventually(async () => {
      expect((await request(`${this.url}/metrics`)).text).to.match(/^whatsapp_lane_depth 0$/m);
    });
  }
}
