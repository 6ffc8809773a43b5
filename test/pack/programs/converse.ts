import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';

export const catalogue = {
  templates: [
    {
      ...{ name: 'ticket_resolved', language: 'en', category: 'utility', slots: ['name', 'ticket', 'summary'] },
      body: 'Hi {{1}}, your ticket {{2}} is resolved: {{3}}. Tell us if it is not.',
    },
  ],
};

/** What both faces have in common, in types that name neither. */
interface Deps<Templates> {
  readonly adapter: {
    process(request: IncomingMessage, response: ServerResponse): Promise<void>;
    readonly depth: number;
  };
  readonly emulator: {
    integrate(options: { number: string; callbackUrl: string; templates: Templates }): unknown;
    say(said: { from: string; text: string }): Promise<unknown>;
    settled(): Promise<void>;
    readonly clock: { advance(ms: number): void };
    chat(person: string): { readonly messages: readonly { readonly direction: string; readonly text: string }[] };
  };
  readonly templates: Templates;
  proactive(text: string): Promise<void>;
}

/** A person writes twice, and is told of their ticket 25 hours later. Prints what their phone shows, as JSON. */
export async function converse<Templates>({ adapter, emulator, templates, proactive }: Deps<Templates>): Promise<void> {
  const server = http.createServer((req, res) => void adapter.process(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  emulator.integrate({ number: '27110000001', callbackUrl: `http://127.0.0.1:${address.port}/`, templates });
  const settled = async () => {
    do {
      while (adapter.depth > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await emulator.settled();
    } while (adapter.depth > 0);
  };
  for (const text of ['Hello', 'More']) {
    await emulator.say({ from: '27820000001', text });
    await settled();
  }
  emulator.clock.advance(25 * 60 * 60 * 1000);
  await proactive('a new bulb');
  await settled();
  const { messages } = emulator.chat('27820000001');
  console.log(JSON.stringify(messages.map(({ direction, text }) => `${direction}: ${text}`)));
  server.close();
  server.closeAllConnections();
}
