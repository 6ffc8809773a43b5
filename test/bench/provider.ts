import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { listen } from './listen.js';

export interface StubProvider {
  readonly url: string;
  /** `doubled` counts the texts that it had before. Every text of a benchmark is different. */
  tally(): Tally;
  close(): void;
}

export interface ProviderEvents {
  readonly onMessage?: (message: { readonly to: string; readonly content?: string | undefined }) => void;
  readonly onText?: (text: string) => void;
  readonly onAccepted?: (clientMessageId: string) => void;
}

/** What the provider has had. */
export const tally = z.object({ requests: z.number(), messages: z.number(), doubled: z.number() });
export type Tally = z.infer<typeof tally>;

const sent = z.object({
  messages: z.array(
    z.object({ to: z.string(), clientMessageId: z.string().optional(), content: z.string().optional() }),
  ),
});

/**
 * A Clickatell that accepts everything, `latencyMs` after it was asked, and has no opinion: far cheaper than the
 * emulator, so that it is not what is measured. Its ids come from ours, so that whoever plays its statuses knows them.
 * What has arrived is accepted, even if nobody is there any more to hear it.
 */
export async function startProvider(
  latencyMs: number,
  { onMessage, onText, onAccepted }: ProviderEvents,
): Promise<StubProvider> {
  const texts = new Set<string>();
  let requests = 0;
  let messages = 0;
  let doubled = 0;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    // A request that its sender did not live to end never arrived.
    const arrived = await readInto(chunks, request);
    if (!arrived) return;
    const body = sent.parse(JSON.parse(Buffer.concat(chunks).toString()));
    requests += 1;
    messages += body.messages.length;
    for (const message of body.messages) onMessage?.(message);
    if (latencyMs > 0) await wait(latencyMs);
    const answers = body.messages.map(({ to, clientMessageId }) => ({
      ...{ apiMessageId: apiIdOf(clientMessageId ?? to), accepted: true, to, clientMessageId },
    }));
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ messages: answers, error: null }));
    for (const { content, clientMessageId } of body.messages) {
      if (clientMessageId !== undefined) onAccepted?.(clientMessageId);
      if (content === undefined) continue;
      if (texts.has(content)) doubled += 1;
      texts.add(content);
      onText?.(content);
    }
  });
  const url = await listen(server);
  return {
    url,
    tally: () => ({ requests, messages, doubled }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readInto(chunks: Buffer[], request: http.IncomingMessage): Promise<boolean> {
  try {
    for await (const chunk of request) chunks.push(chunk);
    return true;
  } catch {
    return false;
  }
}

export function apiIdOf(clientMessageId: string): string {
  return `api-${clientMessageId}`;
}
