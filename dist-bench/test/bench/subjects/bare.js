import { BotAdapter, MemoryStorage, TurnContext, } from 'botbuilder';
import restify from 'restify';
import { Pool } from 'undici';
import { z } from 'zod';
import { EchoBot } from '../echoBot.js';
import { listen } from '../listen.js';
import { post } from '../post.js';
import { sockets } from '../sockets.js';
const callback = z.object({
    event: z.object({
        moText: z
            .array(z.object({ messageId: z.string(), from: z.string(), to: z.string(), content: z.string() }))
            .optional(),
    }),
});
/**
 * The least that makes a channel: the turn runs while the webhook waits, one POST for each reply. Nothing is stored, no
 * callback is known again, the window is nobody's business, and nothing is tried twice.
 */
class BareAdapter extends BotAdapter {
    #pool;
    constructor(provider) {
        super();
        this.#pool = new Pool(provider, { connections: sockets });
    }
    async sendActivities(_, activities) {
        const responses = [];
        for (const { conversation, text, replyToId } of activities) {
            const id = `${replyToId}-1`;
            const message = { channel: 'whatsapp', to: conversation?.id ?? '', content: text, clientMessageId: id };
            await post(this.#pool, '/v1/message', JSON.stringify({ messages: [message] }));
            responses.push({ id });
        }
        return responses;
    }
    async updateActivity() { }
    async deleteActivity() { }
    async continueConversation(_) { }
    async process(body, logic) {
        for (const { messageId, from, to, content } of callback.parse(body).event.moText ?? []) {
            const activity = {
                ...{ type: 'message', id: messageId, text: content, channelId: 'bare', serviceUrl: '' },
                ...{ from: { id: from, name: '' }, recipient: { id: to, name: '' } },
                conversation: { id: from, isGroup: false, conversationType: '', name: '' },
            };
            await this.runMiddleware(new TurnContext(this, activity), logic);
        }
    }
    close() {
        return this.#pool.close();
    }
}
export async function startBare(provider) {
    const adapter = new BareAdapter(provider);
    const bot = new EchoBot(new MemoryStorage());
    const server = restify.createServer();
    server.use(restify.plugins.bodyParser());
    server.post('/api/messages', async (req, res) => {
        await adapter.process(req.body, (context) => bot.run(context));
        res.send(200, {});
    });
    const url = await listen(server.server);
    async function stop() {
        server.close();
        server.server.closeAllConnections();
        await adapter.close();
    }
    return { url: () => url, depth: () => 0, stop };
}
