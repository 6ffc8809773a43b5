import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bare, floor, listening, lmdb, ours, redisOf } from './contenders.js';
import { offered } from './offer.js';
import { tally } from './provider.js';
import { interleaved, rowsOf } from './rounds.js';
import { settled, withSubject, withWorld } from './scene.js';
import { megabytes, usage } from './usage.js';
/** Nothing more comes if nothing came for so long. */
const stuckMs = 15_000;
/** How soon the webhook answers, at a load that does not wait for it: steady, and in a burst that no bot keeps up with. */
export async function* acknowledge(scale) {
    const { quick } = scale;
    const stores = [lmdb, ...redisOf(scale)].flatMap((store) => [ours(store), listening(store)]);
    const steady = { perSecond: 1000, statusesEach: 2, seconds: quick ? 2 : 8 };
    const burst = { perSecond: 3000, statusesEach: 0, seconds: quick ? 1 : 10 };
    yield measureAll('acknowledge', steady, [...stores, bare, floor], scale);
    yield measureAll('acknowledge, burst', burst, [...stores, floor], scale);
}
async function measureAll(benchmark, load, contenders, scale) {
    const { perSecond, statusesEach, seconds } = load;
    const rounds = await interleaved(contenders, scale.rounds, (contender) => contender.withStore((storeUrl) => measure(contender, load, storeUrl)));
    const setting = `${perSecond} messages and ${statusesEach * perSecond} statuses a second for ${seconds} s; ` +
        'ms from when a callback is due to its answer';
    return { benchmark, setting, rows: rowsOf(rounds), ranged: ['p99 ms'] };
}
function measure({ kind, listens = false }, load, storeUrl) {
    return withWorld({ latencyMs: 0 }, (provider) => 
    // The callers have a process of their own, so that the answers that arrive do not hold them up.
    withWorld({ latencyMs: 0 }, (callers) => withSubject(provider, { kind, storeUrl, listens }, async (subject) => {
        const question = { ...load, url: subject.url, people: 1000 };
        // Everybody's first message, and V8's first look at the code.
        await callers.ask('offer', { ...question, perSecond: 500, seconds: 2, run: randomUUID() });
        await settled(subject);
        const before = tally.parse(await provider.ask('tally'));
        await subject.ask('begin');
        const answered = offered.parse(await callers.ask('offer', { ...question, run: randomUUID() }));
        const waiting = z.number().parse(await subject.ask('depth'));
        const endedAt = performance.now();
        const messages = before.messages + answered.accepted;
        const after = tally.parse(await provider.ask('received', { messages, stuckMs }));
        const drainedMs = performance.now() - endedAt;
        const used = usage.parse(await subject.ask('usage'));
        return {
            ...{ 'p50 ms': answered.p50, 'p99 ms': answered.p99, 'max ms': answered.max },
            'of which late in the caller, p99': answered.lagP99,
            failures: answered.failures,
            lost: Math.max(0, messages - after.messages),
            doubled: after.doubled - before.doubled,
            'answered/s': (answered.offered / answered.ms) * 1000,
            'turns left': waiting,
            'drained after s': drainedMs / 1000,
            'longest block ms': used.longestBlockMs,
            'peak MB': megabytes(used.peakBytes),
        };
    })));
}
