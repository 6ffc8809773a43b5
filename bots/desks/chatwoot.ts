import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import {
  type ClickatellAdapter,
  type Desk,
  DeskDeliveryError,
  type DeskEvent,
  type DeskMessage,
  type DeskReplyInput,
  HandOffOverError,
  InvalidInputError,
  NotHandedOffError,
  NotificationIdReusedError,
  NotificationUnsettledError,
  readJson,
} from '../../src/index.js';
import { ChatwootApi, type ChatwootApiOptions } from './chatwootApi.js';

export interface ChatwootDeskOptions extends ChatwootApiOptions {
  /** Chatwoot's webhooks must carry it: `/desks/chatwoot?token=…`. */
  readonly webhookToken: string;
  /** Remembers which conversation in Chatwoot is which hand-off. */
  readonly memory: ChatwootMemory;
  readonly adapter: () => Pick<ClickatellAdapter, 'desk'>;
  /** What happens to an agent's words while the window is closed. Default: the adapter's policy. */
  readonly whenClosed?: DeskReplyInput['whenClosed'] | undefined;
}

/** A Keyv of the store. */
export interface ChatwootMemory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs?: number): Promise<unknown>;
}

/** A Chatwoot desk, and the route for its webhooks. */
export interface ChatwootDesk extends Desk {
  routes(server: Server): void;
}

const threadStored = z.object({
  /** Our conversation's id, and the contact's id and the conversation's number in Chatwoot. */
  conversation: z.string(),
  source: z.string(),
  number: z.number(),
  /** The last event that Chatwoot has. */
  sequence: z.number(),
});
type Thread = z.infer<typeof threadStored>;

const agent = z.object({ name: z.string().optional() }).nullish();
const file = z.object({ data_url: z.string().optional(), file_type: z.string().optional() });
/** Chatwoot's events, as far as they matter here. Numbers may come as text. */
const webhook = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('message_created'),
    id: z.coerce.string(),
    content: z.string().nullish(),
    message_type: z.union([z.string(), z.number()]),
    private: z.boolean().nullish(),
    sender: agent,
    attachments: z.array(file).nullish(),
    conversation: z.object({ id: z.coerce.number() }),
  }),
  z.object({ event: z.literal('conversation_status_changed'), id: z.coerce.number(), status: z.string() }),
  z.object({ event: z.literal('conversation_resolved'), id: z.coerce.number() }),
]);
type Webhook = z.infer<typeof webhook>;

/** Longer than a hand-off is kept. */
const keptMs = 60 * 24 * 60 * 60 * 1000;
const bodyLimit = 1024 * 1024;
const kinds: Readonly<Record<string, string>> = {
  image: 'image/jpeg',
  audio: 'audio/mpeg',
  video: 'video/mp4',
  file: 'application/pdf',
};

/**
 * Chatwoot as the desk, by an API inbox: a hand-off becomes a conversation in it, an agent's answer there a reply, and
 * when it is resolved, the bot has the conversation again. In the inbox's settings, the callback URL is
 * `https://…/desks/chatwoot?token=…`.
 */
