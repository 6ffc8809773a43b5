import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { start } from './processes.js';
import type { Result, Row, Scale } from './report.js';
import { median } from './statistics.js';
import { withLmdb, withRedis } from './stores.js';
import { megabytes, usage } from './usage.js';

const conversed = z.object({ ms: z.number(), p50: z.number(), p99: z.number(), requests: z.number() });

const outstanding = 128;
const people = 1000;

interface Contender {
  readonly name: string;
  readonly kind: 'ours' | 'bare' | 'floor';
  readonly processes: number;
  /** Gives a store for as long as it takes. */
  readonly withStore: <T>(use: (storeUrl?: string) => Promise<T>) => Promise<T>;
}

/** Messages in, one answer each. Every contender has its turn in every round, and a row shows the middle of its rounds. */
export async function reply({ quick, redisUrl }: Scale): Promise<Result> {
  const messages = quick ? 1000 : 10_000;
  const rounds = quick ? 1 : 3;
  const withoutStore: Contender['withStore'] = (use) => use();
  const contenders: Contender[] = [
    { name: 'LMDB', kind: 'ours', processes: 1, withStore: withLmdb },
    ...(redisUrl === undefined
      ? []
      : [1, 2].map((processes): Contender => {
          const name = `Redis, ${processes === 1 ? 'one process' : 'two processes'}`;
          return { name, kind: 'ours', processes, withStore: (use) => withRedis(redisUrl, use) };
        })),
    { name: 'bare BotAdapter', kind: 'bare', processes: 1, withStore: withoutStore },
    { name: 'floor: node:http, one POST', kind: 'floor', processes: 1, withStore: withoutStore },
  ];

  const measured = new Map<string, Row['figures'][]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      const figures = await contender.withStore((storeUrl) => measure(contender, messages, storeUrl));
      measured.set(contender.name, [...(measured.get(contender.name) ?? []), figures]);
    }
  }
  const setting = `${messages} messages of ${people} people who have written before, ${outstanding} at once, ${rounds} rounds`;
  const rows = contenders.map(({ name }) => ({ name, figures: middle(measured.get(name) ?? []) }));
  return { benchmark: 'reply', setting, rows };
}

async function measure(
  { kind, processes }: Contender,
  messages: number,
  storeUrl: string | undefined,
): Promise<Row['figures']> {
  const world = await start('./world.js', { latencyMs: 0 });
  const options = { kind, provider: world.url, storeUrl };
  const subjects = await Promise.all(Array.from({ length: processes }, () => start('./subject.js', options)));
  const urls = subjects.map(({ url }) => url);
  try {
    const question = { urls, people, outstanding };
    // The first message of everybody, and V8's first look at the code.
    await world.ask('converse', { ...question, messages: Math.max(people, messages / 4), run: randomUUID() });
    for (const subject of subjects) await subject.ask('begin');
    const { ms, p50, p99, requests } = conversed.parse(
      await world.ask('converse', { ...question, messages, run: randomUUID() }),
    );
    const used = await Promise.all(subjects.map(async (subject) => usage.parse(await subject.ask('usage'))));
    const cpuMs = used.reduce((sum, each) => sum + each.cpuMs, 0);
    return {
      'turns/s': (messages / ms) * 1000,
      'CPU µs/turn': (cpuMs / messages) * 1000,
      'p50 ms': p50,
      'p99 ms': p99,
      requests,
      'peak MB': Math.max(...used.map(({ peakBytes }) => megabytes(peakBytes))),
    };
  } finally {
    await Promise.all(subjects.map((subject) => subject.stop()));
    await world.stop();
  }
}

function middle(rounds: readonly Row['figures'][]): Row['figures'] {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((figures) => figures[name] ?? 0))]));
}
