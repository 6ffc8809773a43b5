import { z } from 'zod';
import { ctaUrl, list, locationRequest, replyButtons } from './interactive.js';

/** A map from positions `"1"`…`"n"` to texts, without gaps. */
const parameters = z
  .record(z.string(), z.string())
  .refine((map) => Object.keys(map).every((_, index) => Object.hasOwn(map, String(index + 1))));

const templateRequest = z.object({
  templateName: z.string().min(1),
  header: z
    .union([
      z.object({ type: z.literal('text'), text: z.object({ parameters }) }),
      z.object({ type: z.literal('media'), media: z.object({ fileId: z.string() }) }),
    ])
    .nullish(),
  body: z.object({ parameters: parameters.nullish() }).nullish(),
  buttons: z
    .array(z.object({ type: z.string(), listPosition: z.int().min(1), parameters: parameters.nullish() }))
    .nullish(),
});
export type TemplateRequest = z.infer<typeof templateRequest>;

const numeric = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]);
const degrees = (most: number) => numeric.refine((value) => Math.abs(Number(value)) <= most);

const contact = z.object({
  name: z.object({
    formattedName: z.string().regex(/\S/),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
  }),
  phones: z.array(z.object({ phone: z.string().min(1), type: z.string().nullish() })).nullish(),
  emails: z.array(z.object({ email: z.string().min(1), type: z.string().nullish() })).nullish(),
  organization: z.object({ company: z.string(), title: z.string().nullish() }).nullish(),
});

/** One message of `POST /v1/message`. Unknown fields are ignored. */
export const messageRequest = z.object({
  channel: z.string().nullish(),
  to: z.string().min(1),
  clientMessageId: z.string().min(1).nullish(),
  content: z.string().min(1).nullish(),
  /** Belongs to the older form of media, with the file in `content` as base64. */
  contentType: z.string().nullish(),
  /** Of the older form of media. */
  caption: z.string().nullish(),
  previewFirstUrl: z.boolean().nullish(),
  template: templateRequest.nullish(),
  /** The older form of a template, which Clickatell ended on 17 October 2024. */
  hsm: z.unknown().optional(),
  media: z
    .object({ contentType: z.string().min(1), fileId: z.string().min(1), caption: z.string().nullish() })
    .nullish(),
  location: z
    .object({
      latitude: degrees(90),
      longitude: degrees(180),
      name: z.string().nullish(),
      address: z.string().nullish(),
    })
    .nullish(),
  contacts: z.array(contact).min(1).nullish(),
  button: replyButtons.nullish(),
  list: list.nullish(),
  ctaUrl: ctaUrl.nullish(),
  locationRequest: locationRequest.nullish(),
  relatedMessageId: z.string().min(1).nullish(),
});
export type MessageRequest = z.infer<typeof messageRequest>;

/** The body of `POST /v1/message`, with its messages not validated yet. */
export const sendRequest = z.object({ messages: z.array(z.record(z.string(), z.unknown())).nullish() });
