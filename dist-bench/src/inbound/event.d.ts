import { z } from 'zod';
declare const media: z.ZodObject<{
    contentType: z.ZodString;
    source: z.ZodDiscriminatedUnion<[z.ZodObject<{
        kind: z.ZodLiteral<"inline">;
        base64: z.ZodString;
    }, z.core.$strip>, z.ZodObject<{
        kind: z.ZodLiteral<"file">;
        downloadUrl: z.ZodString;
    }, z.core.$strip>], "kind">;
    fileName: z.ZodOptional<z.ZodString>;
    sha256: z.ZodOptional<z.ZodString>;
    byteSize: z.ZodOptional<z.ZodNumber>;
}, z.core.$strip>;
declare const contact: z.ZodObject<{
    name: z.ZodString;
    firstName: z.ZodOptional<z.ZodString>;
    lastName: z.ZodOptional<z.ZodString>;
    phones: z.ZodArray<z.ZodString>;
    emails: z.ZodArray<z.ZodString>;
    company: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
/**
 * What a callback reports: a person's message, or a status of one of ours. An event survives JSON; this schema
 * validates it when it is read back from a store.
 */
export declare const inboundEvent: z.ZodDiscriminatedUnion<[z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    address: z.ZodOptional<z.ZodString>;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"text">;
    text: z.ZodString;
}, z.core.$strip>, z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    address: z.ZodOptional<z.ZodString>;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"media">;
    media: z.ZodArray<z.ZodObject<{
        contentType: z.ZodString;
        source: z.ZodDiscriminatedUnion<[z.ZodObject<{
            kind: z.ZodLiteral<"inline">;
            base64: z.ZodString;
        }, z.core.$strip>, z.ZodObject<{
            kind: z.ZodLiteral<"file">;
            downloadUrl: z.ZodString;
        }, z.core.$strip>], "kind">;
        fileName: z.ZodOptional<z.ZodString>;
        sha256: z.ZodOptional<z.ZodString>;
        byteSize: z.ZodOptional<z.ZodNumber>;
    }, z.core.$strip>>;
    caption: z.ZodOptional<z.ZodString>;
}, z.core.$strip>, z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"location">;
    latitude: z.ZodNumber;
    longitude: z.ZodNumber;
    name: z.ZodOptional<z.ZodString>;
    address: z.ZodOptional<z.ZodString>;
}, z.core.$strip>, z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    address: z.ZodOptional<z.ZodString>;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"button">;
    title: z.ZodString;
    postbackData: z.ZodOptional<z.ZodString>;
}, z.core.$strip>, z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    address: z.ZodOptional<z.ZodString>;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"contacts">;
    contacts: z.ZodArray<z.ZodObject<{
        name: z.ZodString;
        firstName: z.ZodOptional<z.ZodString>;
        lastName: z.ZodOptional<z.ZodString>;
        phones: z.ZodArray<z.ZodString>;
        emails: z.ZodArray<z.ZodString>;
        company: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
}, z.core.$strip>, z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    address: z.ZodOptional<z.ZodString>;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"reaction">;
    emoji: z.ZodString;
}, z.core.$strip>, z.ZodObject<{
    messageId: z.ZodString;
    person: z.ZodString;
    address: z.ZodOptional<z.ZodString>;
    business: z.ZodString;
    timestamp: z.ZodOptional<z.ZodNumber>;
    profileName: z.ZodOptional<z.ZodString>;
    relatedMessageId: z.ZodOptional<z.ZodString>;
    relatedClientMessageId: z.ZodOptional<z.ZodString>;
    integrationId: z.ZodOptional<z.ZodString>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    kind: z.ZodLiteral<"unsupported">;
    event: z.ZodString;
    reason: z.ZodDefault<z.ZodEnum<{
        encrypted: "encrypted";
        "unknown-kind": "unknown-kind";
        unreadable: "unreadable";
    }>>;
}, z.core.$strip>, z.ZodObject<{
    kind: z.ZodLiteral<"status">;
    messageId: z.ZodString;
    clientMessageId: z.ZodOptional<z.ZodString>;
    status: z.ZodString;
    statusCode: z.ZodOptional<z.ZodNumber>;
    timestamp: z.ZodOptional<z.ZodNumber>;
    raw: z.ZodRecord<z.ZodString, z.ZodUnknown>;
}, z.core.$strip>], "kind">;
export type InboundEvent = z.infer<typeof inboundEvent>;
export type InboundStatus = Extract<InboundEvent, {
    kind: 'status';
}>;
export type InboundMessage = Exclude<InboundEvent, {
    kind: 'status';
}>;
export type InboundMedia = z.infer<typeof media>;
export type InboundContact = z.infer<typeof contact>;
/**
 * Whether a person wrote, and so opened the customer service window. Reactions do not count: no source says that they
 * do, and a window wrongly closed costs a template where one wrongly open loses the message.
 */
export declare function opensWindow(event: InboundMessage): boolean;
/**
 * The identity of an event: duplicates have the same. The first part is encoded, so no two events share an identity.
 */
export declare function itemId(event: InboundEvent): string;
export {};
