import { z } from 'zod';
import type { Conversation } from '../../core/conversation.js';

export const messageKinds = [
  'text',
  'template',
  'media',
  'location',
  'contacts',
  'buttons',
  'list',
  'link',
  'locationRequest',
  'tap',
  'reaction',
] as const;
export type MessageKind = (typeof messageKinds)[number];

const button = z.object({
  title: z.string(),
  /** What a tap sends back. Absent on buttons that open a page or call a number. */
  postbackData: z.string().optional(),
  url: z.string().optional(),
  phone: z.string().optional(),
});
export type Button = z.infer<typeof button>;

const row = z.object({ title: z.string(), description: z.string().optional(), postbackData: z.string() });
export type Row = z.infer<typeof row>;

const direction = z.enum(['in', 'out']);

/** The quote above a message that answers another one, as that one was at the time. */
const quoted = z.object({ id: z.string(), text: z.string(), direction });
export type Quoted = z.infer<typeof quoted>;

/** A message in a chat, in either direction. Times are epoch ms. */
export const chatMessage = z.object({
  id: z.string(),
  order: z.number(),
  business: z.string(),
  person: z.string(),
  direction,
  at: z.number(),
  kind: z.enum(messageKinds),
  /** Its words, for tests and screen readers. What a list or a link offers is in fields of its own. */
  text: z.string(),
  clientMessageId: z.string().optional(),
  template: z
    .object({
      name: z.string(),
      language: z.string(),
      category: z.string(),
      parameters: z.record(z.string(), z.string()),
    })
    .optional(),
  buttons: z.array(button).optional(),
  list: z
    .object({
      button: z.string(),
      sections: z.array(z.object({ title: z.string().optional(), rows: z.array(row) })),
    })
    .optional(),
  link: z.object({ title: z.string(), url: z.string() }).optional(),
  fileId: z.string().optional(),
  /** Facts about the file. The provider has the bytes. */
  media: z
    .object({
      contentType: z.string(),
      fileName: z.string(),
      byteSize: z.number(),
      caption: z.string().optional(),
      voice: z.literal(true).optional(),
    })
    .optional(),
  location: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      name: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  contacts: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })).optional(),
  quoted: quoted.optional(),
  /** Whether the person has edited it since. */
  isEdited: z.literal(true).optional(),
  /** On the message that was reacted to. A person has at most one reaction to a message. */
  reactions: z.array(z.object({ emoji: z.string(), from: z.literal('person') })).optional(),
  statuses: z.array(z.object({ status: z.string(), code: z.number(), at: z.number() })),
  /** Why an outgoing message never reached the phone. */
  error: z.object({ code: z.number(), status: z.string() }).optional(),
  /** Whether the business marked a person's message as read. */
  blue: z.boolean().optional(),
});
export type ChatMessage = z.infer<typeof chatMessage>;

/** What a message shows, without who sent it and where it is. */
export type ShownMessage = Omit<
  ChatMessage,
  | 'id'
  | 'order'
  | 'business'
  | 'person'
  | 'direction'
  | 'at'
  | 'clientMessageId'
  | 'reactions'
  | 'isEdited'
  | 'statuses'
  | 'error'
  | 'blue'
>;

/** The message, if it is in this chat and has reached the phone. */
export function inChat(message: ChatMessage | undefined, pair: Conversation): ChatMessage | undefined {
  if (!message || message.error || message.kind === 'reaction') return undefined;
  return message.business === pair.business && message.person === pair.person ? message : undefined;
}

export function quotedFrom({ id, text, direction }: ChatMessage): Quoted {
  return { id, text, direction };
}
