import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { conversed } from './converse.js';
import { fill } from './fill.js';
import { interleaved, rowsOf } from './rounds.js';
import { settled, withSubject, withWorld } from './scene.js';
import { withLmdb } from './stores.js';
import { megabytes, usage } from './usage.js';
/** Whether a turn, and the start, cost more when the store knows many people. */
export async function* growth(scale) {
    const [few, many] = scale.quick ? [1000, 20_000] : [1000, 1_000_000];
    const messages = scale.quick ? 1000 : 5000;
    const rounds = await withLmdb((small) => withLmdb(async (large) => {
        await fill(small, few);
        const filling = performance.now();
        await fill(large, many);
        process.stderr.write(`${many} conversations in ${((performance.now() - filling) / 1000).toFixed(0)} s.\n`);
        const stores = [
            { name: `${few} conversations`, storeUrl: small, people: few },
            { name: `${many} conversations`, storeUrl: large, people: many },
        ];
        return interleaved(stores, scale.rounds, ({ storeUrl, people }) => measure(storeUrl, people, messages));
    }));
    const setting = `${messages} messages of people from all over the store, LMDB`;
    yield { benchmark: 'growth', setting, rows: rowsOf(rounds), ranged: ['CPU µs/turn', 'start ms'] };
}
function measure(storeUrl, people, messages) {
    return withWorld({ latencyMs: 0 }, (world) => withSubject(world, { kind: 'ours', storeUrl }, async (subject) => {
        const startMs = z.number().parse(await subject.ask('startMs'));
        const question = { urls: [subject.url], people, outstanding: 128 };
        await world.ask('converse', { ...question, messages: messages / 2, run: randomUUID() });
        await settled(subject);
        await subject.ask('begin');
        const answer = await world.ask('converse', { ...question, messages, run: randomUUID() });
        const { ms, p99 } = conversed.parse(answer);
        await settled(subject);
        const { cpuMs, peakBytes, longestBlockMs } = usage.parse(await subject.ask('usage'));
        return {
            'CPU µs/turn': (cpuMs / messages) * 1000,
            'turns/s': (messages / ms) * 1000,
            'p99 ms': p99,
            'longest block ms': longestBlockMs,
            'start ms': startMs,
            'peak MB': megabytes(peakBytes),
        };
    }));
}
