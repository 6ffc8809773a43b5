import type { ChatMessage, MessageKind, Quoted } from './chatMessage.js';
import type { Chats } from './chats.js';
/** A message as the person's phone shows it. */
export interface MessageView {
    id: string;
    /** The business's number. */
    business: string;
    direction: 'in' | 'out';
    /** ISO 8601, by the emulator's clock. */
    at: string;
    kind: MessageKind;
    /** Its words. What a list or a link offers is in `list` and `link`. The text of a reaction is its emoji. */
    text: string;
    clientMessageId?: string;
    template?: {
        name: string;
        language: string;
        category: string;
        parameters: Record<string, string>;
    };
    /** Titles. */
    buttons?: string[];
    /** The buttons of a template again, with what each one does. */
    templateButtons?: TemplateButtonView[];
    list?: ListView;
    link?: {
        title: string;
        url: string;
    };
    fileId?: string;
    media?: MediaView;
    location?: {
        latitude: number;
        longitude: number;
        name?: string;
        address?: string;
    };
    contacts?: {
        name: string;
        phones: string[];
    }[];
    /** The message that this one answers, as it was at the time. */
    quoted?: Quoted;
    /** The person's reaction to this message. */
    reactions?: {
        emoji: string;
        from: 'person';
    }[];
    status: 'sent' | 'delivered' | 'read';
    ticks: '✓' | '✓✓' | '✓✓ read';
    statuses: {
        status: string;
        at: string;
    }[];
}
export interface ListView {
    /** The button that opens it. */
    button: string;
    sections: {
        title?: string;
        rows: {
            title: string;
            description?: string;
        }[];
    }[];
}
export interface TemplateButtonView {
    type: 'quickReply' | 'url' | 'phone';
    title: string;
    url?: string;
    phone?: string;
}
export interface MediaView {
    fileId: string;
    contentType: string;
    fileName: string;
    byteSize: number;
    caption?: string;
    voice?: true;
    /** Where the page gets the bytes, relative to the emulator. Files do not survive a restart. */
    url: string;
}
/** A message as the page shows it, even if it never reached the phone. */
export type ThreadMessage = MessageView & {
    error: {
        code: number;
        status: string;
    } | null;
};
/** A message that was accepted but never reached the phone. */
export type UndeliveredView = Omit<MessageView, 'status' | 'ticks'> & {
    error: {
        code: number;
        status: string;
    };
};
/** What a person's phone shows, and the window of each number. */
export interface PhoneView {
    from: string;
    name: string | null;
    on: boolean;
    reads: boolean;
    onWhatsApp: boolean;
    windows: {
        to: string;
        state: 'open' | 'closed' | 'unknown';
        closesAt: string | null;
    }[];
    /** Oldest first. */
    messages: MessageView[];
    undelivered: UndeliveredView[];
}
/** What the person's phone shows of these numbers. An unknown person's phone is empty. */
export declare function phoneView(chats: Chats, from: string, numbers: readonly string[], now: number): PhoneView;
export declare function messageView(message: ChatMessage): MessageView;
export declare function threadMessage(message: ChatMessage): ThreadMessage;
/** ISO 8601 of epoch ms. */
export declare function iso(at: number): string;
