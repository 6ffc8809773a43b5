import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type BotOptions, botNews } from './contract.js';

/** A bot's process that is open. */
export interface Bot {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Several bots over one store, and one that stands by, loaded, to take the place of the next that is killed. */
export class Fleet {
  readonly #program: string;
  readonly #options: BotOptions;
  readonly #bots: Bot[] = [];
  #standby: Promise<ChildProcess>;
  #kills = 0;
  #stalls = 0;

  /** `program`: the bot, bundled. */
  constructor(program: string, options: BotOptions) {
    this.#program = program;
    this.#options = options;
    this.#standby = warm(program);
  }

  /** Those that live. */
  get bots(): readonly Bot[] {
    return this.#bots;
  }

  get kills(): number {
    return this.#kills;
  }

  get stalls(): number {
    return this.#stalls;
  }

  async add(): Promise<Bot> {
    const standby = this.#standby;
    this.#standby = warm(this.#program);
    const process = await standby;
    process.send(this.#options);
    const news = await newsOf(process);
    if (news.kind !== 'open') throw new Error('The bot did not open.');
    const bot = { url: news.url, process };
    this.#bots.push(bot);
    return bot;
  }

  /** Resolves when a process stands by. */
  async ready(): Promise<void> {
    await this.#standby;
  }

  /** Kills it: it has no time to do anything more. Resolves when it is gone. */
  async kill(bot: Bot): Promise<void> {
    this.#bots.splice(this.#bots.indexOf(bot), 1);
    this.#kills += 1;
    await end(bot.process);
  }

  /** Stops it, and lets it go on after a while. Somebody may kill it meanwhile. */
  async stall({ process }: Bot, ms: number): Promise<void> {
    this.#stalls += 1;
    process.kill('SIGSTOP');
    await wait(ms);
    process.kill('SIGCONT');
  }

  async close(): Promise<void> {
    const standby = await this.#standby;
    await Promise.all([standby, ...this.#bots.splice(0).map(({ process }) => process)].map(end));
  }
}

async function warm(program: string): Promise<ChildProcess> {
  const child = fork(program, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const news = await newsOf(child);
  if (news.kind !== 'warm') throw new Error('The bot opened before it was told to.');
  return child;
}

async function newsOf(child: ChildProcess) {
  const ended = new AbortController();
  const exit = () => ended.abort();
  child.once('exit', exit);
  const [news] = await once(child, 'message', { signal: ended.signal });
  child.off('exit', exit);
  return botNews.parse(news);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
