import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A part of a benchmark in a process of its own: what is measured shares its event loop with nobody. */
export interface Helper {
  /** Where it listens. */
  readonly url: string;
  /** Has the process do something; resolves with what it answers. */
  ask(verb: string, question?: unknown): Promise<unknown>;
  stop(): Promise<void>;
  /** Ends it as a crash does: SIGKILL. */
  kill(): Promise<void>;
}

/** What a process of a benchmark can be asked. Questions and answers go over as JSON. */
export type Verbs = Readonly<Record<string, (question: unknown) => unknown>>;

interface Call {
  readonly id: number;
  readonly verb: string;
  readonly question: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts one of this folder's programs; resolves when it listens. */
export async function start(program: string, options: unknown, execArgv: readonly string[] = []): Promise<Helper> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = fork(path, [JSON.stringify(options)], { execArgv: [...process.execArgv, ...execArgv] });
  const pending = new Map<number, (answer: Answer) => void>();
  let calls = 0;

  const ask = (verb: string, question?: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const id = calls++;
      pending.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
      child.send({ id, verb, question } satisfies Call);
    });
  child.on('message', (answer: Answer) => {
    pending.get(answer.id)?.(answer);
    pending.delete(answer.id);
  });
  child.on('exit', (code) => {
    for (const [id, answer] of pending) answer({ id, error: `${program} has ended with ${code}.` });
    pending.clear();
  });
  const url = await ask('url');
  return { url: String(url), ask, stop: () => stop(child, ask), kill: () => kill(child) };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function stop(child: ChildProcess, ask: Helper['ask']): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await ask('stop');
  child.disconnect();
  await ended;
}

/** In a program that `start` has started: answers what it is asked. */
export function serve(verbs: Verbs): void {
  process.on('message', async ({ id, verb, question }: Call) => {
    let answer: Answer;
    try {
      answer = { id, value: await verbs[verb]?.(question) };
    } catch (error) {
      answer = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    process.send?.(answer);
  });
  // Also when whoever asked has died.
  process.on('disconnect', () => process.exit());
}
