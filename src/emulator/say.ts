import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { paths } from '../clickatell/wire.js';
import { InvalidInputError } from '../errors.js';
import type { Button, ChatMessage } from './chats.js';
import { type Integration, newId } from './integrations.js';
import { locationText, mediaText } from './judge.js';
import type { StoredFile } from './media.js';
import { isPersonId } from './personId.js';
import { messageView } from './view.js';
import type { World } from './world.js';

export const personId = z
  .string()
  .refine(isPersonId, 'must be 7 to 15 digits without "+", or a user id such as US.13491');

const media = z.object({
  contentType: z.string().min(1),
  fileName: z.string().min(1).optional(),
  /** Base64. */
  data: z.base64().optional(),
  /** Instead of `data`: the file's content, UTF-8. */
  text: z.string().optional(),
  caption: z.string().optional(),
});

const location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().optional(),
  address: z.string().optional(),
});

const said = z.object({
  from: personId,
  to: z.string().optional(),
  name: z.string().optional(),
  text: z.string().min(1).optional(),
  media: media.optional(),
  location: location.optional(),
  tap: z.union([z.string(), z.number()]).optional(),
});

/**
 * What a person says: exactly one of `text`, `media`, `location` and `tap`. `to` is the business number, the first
 * one without it; `name` is the person's profile name. `tap` names a button of the latest message with buttons, by
 * its title, its postback data, or its number from 1.
 */
export type Said = z.input<typeof said>;

export interface SayResult {
  messageId: string;
  /** HTTP status of the first try to deliver the callback, 0 for no answer; absent where none came within 10 s. */
  callback?: number;
}

const longestWaitMs = 10_000;

/** A person writes: it is on their phone, opens the window, and goes out as a callback. Throws `InvalidInputError`. */
export async function say(world: World, input: unknown): Promise<SayResult> {
  const given = read(said, input);
  const integration = addressee(world, given.to);
  const at = world.clock.now();
  const { event, entry, shown } = utterance(world, integration, given, at);
  const pair = { business: integration.number, person: given.from };
  if (given.name !== undefined) world.chats.change(given.from, { name: given.name });
  const message = world.chats.add({ id: newId(), ...pair, direction: 'in', at, ...shown });
  world.chats.said(pair, at);
  world.events.emit({ type: 'message', ...pair, message: messageView(message) });
  // A provider never forgets who wrote and when: this is written before anybody hears of it, should the program end.
  await world.remembered();
  const callback = await firstTry(world, integration, given.from, event, {
    channel: 'whatsapp',
    messageId: message.id,
    relatedMessageId: null,
    relatedClientMessageId: null,
    from: pair.person,
    to: pair.business,
    timestamp: at,
    ...entry,
    ...profileOf(world, pair.person),
  });
  return { messageId: message.id, ...(callback !== undefined && { callback }) };
}

/** A person who has given no name has none in the callback either: a number is no way to greet anybody. */
function profileOf(world: World, person: string): { whatsapp?: { profileName: string } } {
  const { name } = world.chats.phone(person);
  return name === undefined ? {} : { whatsapp: { profileName: name } };
}

/** Parses a value; throws `InvalidInputError` that names the field. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InvalidInputError(issue?.path.join('.') || 'body', issue?.message ?? 'has the wrong form');
}

/** The integration of a number, the first one without it. Throws `InvalidInputError`. */
export function addressee({ integrations }: World, to: string | undefined): Integration {
  const found = to === undefined ? integrations.all[0] : integrations.of(to);
  if (found) return found;
  const numbers = integrations.all.map(({ number }) => number).join(', ');
  throw new InvalidInputError('to', `no integration has this number; there is: ${numbers || 'none at all'}`);
}

interface Utterance {
  event: string;
  entry: Record<string, unknown>;
  shown: Pick<ChatMessage, 'kind' | 'text' | 'fileId'>;
}

function utterance(world: World, integration: Integration, given: z.output<typeof said>, at: number): Utterance {
  const { text, media, location, tap } = given;
  if ([text, media, location, tap].filter((one) => one !== undefined).length !== 1) {
    throw new InvalidInputError('text', 'give exactly one of text, media, location and tap');
  }
  if (media) return mediaOf(world, media, at);
  if (location) return locationOf(location);
  if (tap !== undefined) return tapOn(world, integration, given.from, tap);
  return { event: 'moText', entry: { content: text, charset: 'UTF-8' }, shown: { kind: 'text', text: text ?? '' } };
}

function mediaOf(
  world: World,
  { contentType, fileName = 'file', data, text, caption }: z.output<typeof media>,
  at: number,
): Utterance {
  if ((data === undefined) === (text === undefined)) throw new InvalidInputError('media', 'give either data or text');
  const bytes = data === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(data, 'base64');
  const file = world.media.put({ fileName, contentType, bytes }, at);
  return {
    event: 'moMedia',
    entry: { files: [fileEntry(world, file)], caption: caption ?? null },
    shown: { kind: 'media', text: mediaText(fileName, caption), fileId: file.fileId },
  };
}

function fileEntry({ url }: World, { fileId, fileName, contentType, sha256Hash, bytes }: StoredFile): object {
  const downloadUrl = `${url}${paths.media}?${new URLSearchParams({ fileId, sha256Hash })}`;
  return { contentType, downloadUrl, sha256Hash, byteSize: bytes.length, fileName };
}

function locationOf({ latitude, longitude, name, address }: z.output<typeof location>): Utterance {
  return {
    event: 'moLocation',
    entry: { latitude, longitude, locationName: name ?? null, locationAddress: address ?? null },
    shown: { kind: 'location', text: locationText({ latitude, longitude, name, address }) },
  };
}

function tapOn(world: World, { number }: Integration, person: string, tap: string | number): Utterance {
  const messages = world.chats.chat({ business: number, person })?.messages ?? [];
  const shown = messages.findLast(({ buttons, error }) => !error && buttons?.some(({ postbackData }) => postbackData));
  const buttons = shown?.buttons ?? [];
  const button = buttonOf(buttons, String(tap));
  if (!shown || !button) {
    const titles = buttons.map(({ title }) => `"${title}"`).join(', ');
    throw new InvalidInputError('tap', `no such button in this chat; the latest are: ${titles || 'none'}`);
  }
  return {
    event: 'moButtonResponse',
    entry: {
      relatedMessageId: shown.id,
      relatedClientMessageId: shown.clientMessageId ?? null,
      postbackData: button.postbackData,
      title: button.title,
    },
    shown: { kind: 'tap', text: button.title },
  };
}

/** Only buttons that answer can be tapped: those that open a page or call a number send nothing back. */
function buttonOf(buttons: readonly Button[], tap: string): Button | undefined {
  const found =
    buttons.find(({ title }) => title === tap) ??
    buttons.find(({ postbackData }) => postbackData === tap) ??
    buttons[Number(tap) - 1];
  return found?.postbackData === undefined ? undefined : found;
}

async function firstTry(
  world: World,
  integration: Integration,
  person: string,
  event: string,
  entry: object,
): Promise<number | undefined> {
  const { number: business, integrationId, name: integrationName } = integration;
  if (integration.callbackUrl === undefined) return undefined;
  const body = { integrationId, integrationName, event: { [event]: [entry] } };
  const tried = world.callbacks.send({ business, person }, event, body);
  const waiting = new AbortController();
  const late = sleep(longestWaitMs, undefined, { ref: false, signal: waiting.signal }).catch(() => undefined);
  return await Promise.race([tried, late]).finally(() => waiting.abort());
}
