import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { z } from 'zod';
import { personOf, statusCallback, textCallback } from './callbacks.js';
import { post } from './post.js';
import { serve } from './processes.js';
import { startProvider } from './provider.js';
import { percentile } from './statistics.js';

/** All that is outside a bot: the provider, and the people who write. */

const { latencyMs } = z.object({ latencyMs: z.number() }).parse(JSON.parse(process.argv[2] ?? ''));
/** Who waits for the text. */
const waiting = new Map<string, () => void>();
const provider = await startProvider(latencyMs, (text) => waiting.get(text)?.());

const conversation = z.object({
  /** The webhooks; several take turns. */
  urls: z.array(z.string()),
  people: z.number(),
  messages: z.number(),
  /** Messages that wait for their answer at once. */
  outstanding: z.number(),
  run: z.string(),
});

/** People write, each slot its next message when its last one is answered. */
async function converse(question: unknown) {
  const { urls, people, messages, outstanding, run } = conversation.parse(question);
  const pools = urls.map((url) => new Pool(url, { connections: outstanding }));
  const latencies: number[] = [];
  const requestsBefore = provider.requests;
  let next = 0;
  const slot = async () => {
    for (let index = next++; index < messages; index = next++) {
      const text = `${run} ${index}`;
      const pool = pools[index % pools.length];
      if (!pool) return;
      const begun = performance.now();
      const answered = new Promise<void>((resolve) => waiting.set(`You said: ${text}`, resolve));
      const status = await post(pool, '/api/messages', textCallback(`${run}-${index}`, personOf(index % people), text));
      if (status !== 200) throw new Error(`The webhook answered ${status}.`);
      await answered;
      waiting.delete(`You said: ${text}`);
      latencies.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: outstanding }, slot));
  const ms = performance.now() - begun;
  for (const pool of pools) await pool.close();
  return {
    ms,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    requests: provider.requests - requestsBefore,
  };
}

const offering = z.object({
  url: z.string(),
  perSecond: z.number(),
  seconds: z.number(),
  people: z.number(),
  run: z.string(),
});

/**
 * Offers `perSecond` messages and twice as many statuses, of the answers to the messages of a second before, whether
 * the webhook keeps up or not. Latencies count from when a callback was due, so that waiting in here is not left out.
 */
async function offer(question: unknown) {
  const { url, perSecond, seconds, people, run } = offering.parse(question);
  const pool = new Pool(url, { connections: 256 });
  const latencies: number[] = [];
  const lags: number[] = [];
  let failures = 0;
  const underWay = new Set<Promise<void>>();
  const begun = performance.now();
  const total = perSecond * seconds * 3;

  const call = async (index: number, due: number) => {
    const message = Math.floor(index / 3);
    const told = Math.max(0, message - perSecond);
    const body =
      index % 3 === 0
        ? textCallback(`${run}-${message}`, personOf(message % people), `${run} ${message}`)
        : statusCallback(`${run}-${told}`, index % 3 === 1 ? 'DEVICE_ACK' : 'READ');
    const status = await post(pool, '/api/messages', body).catch(() => 0);
    if (status !== 200) failures += 1;
    latencies.push(performance.now() - due);
  };
  for (let index = 0; index < total; ) {
    const now = performance.now();
    for (; index < total; index += 1) {
      const due = begun + (index * 1000) / (perSecond * 3);
      if (due > now) break;
      lags.push(now - due);
      const calling = call(index, due).finally(() => underWay.delete(calling));
      underWay.add(calling);
    }
    await wait(1);
  }
  await Promise.all(underWay);
  const ms = performance.now() - begun;
  await pool.close();
  return {
    ...{ offered: total, failures, ms, p50: percentile(latencies, 50), p99: percentile(latencies, 99) },
    ...{ max: Math.max(...latencies), lagP99: percentile(lags, 99) },
  };
}

/** Resolves when the provider has had so many messages in all. */
async function received(question: unknown) {
  const messages = z.number().parse(question);
  while (provider.messages < messages) await wait(2);
  return { requests: provider.requests };
}

serve({ url: () => provider.url, converse, offer, received, stop: () => provider.close() });
