import http from 'node:http';
import { Pool } from 'undici';
import { z } from 'zod';
import { listen } from '../listen.js';
import { post } from '../post.js';
import { sockets } from '../sockets.js';
const callback = z.object({
    event: z.object({
        moText: z.array(z.object({ messageId: z.string(), from: z.string(), content: z.string() })).optional(),
    }),
});
/** What no bot can be quicker than: a callback in, its answer, one POST out. */
export async function startFloor(provider) {
    const pool = new Pool(provider, { connections: sockets });
    const server = http.createServer(async (request, response) => {
        const chunks = [];
        for await (const chunk of request)
            chunks.push(chunk);
        response.end('{}');
        const { event } = callback.parse(JSON.parse(Buffer.concat(chunks).toString()));
        for (const { messageId, from, content } of event.moText ?? []) {
            const message = {
                channel: 'whatsapp',
                to: from,
                content: `You said: ${content}`,
                clientMessageId: `${messageId}-1`,
            };
            await post(pool, '/v1/message', JSON.stringify({ messages: [message] }));
        }
    });
    const url = await listen(server);
    async function stop() {
        server.close();
        server.closeAllConnections();
        await pool.close();
    }
    return { url: () => url, depth: () => 0, stop };
}
