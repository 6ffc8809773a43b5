import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { listen } from './listen.js';

export interface StubProvider {
  readonly url: string;
  readonly requests: number;
  readonly messages: number;
  close(): void;
}

const sent = z.object({
  messages: z.array(
    z.object({ to: z.string(), clientMessageId: z.string().optional(), content: z.string().optional() }),
  ),
});

/**
 * A Clickatell that accepts everything, `latencyMs` after it was asked, and has no opinion: far cheaper than the
 * emulator, so that it is not what is measured. Its ids come from ours, so that whoever plays its statuses knows them.
 */
export async function startProvider(
  latencyMs: number,
  onText: (text: string) => void = () => {},
): Promise<StubProvider> {
  let requests = 0;
  let messages = 0;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = sent.parse(JSON.parse(Buffer.concat(chunks).toString()));
    requests += 1;
    messages += body.messages.length;
    if (latencyMs > 0) await wait(latencyMs);
    const answers = body.messages.map(({ to, clientMessageId }) => ({
      ...{ apiMessageId: apiIdOf(clientMessageId ?? to), accepted: true, to, clientMessageId },
    }));
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ messages: answers, error: null }));
    for (const { content } of body.messages) if (content !== undefined) onText(content);
  });
  const url = await listen(server);
  return {
    url,
    get requests() {
      return requests;
    },
    get messages() {
      return messages;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export function apiIdOf(clientMessageId: string): string {
  return `api-${clientMessageId}`;
}
