import { randomUUID } from 'node:crypto';
import type { Activity, ChannelAccount, ConversationAccount, ConversationReference } from '../core/activity.js';
import { type Addressed, type Conversation, conversationOf } from '../core/conversation.js';
import { InvalidInputError } from '../core/errors.js';
import { personOf } from '../core/person.js';
import { referenceFor } from '../core/reference.js';
import { isRecord } from '../inbound/fields.js';

/** What the channel reads of a reference. Bot Framework names our number `bot`, the Agents SDK `agent`. */
export interface HostReference {
  readonly channelId?: string;
  readonly conversation?: { readonly id?: string } | undefined;
  readonly user?: { readonly id?: string; readonly properties?: unknown } | undefined;
}

/** A reference that a program gives, of either SDK, with our number as `bot`. */
export interface GivenReference extends HostReference {
  readonly serviceUrl?: string | undefined;
  readonly locale?: string | undefined;
  readonly conversation?: Partial<ConversationAccount> | undefined;
  readonly user?: Partial<ChannelAccount> | undefined;
  readonly bot?: Partial<ChannelAccount> | undefined;
}

/** The activity that begins a proactive turn, as the SDKs make it. */
export function continuationOf(reference: ConversationReference): Activity {
  const { user, bot, conversation, channelId, serviceUrl, locale } = reference;
  return {
    ...{ type: 'event', name: 'ContinueConversation', id: randomUUID(), channelId, serviceUrl, conversation },
    ...(locale !== undefined && { locale }),
    ...(user && { from: user }),
    recipient: bot,
    relatesTo: reference,
  };
}

/**
 * The reference of a proactive turn in a conversation: what the program has given, except for ids in another spelling or of
 * another id of the person, which would be another conversation's, and except for the activity id, which a proactive
 * message would quote.
 */
export function ownReference(home: Conversation, given: GivenReference): ConversationReference {
  const own = referenceFor(home);
  const { channelId = own.channelId, serviceUrl = own.serviceUrl, locale } = given;
  return {
    ...{ channelId, serviceUrl },
    ...(locale !== undefined && { locale }),
    conversation: { ...own.conversation, ...given.conversation, id: own.conversation.id },
    user: { ...own.user, ...given.user, id: own.user.id },
    bot: { ...own.bot, ...given.bot, id: own.bot.id },
  };
}

/** The activity that begins the turn of `createConversationAsync`. */
export function creationOf(home: Conversation, channelData: unknown): Activity {
  const { user, bot, ...reference } = referenceFor(home);
  return {
    ...{ type: 'event', name: 'CreateConversation', id: randomUUID(), from: user, recipient: bot },
    ...reference,
    ...(isRecord(channelData) && { channelData }),
  };
}

/** Plain JavaScript can pass anything. @throws InvalidInputError */
export function conversationIn(
  reference: HostReference | null | undefined,
  ours: (business: string) => string | undefined,
): Addressed {
  const { conversation, user } = reference ?? {};
  const id: unknown = conversation?.id;
  const found = typeof id === 'string' ? conversationOf(id) : undefined;
  if (!found) {
    throw new InvalidInputError('conversation.id', 'is no conversation of this channel: use adapter.reference(person)');
  }
  const business = ours(found.business) ?? found.business;
  const address = addressIn(user?.properties);
  const isSame = address !== undefined && personOf(address) === found.person;
  return { business, person: found.person, ...(isSame && { address }) };
}

/** The address that `reference` was given for the person, if it is another spelling of their number. */
function addressIn(properties: unknown): string | undefined {
  return isRecord(properties) && typeof properties.address === 'string' ? properties.address : undefined;
}
