import { z } from 'zod';
export const messageKinds = [
    'text',
    'template',
    'media',
    'location',
    'contacts',
    'buttons',
    'list',
    'link',
    'tap',
    'reaction',
];
const button = z.object({
    title: z.string(),
    /** What a tap sends back. Absent on buttons that open a page or call a number. */
    postbackData: z.string().optional(),
    url: z.string().optional(),
    phone: z.string().optional(),
});
const row = z.object({ title: z.string(), description: z.string().optional(), postbackData: z.string() });
const direction = z.enum(['in', 'out']);
/** The quote above a message that answers another one, as that one was at the time. */
const quoted = z.object({ id: z.string(), text: z.string(), direction });
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
    /** On the message that was reacted to. A person has at most one reaction to a message. */
    reactions: z.array(z.object({ emoji: z.string(), from: z.literal('person') })).optional(),
    statuses: z.array(z.object({ status: z.string(), code: z.number(), at: z.number() })),
    /** Why an outgoing message never reached the phone. */
    error: z.object({ code: z.number(), status: z.string() }).optional(),
    /** Whether the business marked a person's message as read. */
    blue: z.boolean().optional(),
});
/** The message, if it is in this chat and has reached the phone. */
export function inChat(message, pair) {
    if (!message || message.error || message.kind === 'reaction')
        return undefined;
    return message.business === pair.business && message.person === pair.person ? message : undefined;
}
export function quotedFrom({ id, text, direction }) {
    return { id, text, direction };
}
