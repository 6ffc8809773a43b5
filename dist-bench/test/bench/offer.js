import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { z } from 'zod';
import { answerIdOf, personOf, statusCallback, textCallback, webhookPath } from './callbacks.js';
import { post } from './post.js';
import { percentile } from './statistics.js';
const offering = z.object({
    url: z.string(),
    /** Messages a second. */
    perSecond: z.number(),
    /** Status callbacks that come with each message, of the answers to the messages of a second before. */
    statusesEach: z.number(),
    seconds: z.number(),
    people: z.number(),
    run: z.string(),
});
/** How the webhook answered. Times in ms. */
export const offered = z.object({
    offered: z.number(),
    /** Messages that were answered 200. */
    accepted: z.number(),
    failures: z.number(),
    ms: z.number(),
    p50: z.number(),
    p99: z.number(),
    max: z.number(),
    /** How late the caller itself was. */
    lagP99: z.number(),
});
/**
 * Offers callbacks whether the webhook keeps up or not. Latencies count from when a callback was due, so that waiting
 * in here is not left out.
 */
export async function offer(question) {
    const { url, perSecond, statusesEach, seconds, people, run } = offering.parse(question);
    const pool = new Pool(url, { connections: 256 });
    const latencies = [];
    const lags = [];
    const underWay = new Set();
    const each = 1 + statusesEach;
    const total = perSecond * seconds * each;
    const begun = performance.now();
    let accepted = 0;
    let failures = 0;
    const call = async (index, due) => {
        const message = Math.floor(index / each);
        const told = answerIdOf(`${run}-${Math.max(0, message - perSecond)}`);
        const isMessage = index % each === 0;
        const body = isMessage
            ? textCallback(`${run}-${message}`, personOf(message % people), `${run} ${message}`)
            : statusCallback(told, index % each === 1 ? 'DEVICE_ACK' : 'READ');
        const status = await post(pool, webhookPath, body).catch(() => 0);
        if (status !== 200)
            failures += 1;
        else if (isMessage)
            accepted += 1;
        latencies.push(performance.now() - due);
    };
    for (let index = 0; index < total;) {
        const now = performance.now();
        for (; index < total; index += 1) {
            const due = begun + (index * 1000) / (perSecond * each);
            if (due > now)
                break;
            lags.push(now - due);
            const calling = call(index, due).finally(() => underWay.delete(calling));
            underWay.add(calling);
        }
        await wait(1);
    }
    await Promise.all(underWay);
    const ms = performance.now() - begun;
    await pool.close();
    return {
        ...{ offered: total, accepted, failures, ms, p50: percentile(latencies, 50), p99: percentile(latencies, 99) },
        ...{ max: percentile(latencies, 100), lagP99: percentile(lags, 99) },
    };
}
