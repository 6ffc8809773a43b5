import { randomUUID } from 'node:crypto';
import { lmdb, memory, redisOf } from './contenders.js';
import { interleaved, rowsOf } from './rounds.js';
import { settled, withSubject, withWorld } from './scene.js';
import { megabytes, resident, usage } from './usage.js';
const minutes = 60;
const minuteMs = 60 * 1000;
/** Whether memory stays flat: an hour by the bot's clock, in which turns run as quickly as they can. */
export async function* hour(scale) {
    const perMinute = scale.quick ? 50 : 500;
    // One round: it is the course of the hour that tells.
    const rounds = await interleaved([lmdb, memory, ...redisOf(scale)], 1, (store) => measure(store, perMinute));
    const setting = `${minutes} simulated minutes with ${perMinute} messages of 1000 people in each; after a collection`;
    yield { benchmark: 'memory', setting, rows: rowsOf(rounds) };
}
function measure({ withStore }, perMinute) {
    return withStore((storeUrl) => withWorld({ latencyMs: 0 }, (world) => withSubject(world, { kind: 'ours', storeUrl, collects: true }, async (subject) => {
        const figures = {};
        let heapBytes = 0;
        for (let minute = 0; minute < minutes; minute += 1) {
            const question = { urls: [subject.url], people: 1000, messages: perMinute, outstanding: 128 };
            await world.ask('converse', { ...question, run: randomUUID(), aheadMs: minute * minuteMs });
            await subject.ask('advance', minuteMs);
            if ((minute + 1) % 10 > 0)
                continue;
            await settled(subject);
            const held = resident.parse(await subject.ask('resident'));
            figures[`${minute + 1} min MB`] = megabytes(held.rssBytes);
            if (minute + 1 === 10)
                figures['heap at 10 min MB'] = megabytes(held.heapBytes);
            heapBytes = held.heapBytes;
        }
        const { peakBytes } = usage.parse(await subject.ask('usage'));
        return { ...figures, 'heap at 60 min MB': megabytes(heapBytes), 'peak MB': megabytes(peakBytes) };
    })));
}
