import { randomUUID } from 'node:crypto';
import type { Activity } from '../core/activity.js';
import { type Conversation, conversationId, conversationOf } from '../core/conversation.js';
import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { channelId as ownChannel, referenceFor } from '../core/reference.js';
import type { Store } from '../store/store.js';
import { wholeActivity } from '../transcripts/content.js';
import type { Entry, TranscriptState } from '../transcripts/entry.js';
import { Transcripts, type TranscriptsOptions } from '../transcripts/transcripts.js';
import { activityIn, type HostActivity } from './context.js';
import type { HostReference } from './continuation.js';
import { leaseFor } from './leaseFor.js';

/** How one of our messages stands, in `channelData.clickatell` of a transcript's activity. Times are ISO 8601. */
export interface TranscriptMark {
  readonly state: TranscriptState;
  /** Who says it: the bot, or a human from the desk. */
  readonly from: 'bot' | 'agent';
  /** `null` as long as it has not left. */
  readonly sentAs: 'text' | 'template' | null;
  readonly template?: { readonly name: string; readonly language: string };
  /** Why it has not left, or was sent as a template. */
  readonly reason?: string;
  /** The bot's own words, if a template was sent in their place: the activity's text is what the person reads. */
  readonly said?: string;
  /** What the phone shows, a text for each bubble, if that is not just the activity's text. */
  readonly shown?: readonly string[];
  /** When it was said, if it left later: the activity's timestamp is when it left. */
  readonly saidAt?: string;
  /** The notification that it belongs to, by its id. */
  readonly notification?: string;
}

const pageSize = 20;

/** Up to 20 items, and what to ask with for the next ones. */
export interface Page<Item> {
  items: Item[];
  continuationToken: string;
}

/** A conversation that has a transcript, and when its first activity was kept. */
export interface TranscriptInfo {
  channelId: string;
  id: string;
  created: Date;
}

/** A host's TranscriptStore over any store. `Item` is the SDK's type of an activity. */
export abstract class HostTranscripts<Item extends HostActivity> {
  readonly #store: Store;
  readonly #transcripts: Transcripts;
  /** All conversations of a person, if an adapter keeps its transcripts here. */
  #lanesOf: ((conversation: Conversation) => Promise<readonly string[]>) | undefined;

  /** @throws ConfigurationError */
  constructor(store: Store, options: TranscriptsOptions) {
    this.#store = store;
    this.#transcripts = new Transcripts(store, options);
  }

  /**
   * For the adapter, which keeps its transcripts here from then on. `lanesOf`: the ids of all conversations of
   * the person of one.
   *
   * @throws ConfigurationError for another store.
   */
  attach(store: Store, lanesOf: (conversation: Conversation) => Promise<readonly string[]>): Transcripts {
    if (store.engine !== this.#store.engine) {
      throw new ConfigurationError('transcripts: they must be of the adapter’s own store.');
    }
    this.#lanesOf = lanesOf;
    return this.#transcripts;
  }

