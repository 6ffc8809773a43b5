import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Result, Row, Scale } from './report.js';
import { median } from './statistics.js';
import { withLmdb } from './stores.js';
import { megabytes } from './usage.js';

const main = fileURLToPath(new URL('../../bots/main.js', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const framework = `await Promise.all([import('botbuilder'), import('restify')]); console.log('API http://127.0.0.1:0/api ')`;

/** From the start of the process until it is ready, and the memory that it has when nothing happens. */
export async function start({ quick }: Scale): Promise<Result> {
  const rounds = quick ? 1 : 5;
  const restMs = quick ? 500 : 3000;
  const measured = { lmdb: [] as Launch[], memory: [] as Launch[], framework: [] as Launch[] };
  for (let round = 0; round < rounds; round += 1) {
    measured.lmdb.push(await withLmdb((storeUrl) => launch([main], restMs, storeUrl)));
    measured.memory.push(await launch([main], restMs, 'memory:'));
    measured.framework.push(await launch(['--input-type=module', '--eval', framework], restMs));
  }
  const rows: Row[] = [
    { name: 'both bots and the emulator, LMDB', figures: figuresOf(measured.lmdb) },
    { name: 'both bots and the emulator, memory', figures: figuresOf(measured.memory) },
    { name: 'floor: botbuilder and restify imported', figures: figuresOf(measured.framework) },
  ];
  return {
    benchmark: 'start',
    setting: `until /readyz is 200; memory ${restMs} ms later; the middle of ${rounds}`,
    rows,
  };
}

interface Launch {
  readonly readyMs: number;
  readonly restBytes: number;
}

async function launch(args: readonly string[], restMs: number, storeUrl?: string): Promise<Launch> {
  const { CLICKATELL_API_KEY: _, ...environment } = process.env;
  const settings = { PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent', ...(storeUrl && { STORE_URL: storeUrl }) };
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...environment, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    let said = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      said += chunk;
      if (/API\s+\S+\/api\s/.test(said)) break;
    }
    const url = /API\s+(\S+)\/api\s/.exec(said)?.[1];
    if (url === undefined) throw new Error('The program ended before it was ready.');
    if (storeUrl !== undefined) {
      while ((await fetch(`${url}/readyz`)).status !== 200) await wait(5);
    }
    const readyMs = performance.now() - begun;
    await wait(storeUrl === undefined ? 0 : restMs);
    return { readyMs, restBytes: storeUrl === undefined ? Number.NaN : await residentBytes(child.pid) };
  } finally {
    child.kill();
    await ended;
  }
}

/** What /proc says of the process; NaN where there is none. */
async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

function figuresOf(launches: readonly Launch[]): Row['figures'] {
  const restBytes = median(launches.map((launch) => launch.restBytes));
  const readyMs = median(launches.map((launch) => launch.readyMs));
  return { 'ready ms': readyMs, ...(!Number.isNaN(restBytes) && { 'at rest MB': megabytes(restBytes) }) };
}
