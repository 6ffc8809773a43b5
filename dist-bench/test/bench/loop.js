import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { lmdb, memory, redisOf } from './contenders.js';
import { tally } from './provider.js';
import { interleaved, rowsOf } from './rounds.js';
import { startSubject, withSubject, withWorld } from './scene.js';
import { usage } from './usage.js';
const maybeNumber = z.number().nullable();
/** For how long the event loop stands still when there is much to do at once. */
export async function* loop(scale) {
    const waiting = scale.quick ? 2000 : 50_000;
    const due = scale.quick ? 1000 : 10_000;
    const redis = redisOf(scale);
    const ranged = ['longest block ms', 'on the core ms'];
    const atStart = await interleaved([lmdb, ...redis], scale.rounds, (store) => startWith(store, waiting));
    yield {
        benchmark: 'loop, start',
        setting: `a start with ${waiting} messages waiting`,
        rows: rowsOf(atStart),
        ranged,
    };
    const atOnce = await interleaved([lmdb, memory, ...redis], scale.rounds, (store) => dueAtOnce(store, due));
    yield { benchmark: 'loop, due', setting: `${due} follow-ups due at once`, rows: rowsOf(atOnce), ranged };
}
function startWith({ withStore }, waiting) {
    return withStore((storeUrl) => withWorld({ latencyMs: 0 }, async (world) => {
        await leaveWaiting(storeUrl, waiting);
        return withSubject(world, { kind: 'ours', storeUrl, watchesLoop: true }, async (subject) => {
            const upAt = performance.now();
            const startMs = z.number().parse(await subject.ask('startMs'));
            const atStart = usage.parse(await subject.ask('usage'));
            const { messages } = tally.parse(await world.ask('received', { messages: waiting, stuckMs: 20_000 }));
            const { longestBlockMs } = usage.parse(await subject.ask('usage'));
            return {
                'longest block ms': longestBlockMs,
                'on the core ms': await onCore(subject),
                'until it listens': atStart.longestBlockMs,
                'start ms': startMs,
                'all answered s': (performance.now() - upAt) / 1000,
                missing: waiting - messages,
            };
        });
    }));
}
/** The longest block without the time in which other processes had the core; JSON has no NaN. */
async function onCore(subject) {
    return maybeNumber.parse(await subject.ask('longestOnCoreMs')) ?? Number.NaN;
}
/** Fills a store with messages that a process accepted, and did not live to answer. */
function leaveWaiting(storeUrl, messages) {
    return withWorld({ latencyMs: 0 }, async (callers) => {
        const stuck = await startSubject(callers, { kind: 'ours', storeUrl, isStuck: true });
        await callers.ask('callAt', stuck.url);
        const question = { people: messages, messages, outstanding: 128, run: randomUUID(), isImpatient: true };
        await callers.ask('crowdBegin', question);
        await callers.ask('crowdEnded');
        await stuck.kill();
    });
}
function dueAtOnce({ withStore }, people) {
    const inMs = 60 * 60 * 1000;
    return withStore((storeUrl) => withWorld({ latencyMs: 0 }, (world) => withSubject(world, { kind: 'ours', storeUrl, watchesLoop: true }, async (subject) => {
        await subject.ask('schedule', { people, inMs });
        await subject.ask('begin');
        const dueAt = performance.now();
        await subject.ask('advance', inMs + 1000);
        const { messages } = tally.parse(await world.ask('received', { messages: people, stuckMs: 20_000 }));
        const allMs = performance.now() - dueAt;
        const { longestBlockMs } = usage.parse(await subject.ask('usage'));
        const onCoreMs = await onCore(subject);
        return {
            'longest block ms': longestBlockMs,
            'on the core ms': onCoreMs,
            'all sent s': allMs / 1000,
            missing: people - messages,
        };
    })));
}
