import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { allContenders, bare } from './contenders.js';
import { conversed } from './converse.js';
import { tally } from './provider.js';
import { countCommands } from './redis.js';
import { interleaved, rowsOf, withRatio } from './rounds.js';
import { settled, startSubject, withWorld } from './scene.js';
import { sockets } from './sockets.js';
import { megabytes, resident, usage } from './usage.js';
const people = 1000;
/** Messages in, one answer each: as quick as it goes, and with a provider that takes its time. */
export async function* reply(scale) {
    const messages = scale.quick ? 1000 : 4000;
    yield measureAll({ latencyMs: 0, messages, outstanding: 128 }, scale);
    yield measureAll({ latencyMs: 50, messages, outstanding: 256 }, scale);
}
async function measureAll(load, scale) {
    const { latencyMs, messages, outstanding } = load;
    const measured = await interleaved(allContenders(scale), scale.rounds, (contender) => contender.withStore((storeUrl) => measure(contender, load, storeUrl, scale)));
    const withCpu = withRatio(measured, bare.name, 'CPU µs/turn', 'CPU ÷ bare');
    const rounds = withRatio(withCpu, bare.name, 'turns/s', 'turns/s ÷ bare');
    const setting = `${messages} messages of ${people} people who have written before, ${outstanding} at once, ` +
        `a provider that takes ${latencyMs} ms, ${sockets} sockets to it; the median of ${scale.rounds} rounds`;
    const ranged = ['CPU µs/turn', 'CPU ÷ bare', 'turns/s', 'turns/s ÷ bare'];
    return { benchmark: `reply, ${latencyMs} ms`, setting, rows: rowsOf(rounds), ranged };
}
function measure(contender, load, storeUrl, scale) {
    return withWorld({ latencyMs: load.latencyMs }, async (world) => {
        const { kind, processes } = contender;
        const subjects = await Promise.all(Array.from({ length: processes }, () => startSubject(world, { kind, storeUrl })));
        try {
            const commands = load.latencyMs === 0 ? await redisCommands(world, subjects, storeUrl, scale) : {};
            const messages = Math.min(load.messages, contender.mostMessages ?? Number.POSITIVE_INFINITY);
            return { ...(await converseWith(world, subjects, { ...load, messages }, scale)), ...commands };
        }
        finally {
            await Promise.all(subjects.map((subject) => subject.stop()));
        }
    });
}
async function converseWith(world, subjects, { messages, outstanding }, { quick }) {
    const known = Math.min(people, messages);
    const question = { urls: subjects.map(({ url }) => url), people: known, outstanding };
    // The first message of everybody, and V8's first look at the code.
    await world.ask('converse', { ...question, messages: Math.max(known, messages / 2), run: randomUUID() });
    await settled(...subjects);
    for (const subject of subjects)
        await subject.ask('begin');
    const before = tally.parse(await world.ask('tally'));
    const { ms, p50, p99 } = conversed.parse(await world.ask('converse', { ...question, messages, run: randomUUID() }));
    const after = tally.parse(await world.ask('tally'));
    await settled(...subjects);
    const used = await Promise.all(subjects.map(async (subject) => usage.parse(await subject.ask('usage'))));
    await wait(quick ? 200 : 2000);
    const rest = await Promise.all(subjects.map(async (subject) => resident.parse(await subject.ask('resident'))));
    const cpuMs = used.reduce((sum, each) => sum + each.cpuMs, 0);
    return {
        'CPU µs/turn': (cpuMs / messages) * 1000,
        'turns/s': (messages / ms) * 1000,
        'p50 ms': p50,
        'p99 ms': p99,
        'requests/turn': (after.requests - before.requests) / messages,
        'longest block ms': Math.max(...used.map(({ longestBlockMs }) => longestBlockMs)),
        'peak MB': megabytes(Math.max(...used.map(({ peakBytes }) => peakBytes))),
        'at rest MB': megabytes(Math.max(...rest.map(({ rssBytes }) => rssBytes))),
    };
}
/** What a turn asks of Redis; in a run of its own, for MONITOR costs Redis half of its speed. */
async function redisCommands(world, subjects, storeUrl, { redisUrl }) {
    const prefix = /[?&]prefix=([^&]+)/.exec(storeUrl)?.[1];
    if (redisUrl === undefined || prefix === undefined)
        return {};
    const messages = 1000;
    const urls = subjects.map(({ url }) => url);
    const { commands, inScripts } = await countCommands(redisUrl, prefix, async () => {
        await world.ask('converse', { urls, people, messages, outstanding: 128, run: randomUUID() });
        await settled(...subjects);
    });
    return { 'Redis commands/turn': commands / messages, 'in scripts/turn': inScripts / messages };
}
