import { z } from 'zod';
import type { ChatMessage, ShownMessage } from './chatMessage.js';
export declare const personId: z.ZodString;
declare const media: z.ZodObject<{
    contentType: z.ZodOptional<z.ZodString>;
    fileName: z.ZodOptional<z.ZodString>;
    data: z.ZodOptional<z.ZodBase64>;
    text: z.ZodOptional<z.ZodString>;
    caption: z.ZodOptional<z.ZodString>;
    voice: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>;
declare const contact: z.ZodObject<{
    name: z.ZodString;
    phones: z.ZodOptional<z.ZodArray<z.ZodString>>;
}, z.core.$strip>;
declare const reaction: z.ZodObject<{
    emoji: z.ZodString;
    messageId: z.ZodOptional<z.ZodString>;
}, z.core.$strip>;
export declare const said: z.ZodObject<{
    from: z.ZodString;
    to: z.ZodOptional<z.ZodString>;
    name: z.ZodOptional<z.ZodString>;
    text: z.ZodOptional<z.ZodString>;
    media: z.ZodOptional<z.ZodObject<{
        contentType: z.ZodOptional<z.ZodString>;
        fileName: z.ZodOptional<z.ZodString>;
        data: z.ZodOptional<z.ZodBase64>;
        text: z.ZodOptional<z.ZodString>;
        caption: z.ZodOptional<z.ZodString>;
        voice: z.ZodOptional<z.ZodBoolean>;
    }, z.core.$strip>>;
    location: z.ZodOptional<z.ZodObject<{
        latitude: z.ZodNumber;
        longitude: z.ZodNumber;
        name: z.ZodOptional<z.ZodString>;
        address: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    contact: z.ZodOptional<z.ZodObject<{
        name: z.ZodString;
        phones: z.ZodOptional<z.ZodArray<z.ZodString>>;
    }, z.core.$strip>>;
    tap: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodNumber]>>;
    reaction: z.ZodOptional<z.ZodObject<{
        emoji: z.ZodString;
        messageId: z.ZodOptional<z.ZodString>;
    }, z.core.$strip>>;
    quote: z.ZodOptional<z.ZodUnion<readonly [z.ZodString, z.ZodLiteral<true>]>>;
}, z.core.$strip>;
/**
 * What a person says: exactly one of `text`, `media`, `location`, `contact`, `tap` and `reaction`.
 *
 * - `to` is the business number. Default: the first one.
 * - `name` is the person's profile name.
 * - `tap` names a reply button, a quick reply of a template or a row of a list: by its title, its postback data, or its
 *   number from 1. It is looked for in the message that `quote` names, otherwise in the latest one that has any.
 * - `quote` is the provider's id of the message that this one answers, or `true` for the business's latest one. A
 *   reaction cannot have it.
 */
export type Said = z.input<typeof said>;
export type Given = z.output<typeof said>;
export type GivenMedia = z.output<typeof media>;
export type GivenContact = z.output<typeof contact>;
export type GivenReaction = z.output<typeof reaction>;
/** What a person says, in the form of the callback and of the phone. */
export interface Utterance {
    readonly event: string;
    readonly entry: Record<string, unknown>;
    readonly shown: ShownMessage;
    /** The message that it answers. */
    readonly related?: ChatMessage;
}
export {};
