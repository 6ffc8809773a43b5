import { lmdb, redisOf } from './contenders.js';
import { tally } from './provider.js';
import { interleaved, rowsOf, withRatio } from './rounds.js';
import { withSubject, withWorld } from './scene.js';
import { megabytes, usage } from './usage.js';
const latencyMs = 100;
/** Notifications to people who have never written: each is accepted durably, and leaves as a template. */
export async function* fanOut(scale) {
    const people = scale.quick ? 500 : 10_000;
    const sample = scale.quick ? 5 : 50;
    const oneByOne = `one by one (${sample} of them)`;
    const stores = [lmdb, ...redisOf(scale)].map(({ name, withStore }) => ({
        name,
        run: () => withStore((storeUrl) => measure({ kind: 'ours', storeUrl }, people)),
    }));
    const contenders = [...stores, { name: oneByOne, run: () => measure({ kind: 'oneByOne' }, sample) }];
    const measured = await interleaved(contenders, scale.rounds, ({ run }) => run());
    const rows = rowsOf(withRatio(measured, oneByOne, 'messages/s', 'times one by one'));
    const setting = `${people} notifications to ${people} people, a provider that takes ${latencyMs} ms`;
    yield { benchmark: 'fan-out', setting, rows, ranged: ['messages/s', 'CPU µs/message'] };
}
function measure(options, people) {
    return withWorld({ latencyMs }, (world) => withSubject(world, options, async (subject) => {
        await subject.ask('begin');
        const begun = performance.now();
        const accepting = subject.ask('notify', people).then(() => performance.now() - begun);
        const [acceptedMs, { requests }] = await Promise.all([
            accepting,
            world.ask('received', { messages: people, stuckMs: 30_000 }).then((answer) => tally.parse(answer)),
        ]);
        const ms = performance.now() - begun;
        const { cpuMs, peakBytes, longestBlockMs } = usage.parse(await subject.ask('usage'));
        return {
            'messages/s': (people / ms) * 1000,
            requests,
            'all accepted after s': acceptedMs / 1000,
            'CPU µs/message': (cpuMs / people) * 1000,
            'longest block ms': longestBlockMs,
            'peak MB': megabytes(peakBytes),
        };
    }));
}
