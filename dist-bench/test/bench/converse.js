import { Pool } from 'undici';
import { z } from 'zod';
import { personOf, textCallback, webhookPath } from './callbacks.js';
import { post } from './post.js';
import { percentile } from './statistics.js';
const conversation = z.object({
    /** The webhooks; several take turns. */
    urls: z.array(z.string()),
    people: z.number(),
    messages: z.number(),
    /** Messages that wait for their answer at once. */
    outstanding: z.number(),
    run: z.string(),
    /** How far the bot's clock is ahead, in ms. */
    aheadMs: z.number().default(0),
});
/** What a conversation came to. */
export const conversed = z.object({ ms: z.number(), p50: z.number(), p99: z.number() });
/** People write, each slot its next message when its last one is answered. */
export async function converse(question, answers) {
    const { urls, people, messages, outstanding, run, aheadMs } = conversation.parse(question);
    const pools = urls.map((url) => new Pool(url, { connections: outstanding }));
    const latencies = [];
    let next = 0;
    const slot = async () => {
        for (let index = next++; index < messages; index = next++) {
            const text = `${run} ${index}`;
            const pool = pools[index % pools.length];
            if (!pool)
                return;
            const begun = performance.now();
            const answered = answers.to(text);
            const from = personOf(scattered(index, people));
            const body = textCallback(`${run}-${index}`, from, text, Date.now() + aheadMs);
            const status = await post(pool, webhookPath, body);
            if (status !== 200)
                throw new Error(`The webhook answered ${status}.`);
            await answered;
            latencies.push(performance.now() - begun);
        }
    };
    const begun = performance.now();
    await Promise.all(Array.from({ length: outstanding }, slot));
    const ms = performance.now() - begun;
    for (const pool of pools)
        await pool.close();
    return { ms, p50: percentile(latencies, 50), p99: percentile(latencies, 99) };
}
/** Everybody in turn, but neighbours in time are no neighbours in the store. A prime that no number of people shares. */
function scattered(index, people) {
    return (index * 7919) % people;
}
