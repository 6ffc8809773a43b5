import { z } from 'zod';
import { start } from './processes.js';
import type { Result, Row, Scale } from './report.js';
import { withLmdb, withRedis } from './stores.js';
import { megabytes, usage } from './usage.js';

const latencyMs = 100;
const received = z.object({ requests: z.number() });

/** Notifications to people who have never written: each is accepted durably, and leaves as a template. */
export async function fanOut({ quick, redisUrl }: Scale): Promise<Result> {
  const people = quick ? 500 : 20_000;
  const sample = quick ? 5 : 50;
  const rows: Row[] = [
    { name: 'LMDB', figures: await withLmdb((storeUrl) => measure('ours', people, storeUrl)) },
    ...(redisUrl === undefined || quick
      ? []
      : [{ name: 'Redis', figures: await withRedis(redisUrl, (storeUrl) => measure('ours', people, storeUrl)) }]),
    { name: `one by one (${sample} of them)`, figures: await measure('oneByOne', sample) },
  ];
  const slowest = rows.at(-1)?.figures['messages/s'] ?? Number.NaN;
  const setting = `${people} notifications to ${people} people, a provider that takes ${latencyMs} ms`;
  return {
    benchmark: 'fan-out',
    setting,
    rows: rows.map(({ name, figures }) => ({
      name,
      figures: { ...figures, 'times one by one': (figures['messages/s'] ?? 0) / slowest },
    })),
  };
}

async function measure(kind: string, people: number, storeUrl?: string): Promise<Row['figures']> {
  const world = await start('./world.js', { latencyMs });
  const subject = await start('./subject.js', { kind, provider: world.url, storeUrl });
  try {
    await subject.ask('begin');
    const begun = performance.now();
    const accepting = subject.ask('notify', people).then(() => performance.now() - begun);
    const [acceptedMs, { requests }] = await Promise.all([
      accepting,
      world.ask('received', people).then((answer) => received.parse(answer)),
    ]);
    const ms = performance.now() - begun;
    const { cpuMs, peakBytes } = usage.parse(await subject.ask('usage'));
    return {
      'messages/s': (people / ms) * 1000,
      requests,
      'all accepted after s': acceptedMs / 1000,
      'CPU µs/message': (cpuMs / people) * 1000,
      'peak MB': megabytes(peakBytes),
    };
  } finally {
    await subject.stop();
    await world.stop();
  }
}
