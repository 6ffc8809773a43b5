import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { eventually } from '../support/eventually.js';

export interface Started {
  /** What it has written so far, on both streams. */
  written(): string;
  stop(): Promise<void>;
}

/** Starts a command of a shell that runs until it is stopped. Resolves once `isReady` passes. */
export async function start(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  isReady: (written: string) => void | Promise<void>,
): Promise<Started> {
  // Its own process where it can be: the shell would leave it behind as one that has ended and that nobody asks after.
  const child = spawn('sh', ['-c', `exec ${command}`], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the shell and all that it starts end together.
    detached: true,
  });
  const closed = once(child, 'close');
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await closed;
  };
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
  }
  try {
    await eventually(async () => {
      if (child.exitCode === null) return isReady(written);
      throw new Error(`${command} has ended: ${written}`);
    }, 45_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { written: () => written, stop };
}

/** A person writes to what runs beside an emulator, and is told something. */
export async function converse(emulator: string, from: string, text: string, answer: string): Promise<void> {
  const said = { method: 'POST', body: JSON.stringify({ from, text }) };
  expect((await fetch(`${emulator}/_emulator/say`, said)).status).to.equal(200);
  await isTold(emulator, from, answer);
}

/** Waits until a person's phone shows a text. */
export async function isTold(emulator: string, person: string, text: string): Promise<void> {
  await eventually(async () => {
    expect(await (await fetch(`${emulator}/_emulator/chats/${person}`)).text()).to.include(text);
  }, 20_000);
}
