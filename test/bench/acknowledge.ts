import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { start } from './processes.js';
import type { Result, Row, Scale } from './report.js';
import { withLmdb } from './stores.js';

const offered = z.object({
  ...{ offered: z.number(), failures: z.number(), ms: z.number(), p50: z.number(), p99: z.number() },
  ...{ max: z.number(), lagP99: z.number() },
});

/** How soon the webhook answers, at a load that does not wait for it. */
export async function acknowledge({ quick }: Scale): Promise<Result> {
  const perSecond = 1000;
  const seconds = quick ? 2 : 8;
  const rows: Row[] = [
    { name: 'LMDB', figures: await withLmdb((storeUrl) => measure('ours', perSecond, seconds, storeUrl)) },
    { name: 'bare BotAdapter', figures: await measure('bare', perSecond, seconds) },
    { name: 'floor: node:http, one POST', figures: await measure('floor', perSecond, seconds) },
  ];
  const setting = `${perSecond} messages and ${2 * perSecond} statuses a second for ${seconds} s; ms from when a callback is due to its answer`;
  return { benchmark: 'acknowledge', setting, rows };
}

async function measure(kind: string, perSecond: number, seconds: number, storeUrl?: string): Promise<Row['figures']> {
  const provider = await start('./world.js', { latencyMs: 0 });
  const callers = await start('./world.js', { latencyMs: 0 });
  const subject = await start('./subject.js', { kind, provider: provider.url, storeUrl });
  try {
    const question = { url: subject.url, perSecond, people: 1000 };
    // Everybody's first message, and V8's first look at the code.
    await callers.ask('offer', { ...question, perSecond: perSecond / 2, seconds: 2, run: randomUUID() });
    const { ms, p50, p99, max, lagP99, failures, ...load } = offered.parse(
      await callers.ask('offer', { ...question, seconds, run: randomUUID() }),
    );
    const waiting = z.number().parse(await subject.ask('depth'));
    return {
      ...{ p50, p99, max, 'of which late in the caller, p99': lagP99, failures, 'turns left': waiting },
      'answered/s': (load.offered / ms) * 1000,
    };
  } finally {
    await subject.stop();
    await callers.stop();
    await provider.stop();
  }
}
