import { z } from 'zod';
import { isPersonId } from './personId.js';
export const personId = z
    .string()
    .refine(isPersonId, 'must be 7 to 15 digits without "+", or a user id such as US.13491');
const media = z.object({
    /** Default for a voice note: `audio/ogg; codecs=opus`. */
    contentType: z
        .string()
        .regex(/^[\w.+-]+\/[\w.+-]+ *(;[ -~]*)?$/, 'must read like image/png')
        .optional(),
    fileName: z.string().min(1).optional(),
    /** Base64. Without this and `text`, a tiny sample of the type is sent. */
    data: z.base64().optional(),
    /** The file's content as UTF-8, instead of `data`. */
    text: z.string().optional(),
    caption: z.string().optional(),
    /** Whether it is a voice note. */
    voice: z.boolean().optional(),
});
const location = z.object({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().optional(),
    address: z.string().optional(),
});
const contact = z.object({ name: z.string().min(1), phones: z.array(z.string().min(1)).optional() });
const reaction = z.object({
    /** An empty one takes the reaction back. */
    emoji: z.string().max(32),
    /** The provider's id of the message reacted to. Default: the business's latest one. */
    messageId: z.string().optional(),
});
export const said = z.object({
    from: personId,
    to: z.string().optional(),
    name: z.string().optional(),
    text: z.string().min(1).optional(),
    media: media.optional(),
    location: location.optional(),
    contact: contact.optional(),
    tap: z.union([z.string(), z.number()]).optional(),
    reaction: reaction.optional(),
    quote: z.union([z.string(), z.literal(true)]).optional(),
});
