import { z } from 'zod';
import { isRecord, named, textOf } from './fields.js';

type Entry = Record<string, unknown>;

const text = z.string().optional();

export const referral = z.object({
  /** The ad's or the post's page. */
  sourceUrl: text,
  /** `ad` or `post`. */
  sourceType: text,
  /** Meta's id of the ad or the post. */
  sourceId: text,
  headline: text,
  body: text,
  /** `image` or `video`. */
  mediaType: text,
  imageUrl: text,
  videoUrl: text,
  thumbnailUrl: text,
  /** Meta's id of the click, for its Conversions API. */
  ctwaClid: text,
  /** What the ad greeted the person with. */
  welcomeMessage: text,
});

/**
 * The ad or post that a person tapped before they wrote: of a click-to-WhatsApp ad, it comes with their first message.
 * Meta's fields (Cloud API webhooks, "referral") in camel case, each of them absent if the callback does not have it.
 */
export type Referral = z.infer<typeof referral>;

/** What an entry calls it: Clickatell publishes no name, and WhatsApp's is the first. */
const places = ['referral', 'externaladreply', 'adreply'];
/** What it may be nested in. */
const nests = ['whatsapp', 'context', 'contextinfo', 'message'];
const names: Readonly<Record<keyof Referral, readonly string[]>> = {
  ...{ sourceUrl: ['sourceurl', 'url'], sourceType: ['sourcetype', 'type'], sourceId: ['sourceid', 'adid', 'id'] },
  ...{ headline: ['headline', 'title'], body: ['body', 'description'], mediaType: ['mediatype'] },
  ...{ imageUrl: ['imageurl'], videoUrl: ['videourl', 'mediaurl'], thumbnailUrl: ['thumbnailurl'] },
  ...{ ctwaClid: ['ctwaclid', 'clid'], welcomeMessage: ['welcomemessage'] },
};

/** The referral of an entry, in camel case or with underscores; `undefined` if it has none that says anything. */
export function readReferral(entry: Entry, fields = named(entry)): Referral | undefined {
  const inside = rawReferral(entry, fields);
  if (!inside) return undefined;
  const field = named(inside);
  const found = Object.entries(names).flatMap(([name, spellings]) => {
    const value = field(...spellings);
    // The greeting of an ad is a record with a text.
    const said = textOf(isRecord(value) ? value.text : typeof value === 'number' ? String(value) : value)?.trim();
    return said === undefined ? [] : [[name, said]];
  });
  return found.length > 0 ? referral.parse(Object.fromEntries(found)) : undefined;
}

/** The referral as it came. */
export function rawReferral(entry: Entry, fields = named(entry)): Entry | undefined {
  const inside = nests.map((nest) => fields(nest)).filter(isRecord);
  return [fields, ...inside.map(named)].map((field) => field(...places)).find(isRecord);
}

/**
 * The referral of an inbound activity, or of the welcome turn before it; `undefined` if the person came without one.
 *
 *     bot.onMembersAdded(async (context) => {
 *       const { headline } = referralOf(context.activity) ?? {};
 *     });
 */
export function referralOf({ channelData }: { readonly channelData?: unknown }): Referral | undefined {
  return isRecord(channelData) ? readReferral({ referral: channelData.referral }) : undefined;
}
