import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { Answers } from '../bench/answers.js';
import { statusCallback } from '../bench/callbacks.js';
import { startProvider } from '../bench/provider.js';
import { Webhook } from '../bench/webhook.js';
import { bundle } from '../support/bundle.js';
import { textCallback } from './callback.js';
import { botReport } from './contract.js';
import { Fleet } from './fleet.js';
import { business } from './world.js';

/** What a process found that took the place of a killed one, and how long it took. */
export interface Recovery {
  readonly sent: number;
  /** Without an answer when the process was killed. */
  readonly waiting: number;
  /** Parts of which it was not known whether they had left, and how that was settled: see `doubt` of `ChannelEvent`. */
  readonly doubts: ReadonlyMap<string, number>;
  /** Parts of which no status can come: a request was about to leave, and never arrived. */
  readonly unarrived: number;
  /** From when the next process was up to the last answer. */
  readonly lastAnswerMs: number;
  /** The same without the parts of which no status can come. */
  readonly lastKnownMs: number;
  readonly missing: number;
  readonly doubled: number;
}

const firstPerson = 27_830_000_000;
const latencyMs = 50;
const statusAfterMs = 200;
/** Longer than a part of unknown fate waits for its status, and the outbox for it. */
const deadlineMs = 60_000;

/**
 * Kills the only process of a store while so many messages wait for their answer, and lets another one go on. Callbacks,
 * of messages and of statuses, are repeated until they are answered 200.
 */
export async function recovery(storeUrl: string, outstanding: number, unknownWaitMs: number): Promise<Recovery> {
  const answers = new Answers();
  let webhook: Webhook | undefined;
  const cameAt: number[] = [];
  const provider = await startProvider(latencyMs, {
    onText: (text) => {
      cameAt.push(performance.now());
      answers.came(text.replace(/^1\/1: /, 'You said: '));
    },
    onAccepted: (id) => {
      setTimeout(() => void webhook?.call(statusCallback(id, 'DEVICE_ACK')), statusAfterMs);
    },
  });
  const options = { storeUrl, provider: provider.url, apiKey: 'key', business, unknownWaitMs };
  const fleet = new Fleet(await bundle('test/crash/bot.ts'), options);
  let first = await fleet.add();
  webhook = new Webhook(first.url, 256);
  try {
    let sent = 0;
    let isOver = false;
    const write = async () => {
      while (!isOver) {
        const person = String(firstPerson + sent++);
        const text = `hello of ${person}`;
        const answered = answers.to(text);
        await webhook?.call(textCallback(person, text));
        await answered;
      }
    };
    const writers = Array.from({ length: outstanding }, write);
    // Everybody has had an answer and written again: the process is in the middle of everything.
    while (cameAt.length < 2 * outstanding) await wait(5);
    await fleet.ready();
    isOver = true;
    const answered = cameAt.length;
    const killed = first;
    await fleet.kill(killed);
    const waiting = answers.missing;
    first = await fleet.add();
    const upAt = performance.now();
    webhook.moveTo(first.url);
    await Promise.race([Promise.all(writers), wait(deadlineMs, undefined, { ref: false })]);
    // What is sent twice may come after everything else.
    await wait(1000);
    const report = await request(`${first.url}/report`);
    const { doubts } = botReport.parse(await report.body.json());
    const counts = new Map([...new Set(doubts)].map((how) => [how, doubts.filter((one) => one === how).length]));
    const unarrived = counts.get('again') ?? 0;
    const after = cameAt.slice(answered).map((at) => Math.max(0, at - upAt));
    return {
      ...{ sent, waiting, doubts: counts, unarrived },
      lastAnswerMs: after.at(-1) ?? 0,
      lastKnownMs: after.at(-1 - unarrived) ?? 0,
      missing: answers.missing,
      doubled: provider.tally().doubled,
    };
  } finally {
    await webhook.close();
    await fleet.close();
    provider.close();
  }
}
