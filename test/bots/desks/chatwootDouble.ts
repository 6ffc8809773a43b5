import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { record } from '../program.js';

/** A message that Chatwoot was given. */
interface Said {
  readonly conversation: number;
  readonly content: string;
  readonly echo: string;
}

/** Chatwoot's public client API, as it is documented, for one inbox: in memory, with what it was asked. */
export interface ChatwootDouble {
  readonly url: string;
  readonly contacts: Record<string, unknown>[];
  readonly said: Said[];
  readonly resolved: number[];
  /** Answers every request with this status, until it is 0. */
  status: number;
  /** An agent deletes a conversation. */
  remove(conversation: number): void;
  close(): void;
}

export async function chatwootDouble(inbox: string): Promise<ChatwootDouble> {
  const contacts: Record<string, unknown>[] = [];
  const conversations = new Map<number, string>();
  const said: Said[] = [];
  const resolved: number[] = [];
  let last = 40;
  const base = `/public/api/v1/inboxes/${inbox}/contacts`;
  const answerTo = (path: string, body: Record<string, unknown>): object | undefined => {
    if (path === '') {
      contacts.push(body);
      return { id: contacts.length, source_id: body.source_id, pubsub_token: 'token', name: body.name, email: null };
    }
    const [, source = '', , number, what] = path.split('/').map(decodeURIComponent);
    if (!contacts.some(({ source_id }) => source_id === source)) return undefined;
    if (number === undefined) {
      last += 1;
      conversations.set(last, source);
      return { id: last, inbox_id: 1, status: 'open', messages: [], contact: { name: 'x' } };
    }
    const conversation = Number(number);
    if (conversations.get(conversation) !== source) return undefined;
    if (what === 'toggle_status') {
      resolved.push(conversation);
      return { id: conversation, status: 'resolved' };
    }
    said.push({ conversation, content: String(body.content), echo: String(body.echo_id) });
    return {
      id: said.length,
      content: body.content,
      message_type: 0,
      content_type: 'text',
      conversation_id: conversation,
    };
  };
  const server = http.createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(Buffer.from(chunk));
    const { url = '' } = req;
    const isKnown = double.status === 0 && req.method === 'POST' && url.startsWith(base);
    const answer = isKnown
      ? answerTo(url.slice(base.length), record(JSON.parse(Buffer.concat(chunks).toString())))
      : undefined;
    res.statusCode = double.status || (answer ? 200 : 404);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(answer ?? { error: 'Resource could not be found' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const double: ChatwootDouble = {
    url: `http://127.0.0.1:${port}`,
    ...{ contacts, said, resolved, status: 0 },
    remove: (conversation) => void conversations.delete(conversation),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return double;
}

/** Chatwoot's webhook for a message of an agent's. */
export function messageCreated(id: number, conversation: number, content: string, more: object = {}): object {
  return {
    ...{ event: 'message_created', id, content, message_type: 'outgoing', content_type: 'text', private: false },
    ...{ created_at: '2026-05-01T12:00:00.000Z', content_attributes: {}, source_id: null },
    sender: { id: 7, name: 'Ben', email: 'ben@example.com', type: 'user' },
    inbox: { id: 1, name: 'WhatsApp' },
    conversation: { id: conversation, channel: 'Channel::Api', inbox_id: 1, status: 'open', unread_count: 0 },
    account: { id: 1, name: 'Ours' },
    ...more,
  };
}

/** Chatwoot's webhook for a conversation whose status has changed. */
export function statusChanged(conversation: number, status: string): object {
  return {
    ...{ event: 'conversation_status_changed', id: conversation, status, channel: 'Channel::Api', inbox_id: 1 },
    changed_attributes: [{ status: { previous_value: 'open', current_value: status } }],
  };
}
