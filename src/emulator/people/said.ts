import { z } from 'zod';
import type { ChatMessage, ShownMessage } from './chatMessage.js';
import { isPersonId, isUserId } from './personId.js';

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

const edit = z.object({
  /** What the message says now. */
  text: z.string().min(1),
  /** The provider's id of the message. Default: the person's latest text. */
  messageId: z.string().optional(),
});

export const said = z.object({
  from: personId,
  userId: z.string().refine(isUserId, 'must be a user id such as US.13491').optional(),
  shows: z.enum(['number', 'id', 'both']).optional(),
  to: z.string().optional(),
  name: z.string().optional(),
  text: z.string().min(1).optional(),
  media: media.optional(),
  location: location.optional(),
  contact: contact.optional(),
  tap: z.union([z.string(), z.number()]).optional(),
  reaction: reaction.optional(),
  edit: edit.optional(),
  referral: z.record(z.string(), z.unknown()).optional(),
  quote: z.union([z.string(), z.literal(true)]).optional(),
});

/**
 * What a person says: exactly one of `text`, `media`, `location`, `contact`, `tap`, `reaction` and `edit`.
 *
 * - `from` is the phone: by its number, or by its user id if it is known.
 * - `userId` is the phone's id for people who do not share their number. Messages reach the phone under both.
 * - `shows` is what the callback shows of them: the `number`, the `id` alone, or `both`. Default: what `from` is.
 * - `to` is the business number. Default: the first one.
 * - `name` is the person's profile name.
 * - `tap` names a reply button, a quick reply of a template or a row of a list: by its title, its postback data, or its
 *   number from 1. It is looked for in the message that `quote` names, otherwise in the latest one that has any.
 * - `quote` is the provider's id of the message that this one answers, or `true` for the business's latest one. A
 *   reaction and an edit cannot have it.
 * - `referral` is the ad that the person came by, in Meta's words: `{ source_id, headline, ctwa_clid, … }`.
 */
export type Said = z.input<typeof said>;
export type Given = z.output<typeof said>;
export type GivenMedia = z.output<typeof media>;
export type GivenContact = z.output<typeof contact>;
export type GivenEdit = z.output<typeof edit>;
export type GivenReaction = z.output<typeof reaction>;

/** What a person says, in the form of the callback and of the phone. */
export interface Utterance {
  readonly event: string;
  readonly entry: Record<string, unknown>;
  readonly shown: ShownMessage;
  /** The message that it answers. */
  readonly related?: ChatMessage;
  /** The message that it is a new version of. */
  readonly edited?: ChatMessage;
}
