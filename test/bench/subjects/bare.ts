import {
  type Activity,
  BotAdapter,
  type ConversationReference,
  MemoryStorage,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import restify from 'restify';
import { Pool } from 'undici';
import { z } from 'zod';
import { EchoBot } from '../echoBot.js';
import { listen } from '../listen.js';
import { post } from '../post.js';
import type { Verbs } from '../processes.js';
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
  readonly #pool: Pool;

  constructor(provider: string) {
    super();
    this.#pool = new Pool(provider, { connections: sockets });
  }

  override async sendActivities(_: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const { conversation, text, replyToId } of activities) {
      const id = `${replyToId}-1`;
      const message = { channel: 'whatsapp', to: conversation?.id ?? '', content: text, clientMessageId: id };
      await post(this.#pool, '/v1/message', JSON.stringify({ messages: [message] }));
      responses.push({ id });
    }
    return responses;
  }

  override async updateActivity(): Promise<void> {}
  override async deleteActivity(): Promise<void> {}
  override async continueConversation(_: Partial<ConversationReference>): Promise<void> {}

  async process(body: unknown, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    for (const { messageId, from, to, content } of callback.parse(body).event.moText ?? []) {
      const activity: Partial<Activity> = {
        ...{ type: 'message', id: messageId, text: content, channelId: 'bare', serviceUrl: '' },
        ...{ from: { id: from, name: '' }, recipient: { id: to, name: '' } },
        conversation: { id: from, isGroup: false, conversationType: '', name: '' },
      };
      await this.runMiddleware(new TurnContext(this, activity), logic);
    }
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

export async function startBare(provider: string): Promise<Verbs> {
  const adapter = new BareAdapter(provider);
  const bot = new EchoBot(new MemoryStorage());
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  server.post('/api/messages', async (req, res) => {
    await adapter.process(req.body, (context) => bot.run(context));
    res.send(200, {});
  });
  const url = await listen(server.server);

  async function stop(): Promise<void> {
    server.close();
    server.server.closeAllConnections();
    await adapter.close();
  }
  return { url: () => url, depth: () => 0, stop };
}
