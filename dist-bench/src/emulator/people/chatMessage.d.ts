import { z } from 'zod';
import type { Conversation } from '../../core/conversation.js';
export declare const messageKinds: readonly ['text', 'template', 'media', 'location', 'contacts', 'buttons', 'list', 'link', 'tap', 'reaction'];
export type MessageKind = (typeof messageKinds)[number];
declare const button: z.ZodObject<{
    title: z.ZodString;
    postbackData: z.ZodOptional<z.ZodString>;
    url: z.ZodOptional<z.ZodString>;
    phone: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export type Button = z.infer<typeof button>;
declare const row: z.ZodObject<{
    title: z.ZodString;
    description: z.ZodOptional<z.ZodString>;
    postbackData: z.ZodString;
}, z.core.$strip>;
export type Row = z.infer<typeof row>;
/** The quote above a message that answers another one, as that one was at the time. */
declare const quoted: z.ZodObject<{
    id: z.ZodString;
    text: z.ZodString;
    direction: z.ZodEnum<{
        in: "in";
        out: "out";
    }>;
}, z.core.$strip>;
export type Quoted = z.infer<typeof quoted>;
/** A message in a chat, in either direction. Times are epoch ms. */
export declare const chatMessage: z.ZodObject<{
    id: z.ZodString;
    order: z.ZodNumber;
    business: z.ZodString;
    person: z.ZodString;
    direction: z.ZodEnum<{
        in: "in";
        out: "out";
    }>;
    at: z.ZodNumber;
    kind: z.ZodEnum<{
        buttons: "buttons";
        contacts: "contacts";
        link: "link";
        list: "list";
        location: "location";
        media: "media";
        reaction: "reaction";
        tap: "tap";
        template: "template";
        text: "text";
    }>;
    text: z.ZodString;
    clientMessageId: z.ZodOptional<z.ZodString>;
    template: z.ZodOptional<z.ZodObject<{
        name: z.ZodString;
        language: z.ZodString;
        category: z.ZodString;
        parameters: z.ZodRecord<z.ZodString, z.ZodString>;
    }, z.core.$strip>>;
    buttons: z.ZodOptional<z.ZodArray<z.ZodObject<{
        title: z.ZodString;
        postbackData: z.ZodOptional<z.ZodString>;
        url: z.ZodOptional<z.ZodString>;
        phone: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>>;
    list: z.ZodOptional<z.ZodObject<{
        button: z.ZodString;
        sections: z.ZodArray<z.ZodObject<{
            title: z.ZodOptional<z.ZodString>;
            rows: z.ZodArray<z.ZodObject<{
                title: z.ZodString;
                description: z.ZodOptional<z.ZodString>;
                postbackData: z.ZodString;
            }, z.core.$strip>>;
        }, z.core.$strip>>;
    }, z.core.$strip>>;
    link: z.ZodOptional<z.ZodObject<{
        title: z.ZodString;
        url: z.ZodString;
    }, z.core.$strip>>;
    fileId: z.ZodOptional<z.ZodString>;
    media: z.ZodOptional<z.ZodObject<{
        contentType: z.ZodString;
        fileName: z.ZodString;
        byteSize: z.ZodNumber;
        caption: z.ZodOptional<z.ZodString>;
        voice: z.ZodOptional<z.ZodLiteral<true>>;
    }, z.core.$strip>>;
    location: z.ZodOptional<z.ZodObject<{
        latitude: z.ZodNumber;
        longitude: z.ZodNumber;
        name: z.ZodOptional<z.ZodString>;
        address: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    contacts: z.ZodOptional<z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        phones: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>>;
    quoted: z.ZodOptional<z.ZodObject<{
        id: z.ZodString;
        text: z.ZodString;
        direction: z.ZodEnum<{
            in: "in";
            out: "out";
        }>;
    }, z.core.$strip>>;
    reactions: z.ZodOptional<z.ZodArray<z.ZodObject<{
        emoji: z.ZodString;
        from: z.ZodLiteral<"person">;
    }, z.core.$strip>>>;
    statuses: z.ZodArray<z.ZodObject<{
        status: z.ZodString;
        code: z.ZodNumber;
        at: z.ZodNumber;
    }, z.core.$strip>>;
    error: z.ZodOptional<z.ZodObject<{
        code: z.ZodNumber;
        status: z.ZodString;
    }, z.core.$strip>>;
    blue: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>;
export type ChatMessage = z.infer<typeof chatMessage>;
/** What a message shows, without who sent it and where it is. */
export type ShownMessage = Omit<ChatMessage, 'id' | 'order' | 'business' | 'person' | 'direction' | 'at' | 'clientMessageId' | 'reactions' | 'statuses' | 'error' | 'blue'>;
/** The message, if it is in this chat and has reached the phone. */
export declare function inChat(message: ChatMessage | undefined, pair: Conversation): ChatMessage | undefined;
export declare function quotedFrom({ id, text, direction }: ChatMessage): Quoted;
export {};
