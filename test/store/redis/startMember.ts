import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bundle } from '../../support/bundle.js';
import { until } from '../../support/channel.js';

export interface Member {
  readonly process: ChildProcess;
  /** What it has printed. */
  readonly lines: string[];
  tell(line: string): void;
}

let program: Promise<string> | undefined;

/** Starts another process that runs the same lanes (see member.ts). The caller has to kill it. */
export async function startMember(url: string, takeOverMs: number): Promise<Member> {
  program ??= bundle('test/store/redis/member.ts');
  const args = [await program, url, String(takeOverMs)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  await until(() => lines.includes('started'));
  return { process: child, lines, tell: (line) => child.stdin.write(`${line}\n`) };
}
