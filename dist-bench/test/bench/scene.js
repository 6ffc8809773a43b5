import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { start } from './processes.js';
/** A provider with people, for as long as `use` takes. */
export async function withWorld(options, use) {
    return whileUp(await start('./world.js', options), use);
}
/** A process of what is measured, for as long as `use` takes. */
export async function withSubject(world, options, use) {
    return whileUp(await startSubject(world, options), use);
}
export function startSubject(world, { collects = false, ...options }) {
    return start('./subject.js', { ...options, provider: world.url }, collects ? ['--expose-gc'] : []);
}
/** Resolves when the subjects have nothing at hand: the last answer leaves a little before its turn ends. */
export async function settled(...subjects) {
    for (const subject of subjects) {
        while (z.number().parse(await subject.ask('depth')) > 0)
            await wait(20);
    }
}
async function whileUp(helper, use) {
    try {
        return await use(helper);
    }
    finally {
        await helper.stop();
    }
}
