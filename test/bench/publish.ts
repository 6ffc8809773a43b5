import { z } from 'zod';
import { lmdb, redisOf } from './contenders.js';
import { mail } from './mailbag.js';
import type { Figures, Result, Scale } from './report.js';
import { interleaved, rowsOf } from './rounds.js';
import { withSubject, withWorld } from './scene.js';
import { usage } from './usage.js';
import { visited } from './visitors.js';

const latencyMs = 100;
const statusAfterMs = 200;
const visitEveryMs = 500;

/**
 * One publication to many, of whom half have written within the last day: each is told once. Somebody else writes twice a
 * second meanwhile.
 */
export async function* publish(scale: Scale): AsyncGenerator<Result> {
  const people = scale.quick ? 600 : 20_000;
  const contenders = [lmdb, ...redisOf(scale)].flatMap(({ name, withStore }) =>
    [true, false].map((isPaced) => ({
      name: `${name}, ${isPaced ? 'at WhatsApp’s pace' : 'without a pace'}`,
      run: () => withStore((storeUrl) => measure(storeUrl, people, isPaced)),
    })),
  );
  const measured = await interleaved(contenders, scale.rounds, ({ run }) => run());
  const setting = `${people} subscribers, half of them in the window, a provider that takes ${latencyMs} ms; somebody else writes every ${visitEveryMs} ms`;
  yield { benchmark: 'publish', setting, rows: rowsOf(measured), ranged: ['CPU µs/message', 'answer p99 ms'] };
}

function measure(storeUrl: string, people: number, isPaced: boolean): Promise<Figures> {
  return withWorld({ latencyMs, statusAfterMs }, (world) =>
    withSubject(world, { kind: 'ours', storeUrl, isPaced, watchesLoop: true }, async (subject) => {
      await world.ask('callAt', subject.url);
      await subject.ask('signUp', people);
      await world.ask('crowdBegin', {
        ...{ people: people / 2, messages: people / 2, outstanding: isPaced ? 60 : 128, run: 'before' },
      });
      await world.ask('crowdEnded');
      const before = z.object({ requests: z.number() }).parse(await world.ask('tally'));

      await world.ask('visitBegin', { everyMs: visitEveryMs });
      await subject.ask('begin');
      const begun = performance.now();
      const subscribers = z.number().parse(await subject.ask('publish'));
      const acceptedMs = performance.now() - begun;
      const told = mail.parse(await world.ask('mail', { messages: subscribers, stuckMs: 30_000 }));
      const { cpuMs, longestBlockMs, loopP99Ms } = usage.parse(await subject.ask('usage'));
      const answers = visited.parse(await world.ask('visitEnd'));
      const after = z.object({ requests: z.number() }).parse(await world.ask('tally'));
      return {
        told: told.people,
        doubled: told.doubled,
        'as text': told.texts,
        'as template': told.templates,
        requests: after.requests - before.requests,
        'accepted after ms': acceptedMs,
        'all sent s': told.ms / 1000,
        'usual in a second': told.usualInSecond,
        'most in a second': told.mostInSecond,
        'CPU µs/message': (cpuMs / people) * 1000,
        'loop delay p99 ms': loopP99Ms,
        'longest block ms': longestBlockMs,
        'longest on the core ms':
          z
            .number()
            .nullable()
            .parse(await subject.ask('longestOnCoreMs')) ?? Number.NaN,
        answers: answers.messages,
        'answer p50 ms': answers.p50,
        'answer p99 ms': answers.p99,
        'answer max ms': answers.max,
      };
    }),
  );
}