  /** Keeps an activity, with the end of the turn that it is logged in. @throws InvalidInputError, in MemoryTranscriptStore's words. */
  async logActivity(given: HostActivity): Promise<void> {
    const activity = activityIn(given);
    if (!activity) throw new InvalidInputError('activity', 'activity cannot be null for logActivity()');
    const { channelId, conversation, type, id } = activity;
    const key = keyOf(channelId, conversation?.id);
    if (type === 'typing' || (this.#lanesOf && isOwn(channelId, conversation?.id))) return;
    const at = new Date(activity.timestamp ?? Number.NaN).getTime();
    const entry: Entry = {
      id: `${type === 'message' ? '' : `${type}:`}${id || randomUUID()}`,
      at: Number.isFinite(at) ? at : this.#transcripts.now,
      activity: wholeActivity(activity),
    };
    const writes = this.#transcripts.recordWrites(key, entry);
    const lease = leaseFor(`${channelId}/conversations/${conversation?.id}/`, this.#store.engine.leases);
    if (lease) for (const write of writes) lease.stage(write);
    else await this.#transcripts.commit(writes);
  }

  /**
   * A page of at most 20 activities of a conversation, in the order of time, with a token for the next page if there is
   * more. Of an adapter's conversation, with those under all ids of its person.
   *
   * @throws InvalidInputError for a missing id or a token that is none.
   */
  async getTranscriptActivities(
    channelId: string,
    conversationIdGiven: string,
    continuationToken?: string,
    startDate?: Date,
  ): Promise<Page<Item>> {
    const lanes = await this.#lanes(channelId, conversationIdGiven);
    const after = continuationToken ? placeIn(continuationToken) : undefined;
    const since = Math.max(startDate?.getTime() ?? 0, after?.at ?? 0);
    const page: Entry[] = [];
    let isBefore = after !== undefined;
    for await (const entry of this.#transcripts.read(lanes, { since })) {
      if (isBefore && after && entry.at === after.at) {
        isBefore = entry.id !== after.id;
        continue;
      }
      page.push(entry);
      if (page.length > pageSize) break;
    }
    const items = page.slice(0, pageSize);
    const last = items.at(-1);
    const token = page.length > pageSize && last ? `${last.at}:${last.id}` : undefined;
    return pageOf(
      items.map((entry) => this.itemOf(activityOf(entry, conversationIdGiven))),
      token,
    );
  }

  /** The last activities of a conversation, at most so many, in the order of time: for a human who takes over. */
  async last(reference: HostReference, most: number): Promise<Item[]> {
    const { channelId = ownChannel, conversation } = reference;
    const lanes = await this.#lanes(channelId, conversation?.id ?? '');
    const found: Entry[] = [];
    if (most <= 0) return [];
    for await (const entry of this.#transcripts.read(lanes, { isBackwards: true })) {
      found.push(entry);
      if (found.length >= most) break;
    }
    return found.reverse().map((entry) => this.itemOf(activityOf(entry, conversation?.id ?? '')));
  }

  /**
   * A page of at most 20 conversations of a channel, the oldest first, with the time of the first activity that is kept.
   * It goes through the whole store: it is for operators, and not for the path of messages.
   *
   * @throws InvalidInputError for a missing channel.
   */
  async listTranscripts(channelId: string, continuationToken?: string): Promise<Page<TranscriptInfo>> {
    if (!channelId) throw new InvalidInputError('channelId', 'Missing channelId');
    const known: TranscriptInfo[] = [];
    for await (const [key, at] of this.#transcripts.conversations()) {
      const id = idIn(key, channelId);
      if (id !== undefined) known.push({ channelId, id, created: new Date(at) });
    }
    known.sort((one, other) => one.created.getTime() - other.created.getTime() || (one.id < other.id ? -1 : 1));
    const from = continuationToken ? known.findIndex(({ id }) => id === continuationToken) + 1 : 0;
    const items = known.slice(from, from + pageSize);
    return pageOf(items, from + pageSize < known.length ? items.at(-1)?.id : undefined);
  }

  /** Deletes a conversation's activities, under all ids of its person. @throws InvalidInputError */
  async deleteTranscript(channelId: string, conversationIdGiven: string): Promise<void> {
    for (const lane of await this.#lanes(channelId, conversationIdGiven)) await this.#transcripts.delete(lane);
  }

  /** The SDK's activity of one of ours. */
  protected abstract itemOf(activity: Activity): Item;

  async #lanes(channelId: string, id: string): Promise<readonly string[]> {
    const key = keyOf(channelId, id);
    const own = channelId === ownChannel ? conversationOf(id) : undefined;
    return own && this.#lanesOf ? this.#lanesOf(own) : [key];
  }
}

/** The SDK's types do not say that the last page has no token. */
function pageOf<T>(items: T[], continuationToken: string | undefined): Page<T> {
  return { items, continuationToken } as Page<T>;
}

/** The key of a conversation: of this channel's, the id of its lane. */
function keyOf(channelId: string | undefined, id: string | undefined): string {
  if (!channelId) throw new InvalidInputError('channelId', 'Missing channelId');
  if (!id) throw new InvalidInputError('conversationId', 'Missing conversationId');
  const own = channelId === ownChannel ? conversationOf(id) : undefined;
  return own ? conversationId(own) : `${encodeURIComponent(id)}@${encodeURIComponent(channelId)}`;
}

/** The id of the conversation with a key, if it is of this channel. */
function idIn(key: string, channelId: string): string | undefined {
  const at = key.lastIndexOf('@');
  if (at < 0) return channelId === ownChannel ? key : undefined;
  return key.slice(at + 1) === encodeURIComponent(channelId) ? decodeURIComponent(key.slice(0, at)) : undefined;
}

function isOwn(channelId: string | undefined, id: string | undefined): boolean {
  return channelId === ownChannel && conversationOf(id ?? '') !== undefined;
}

function placeIn(token: string): { at: number; id: string } {
  const [, at, id] = /^(\d+):(.+)$/s.exec(token) ?? [];
  if (at === undefined || id === undefined) {
    throw new InvalidInputError('continuationToken', 'must be the token of the page before');
  }
  return { at: Number(at), id };
}

function activityOf({ id, at, from, activity, outcome, saidAt }: Entry, conversationIdGiven: string): Activity {
  const timestamp = new Date(at);
  if (from === undefined) return { ...activity, timestamp };
  const conversation = conversationOf(conversationIdGiven);
  const { channelId, serviceUrl, user, bot, ...reference } = referenceFor(conversation ?? { business: '', person: '' });
  const person = { ...user, name: activity.from?.name ?? '' };
  const mark: TranscriptMark | undefined = outcome && {
    state: outcome.state,
    from: from === 'agent' ? 'agent' : 'bot',
    sentAs: outcome.sentAs ?? null,
    ...(outcome.template && { template: outcome.template }),
    ...(outcome.reason !== undefined && { reason: outcome.reason }),
    ...(outcome.said !== undefined && { said: outcome.said }),
    ...(outcome.shown && { shown: outcome.shown }),
    ...(saidAt !== undefined && { saidAt: new Date(saidAt).toISOString() }),
    ...(outcome.notification !== undefined && { notification: outcome.notification }),
  };
  return {
    ...activity,
    ...{ id, timestamp, channelId, serviceUrl, conversation: reference.conversation },
    ...(from === 'person' ? { from: person, recipient: bot } : { from: bot, recipient: person }),
    ...(mark && { channelData: { clickatell: mark } }),
  };
}