export function chatwootDesk(options: ChatwootDeskOptions): ChatwootDesk {
  const { webhookToken, memory, adapter, whenClosed } = options;
  const api = new ChatwootApi(options);
  const threadOf = async (handOff: string) => threadStored.safeParse(await memory.get(`handoff/${handOff}`)).data;
  const keep = async (handOff: string, thread: Thread) => {
    await memory.set(`handoff/${handOff}`, thread, keptMs);
    await memory.set(`number/${thread.number}`, { conversation: thread.conversation }, keptMs);
  };

  const begin = async (event: DeskEvent, signal: AbortSignal): Promise<Thread> => {
    const { conversation, handOff } = event;
    const [business = '', person = ''] = conversation.split(':').map(decodeURIComponent);
    const name = (event.type === 'handoff.opened' && event.name) || person;
    const phoneNumber = /^\d+$/.test(person) ? `+${person}` : undefined;
    const attributes = { whatsapp_number: business };
    const source = await api.contact({ sourceId: conversation, name, phoneNumber, attributes }, signal);
    const reason = event.type === 'handoff.opened' ? event.reason : 'The hand-off goes on.';
    const number = await api.conversation(source, { reason }, signal);
    // Before the first message: should it fail, the next try goes on in this conversation.
    const thread = { conversation, source, number, sequence: event.sequence - 1 };
    await keep(handOff, thread);
    return thread;
  };

  const tell = async (event: DeskEvent, thread: Thread, signal: AbortSignal): Promise<void> => {
    const { source, number } = thread;
    if (event.type === 'handoff.closed') return api.resolve(source, number, signal);
    const words = wordsOf(event);
    if (words !== undefined) await api.message(source, number, words, event.id, signal);
  };

  return {
    async deliver(event, signal) {
      const known = await threadOf(event.handOff);
      if (!known && event.type === 'handoff.closed') return;
      const thread = known ?? (await begin(event, signal));
      if (thread.sequence >= event.sequence) return;
      let told = thread;
      try {
        await tell(event, thread, signal);
      } catch (error) {
        if (!(error instanceof DeskDeliveryError) || error.status !== 404) throw error;
        // Somebody has deleted it there.
        if (event.type !== 'handoff.closed') {
          told = await begin(event, signal);
          await tell(event, told, signal);
        }
      }
      await keep(event.handOff, { ...told, sequence: event.sequence });
    },

    routes(server) {
      server.post('/desks/chatwoot', async (req: Request, res: Response) => {
        const token = new URLSearchParams(req.getQuery()).get('token') ?? '';
        if (!isSame(token, webhookToken)) {
          res.send(401, { error: 'The webhook must carry the token: ?token=….' });
          return;
        }
        const read = await readJson(req, bodyLimit);
        if (!read.ok) {
          res.send(read.status, { error: read.reason });
          return;
        }
        const { data } = webhook.safeParse(read.value);
        if (data) await hear(data);
        // What means nothing to us is no fault of Chatwoot's.
        res.send(200, {});
      });
    },
  };

  async function hear(event: Webhook): Promise<void> {
    const number = event.event === 'message_created' ? event.conversation.id : event.id;
    const known = z.object({ conversation: z.string() }).safeParse(await memory.get(`number/${number}`)).data;
    if (!known) return;
    const { desk } = adapter();
    if (event.event !== 'message_created') {
      const isOver = event.event === 'conversation_resolved' || event.status === 'resolved';
      // Resolved once more, or long ago: the bot has the conversation already.
      if (isOver && (await threadAt(known.conversation, number))) await desk.close(known.conversation);
      return;
    }
    const reply = replyIn(event);
    if (!reply) return;
    await desk
      .reply(known.conversation, { ...reply, ...(whenClosed && { whenClosed }) })
      .catch(async (error: unknown) => {
        // The same message once more.
        if (error instanceof NotificationIdReusedError || error instanceof NotificationUnsettledError) return;
        await notSent(known.conversation, number, error);
      });
  }

  /** Tells the agent why what they have written cannot go out. Any other error is thrown. */
  async function notSent(conversation: string, number: number, error: unknown): Promise<void> {
    const isTold = [HandOffOverError, NotHandedOffError, InvalidInputError].some((kind) => error instanceof kind);
    if (!isTold || !(error instanceof Error)) throw error;
    const signal = AbortSignal.timeout(15_000);
    const source = (await threadAt(conversation, number))?.source ?? conversation;
    await api.message(source, number, `[Not sent: ${error.message}]`, `not-sent-${number}`, signal);
  }

  /** The thread with this number, if it is that of the conversation's latest hand-off. */
  async function threadAt(conversation: string, number: number): Promise<Thread | undefined> {
    const latest = await adapter()
      .desk.conversation(conversation)
      .catch((error: unknown) => {
        if (error instanceof NotHandedOffError) return undefined;
        throw error;
      });
    const thread = latest && (await threadOf(latest.handOff));
    return thread?.number === number ? thread : undefined;
  }
}

/** An agent's answer: not a note, and not what the person has said, which comes back to us as well. */
function replyIn(event: Extract<Webhook, { event: 'message_created' }>): DeskReplyInput | undefined {
  const { id, content, message_type: type, private: isNote, sender, attachments } = event;
  const isOutgoing = type === 'outgoing' || type === 1;
  if (!isOutgoing || isNote) return undefined;
  const files = (attachments ?? []).flatMap(({ data_url: contentUrl, file_type: kind = 'file' }) => {
    return contentUrl === undefined ? [] : [{ contentType: kinds[kind] ?? 'application/octet-stream', contentUrl }];
  });
  const text = content?.trim();
  if (!text && files.length === 0) return undefined;
  const name = sender?.name?.trim();
  return {
    id: `chatwoot-${id}`,
    ...(text && { text }),
    ...(files.length > 0 && { attachments: files }),
    ...(name && { agent: name.slice(0, 128) }),
  };
}

/** What an agent reads in Chatwoot; `undefined` for what need not be told. */
function wordsOf(event: DeskEvent): string | undefined {
  switch (event.type) {
    case 'handoff.opened': {
      const { reason, context, transcript } = event;
      const facts = context === undefined ? [] : [`Known so far: ${JSON.stringify(context)}`];
      return [`[${reason}]`, ...facts, ...transcript.map(lineOf)].join('\n');
    }
    case 'message':
      return wordsIn(event.message);
    case 'status': {
      const { state, reason = '' } = event;
      if (state === 'held') return `[Your message waits until the person writes. ${reason}]`;
      return state === 'refused' || state === 'failed' ? `[Your message was not sent. ${reason}]` : undefined;
    }
    case 'handoff.closed':
      return undefined;
  }
}

function lineOf(message: DeskMessage): string {
  return `${message.from === 'person' ? 'Person' : 'Bot'}: ${wordsIn(message)}`;
}

function wordsIn({ text, attachments = [] }: DeskMessage): string {
  return [text, ...attachments.flatMap(({ contentUrl }) => contentUrl ?? [])].filter(Boolean).join('\n');
}

function isSame(given: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
