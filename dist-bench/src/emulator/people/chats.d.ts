import { z } from 'zod';
import { type Conversation } from '../../core/conversation.js';
import { type ChatMessage } from './chatMessage.js';
/** A person's phone. */
export declare const person: z.ZodObject<{
    id: z.ZodString;
    name: z.ZodOptional<z.ZodString>;
    on: z.ZodBoolean;
    reads: z.ZodBoolean;
    onWhatsApp: z.ZodBoolean;
}, z.core.$strip>;
export type Person = z.infer<typeof person>;
/** The chat of one of the numbers and one person. */
export declare const chat: z.ZodObject<{
    business: z.ZodString;
    person: z.ZodString;
    lastSaid: z.ZodOptional<z.ZodNumber>;
    messages: z.ZodArray<z.ZodObject<{
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
    }, z.core.$strip>>;
}, z.core.$strip>;
export type Chat = z.infer<typeof chat>;
/** Is told what a chat's content does not show. */
export interface ChatsHeard {
    phone?: (phone: Person) => void;
    said?: (pair: Conversation, at: number) => void;
}
/** All phones and chats. `changed` is called with every chat whose content changes. */
export declare class Chats {
    #private;
    constructor(changed?: (chat?: Chat) => void, heard?: ChatsHeard);
    get persons(): Person[];
    get all(): Chat[];
    /** The person's phone. The phone of an unknown person is on, and its owner reads what arrives. */
    phone(id: string): Readonly<Person>;
    change(id: string, change: {
        [K in keyof Omit<Person, 'id'>]?: Person[K] | undefined;
    }): void;
    find(messageId: string): ChatMessage | undefined;
    chat(pair: Conversation): Chat | undefined;
    /** Records when the person last wrote to the number, which opens the window. */
    said(pair: Conversation, at: number): void;
    add(message: Omit<ChatMessage, 'order' | 'statuses'>): ChatMessage;
    /** Changes a message in place, unless it has been forgotten. */
    update(message: ChatMessage, change: (message: ChatMessage) => void): void;
    clear(): void;
    /** Restores what was stored. */
    restore(persons: readonly Person[], chats: readonly Chat[]): void;
}
