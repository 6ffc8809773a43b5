import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { lmdb, redisOf } from './contenders.js';
import { tally } from './provider.js';
import { interleaved, rowsOf } from './rounds.js';
import { settled, startSubject, withWorld } from './scene.js';
const latencyMs = 50;
const statusAfterMs = 200;
/** Longer than everything that a bot may wait for after a crash. */
const deadlineMs = 120_000;
const counts = z.object({ sent: z.number(), acknowledged: z.number(), answered: z.number(), missing: z.number() });
/** SIGKILL under load, and another process on the same store: when the last answer comes, and that each comes once. */
export async function* recovery(scale) {
    const outstanding = scale.quick ? 200 : 1000;
    const rounds = await interleaved([lmdb, ...redisOf(scale)], scale.rounds, ({ withStore }) => withStore((storeUrl) => measure(outstanding, storeUrl)));
    const setting = `${outstanding} messages without an answer when the process is killed, a provider that takes ${latencyMs} ms and ` +
        `tells of a delivery ${statusAfterMs} ms later; callbacks that are not answered 200 come again`;
    yield { benchmark: 'recovery', setting, rows: rowsOf(rounds), ranged: ['last answer s after up'] };
}
function measure(outstanding, storeUrl) {
    const options = { kind: 'ours', storeUrl };
    return withWorld({ latencyMs, statusAfterMs }, async (world) => {
        const read = async () => counts.parse(await world.ask('crowdCounts'));
        const first = await startSubject(world, options);
        await world.ask('callAt', first.url);
        await world.ask('crowdBegin', { people: 2 * outstanding, outstanding, run: randomUUID() });
        while ((await read()).answered < 2 * outstanding)
            await wait(5);
        await world.ask('crowdStop');
        const killedAt = performance.now();
        await first.kill();
        const left = (await read()).missing;
        const second = await startSubject(world, options);
        try {
            const upAt = performance.now();
            await world.ask('callAt', second.url);
            const lastAt = await Promise.race([
                world.ask('crowdEnded').then(() => performance.now()),
                wait(deadlineMs, Number.NaN, { ref: false }),
            ]);
            await settled(second);
            // What is sent twice may come after everything else.
            await wait(1000);
            const { missing, sent } = await read();
            return {
                'messages in all': sent,
                'without answer at the kill': left,
                'up s after the kill': (upAt - killedAt) / 1000,
                'last answer s after up': (lastAt - upAt) / 1000,
                lost: missing,
                doubled: tally.parse(await world.ask('tally')).doubled,
            };
        }
        finally {
            await second.stop();
        }
    });
}
