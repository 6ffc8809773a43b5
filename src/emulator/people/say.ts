import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { Conversation } from '../../core/conversation.js';
import { InvalidInputError } from '../../core/errors.js';
import { type Integration, newId } from '../provider/integrations.js';
import type { World } from '../world.js';
import { type ChatMessage, quotedFrom } from './chatMessage.js';
import { isUserId } from './personId.js';
import { type Given, type Said, said, type Utterance } from './said.js';
import { tell } from './tell.js';
import { utterance } from './utterance.js';

export type { Said };

/** What became of something that a person said. */
export interface SayResult {
  messageId: string;
  /** HTTP status of the first try to deliver the callback, 0 for no answer. Absent if there was none within 10 s. */
  callback?: number;
}

const longestWaitMs = 10_000;

/**
 * A person writes: the message is on their phone, opens the window and goes out as a callback. Whether a reaction opens
 * the window is not known; here it does not. Throws `InvalidInputError`.
 */
export async function say(world: World, input: unknown): Promise<SayResult> {
  const given = read(said, input);
  const integration = addressee(world, given.to);
  const person = world.chats.ownerOf(given.from);
  const pair = { business: integration.number, person };
  const spoken = utterance(world, pair, given);
  const shown = shownIds(world, person, given);
  if (given.name !== undefined) world.chats.change(person, { name: given.name });
  const { id: messageId, at } = keep(world, pair, spoken);
  // A provider never forgets who wrote when. So this is stored before the callback goes out, in case the process ends.
  await world.remembered();
  const isTap = spoken.shown.kind === 'tap';
  if (isTap && world.faults.take('tapLost')) return { messageId };
  const { event, entry, related } = isTap && world.faults.take('tapAsText') ? asText(spoken) : spoken;
  const callback = await firstTry(world, integration, person, event, {
    channel: 'whatsapp',
    messageId,
    relatedMessageId: related?.id ?? null,
    relatedClientMessageId: related?.clientMessageId ?? null,
    ...shown,
    to: pair.business,
    timestamp: at,
    ...entry,
    ...(given.referral && { referral: given.referral }),
    ...profileOf(world, pair.person),
  });
  return { messageId, ...(callback !== undefined && { callback }) };
}

/** A tap as a text with its title. */
function asText(tap: Utterance): Utterance {
  return { ...tap, event: 'moText', entry: { content: tap.shown.text, charset: 'UTF-8' } };
}

/**
 * What the callback shows of who wrote. Which field Clickatell uses for the user id beside a number is not known. Throws
 * `InvalidInputError`.
 */
function shownIds({ chats }: World, person: string, given: Given): { from: string; userId?: string } {
  const { userId = chats.phone(person).userId } = given;
  const { shows = given.from === person ? undefined : 'id' } = given;
  if (given.userId !== undefined) {
    const isTaken = chats.ownerOf(given.userId) !== person && isKnown(chats, given.userId);
    if (isTaken) throw new InvalidInputError('userId', 'is the id of another phone');
    if (isUserId(person) && given.userId !== person) throw new InvalidInputError('from', 'must be the phone’s number');
  }
  if (shows !== undefined && shows !== 'number' && userId === undefined && !isUserId(person)) {
    throw new InvalidInputError('userId', 'is not known of this phone: give it once');
  }
  if (given.userId !== undefined || chats.phone(person).shows !== shows)
    chats.change(person, { userId, shows: shows ?? 'number' });
  if (userId === undefined || shows === undefined || shows === 'number') return { from: person };
  return shows === 'id' ? { from: userId } : { from: person, userId };
}

/** Whether somebody has a chat or a phone of this name. */
function isKnown(chats: World['chats'], id: string): boolean {
  return chats.ownerOf(id) !== id || chats.persons.some((one) => one.id === id);
}

/** Puts it on the person's phone. An edit changes what stands there. */
function keep(world: World, pair: Conversation, { shown, related, edited }: Utterance): { id: string; at: number } {
  const at = world.clock.now();
  if (edited) {
    world.chats.update(edited, (one) => {
      one.text = shown.text;
      one.isEdited = true;
    });
    world.chats.said(pair, at);
    tell(world, edited);
    return { id: newId(), at };
  }
  const quoted = related && { quoted: quotedFrom(related) };
  const message = world.chats.add({ id: newId(), ...pair, direction: 'in', at, ...shown, ...quoted });
  if (shown.kind === 'reaction') react(world, shown.text, related);
  else world.chats.said(pair, at);
  tell(world, message);
  return message;
}

/** A person has at most one reaction to a message. An empty one takes it back. */
function react(world: World, emoji: string, message: ChatMessage | undefined): void {
  if (!message) return;
  world.chats.update(message, (one) => {
    one.reactions = emoji === '' ? [] : [{ emoji, from: 'person' }];
  });
  tell(world, message);
}

/** Without a profile name, the callback has none. The number is no substitute: bots greet people by this name. */
function profileOf(world: World, person: string): { whatsapp?: { profileName: string } } {
  const { name } = world.chats.phone(person);
  return name === undefined ? {} : { whatsapp: { profileName: name } };
}

/** Parses a value. Throws `InvalidInputError` that names the field. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InvalidInputError(issue?.path.join('.') || 'body', issue?.message ?? 'has the wrong form');
}

/** The integration of a number, or the first one if no number is given. Throws `InvalidInputError`. */
export function addressee({ integrations }: World, to: string | undefined): Integration {
  const found = to === undefined ? integrations.all[0] : integrations.of(to);
  if (found) return found;
  const numbers = integrations.all.map(({ number }) => number).join(', ');
  throw new InvalidInputError('to', `no integration has this number; there is: ${numbers || 'none at all'}`);
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
