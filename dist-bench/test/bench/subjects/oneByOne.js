import { Pool } from 'undici';
import { z } from 'zod';
import { personOf } from '../callbacks.js';
import { post } from '../post.js';
/** Sends as a loop does: one request for each message, the next one when the last is answered. */
export async function startOneByOne(provider) {
    const pool = new Pool(provider, { connections: 1 });
    async function notify(question) {
        const people = z.number().parse(question);
        for (let index = 0; index < people; index += 1) {
            const parameters = { 1: `Person ${index}`, 2: `T-${index}`, 3: 'new bulb' };
            const template = { templateName: 'news_0', body: { parameters } };
            const message = { channel: 'whatsapp', to: personOf(index), clientMessageId: `n-${index}`, template };
            await post(pool, '/v1/message', JSON.stringify({ messages: [message] }));
        }
    }
    return { url: () => '', notify, stop: () => pool.close() };
}
