import { Channel } from '../channel/channel.js';
import { TopicCatalog } from '../consent/topics.js';
import type { Activity } from '../core/activity.js';
import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { referenceFor } from '../core/reference.js';
import { intentOf } from '../templates/message.js';
import type { ChannelApi } from './api.js';
import { ConsentMiddleware } from './consent.js';
import { activityIn, type HostActivity, type HostContext } from './context.js';
import { continuationOf, creationOf, type GivenReference, ownReference } from './continuation.js';
import { conversationOf, type Inside, inside, putInside } from './inside.js';
import { WindowMiddleware, type WindowMiddlewareOptions } from './middleware.js';
import type { HostOptions } from './options.js';
import { sendActivity } from './outgoing.js';
import { type LogicOf, TurnRunner, type TurnRunnerDeps, turnFailureIn } from './runner.js';
import { HostStorage } from './storage.js';
import { turnOf } from './turnOf.js';

// What a host's adapter is made with, and what it does by the SDK's names.

/** What an SDK does for the channel. */
export interface Host<Context> extends Pick<TurnRunnerDeps<Context>, 'contextOf' | 'pipeline' | 'send'> {
  /** Adds the first of the adapter's middlewares. */
  readonly use: (middleware: WindowMiddleware) => unknown;
}

/** Puts a channel behind an adapter. @throws ConfigurationError */
export function openChannel<Context extends HostContext>(
  adapter: ChannelApi<Context>,
  options: HostOptions,
  { contextOf, pipeline, send, use }: Host<Context>,
): void {
  const { observe, tracing, policy, store, storages = [], transcripts } = options;
  if (storages.some((storage) => !(storage instanceof HostStorage) || !storage.isOf(store))) {
    throw new ConfigurationError('storages: each must be a KeyvStorage over a Keyv of the adapter’s own store.');
  }
  const consent = new ConsentMiddleware(options.topics ?? TopicCatalog.empty());
  const runner = new TurnRunner<Context>({
    ...{ contextOf, send, observe, tracing, storages },
    pipeline: (context, logic) => pipeline(context, (proxy) => consent.onTurn(proxy, () => logic(proxy))),
  });
  const kept = transcripts?.attach(store, (conversation) => channel.lanesOf(conversation));
  const channel: Channel<LogicOf<Context>> = new Channel({ ...options, transcripts: kept }, runner);
  const { tracker, clock, templates } = channel;
  const refused: WindowMiddlewareOptions['refused'] = (message) => channel.refused(message);
  use(new WindowMiddleware({ tracker, clock, templates, policy, observe, refused }));
  const made: Inside<Context> = { channel, runner, onEvent: undefined };
  putInside(adapter, made);
}

/** Sends a bot's activities, in order: an id for each. */
export async function sendActivities<Context extends HostContext>(
  adapter: ChannelApi<Context>,
  context: Context,
  activities: readonly HostActivity[],
): Promise<{ id: string }[]> {
  const { channel, onEvent } = inside<Context>(adapter);
  const responses: { id: string }[] = [];
  for (const activity of activities) {
    responses.push({ id: await sendActivity(context, activityIn(activity), channel, onEvent) });
  }
  return responses;
}

/**
 * The handler for the errors of turns that an adapter gives its SDK: the bot's own, unless the error is not the bot's. The
 * store's end the turn, which runs again once the store is back, and so do those of a turn that may do nothing more.
 */
export function onBotError<Context extends HostContext>(
  handler: (context: Context, error: Error) => Promise<void>,
): (context: Context, error: Error) => Promise<void> {
  return async (context, error) => {
    const failure = turnFailureIn(error) ?? turnOf(context)?.lease.lostBy;
    if (failure) throw failure;
    await handler(context, error);
  };
}

/** @throws InvalidInputError for a person that nothing can be sent to. */
export function referenceTo<Context extends HostContext>(
  adapter: ChannelApi<Context>,
  person: string,
  business: string | undefined,
) {
  return referenceFor(inside<Context>(adapter).channel.numbers.conversation(person, business, 'person'));
}

/** Runs a proactive turn. @throws CircularWaitError, InvalidInputError */
export async function continueConversation<Context extends HostContext>(
  adapter: ChannelApi<Context>,
  reference: GivenReference,
  logic: LogicOf<Context>,
): Promise<void> {
  const { channel } = inside<Context>(adapter);
  const conversation = conversationOf(adapter, reference);
  channel.numbers.refuseOurs(conversation.person, 'conversation.id');
  return channel.proactive(conversation, (home) => continuationOf(ownReference(home, reference)), logic);
}

/** What `createConversationAsync` is given, of either SDK, with our number as `bot`. */
export interface NewConversation {
  readonly members?: readonly { readonly id?: string | undefined }[] | undefined;
  readonly bot?: { readonly id?: string | undefined } | undefined;
  /** The first message. The Agents SDK's type wants one in any case: one without content is none. */
  readonly activity?: HostActivity | undefined;
  readonly channelData?: unknown;
}

/** Runs a proactive turn with a person who need not have written. @throws InvalidInputError that names `members`. */
export async function createConversation<Context extends HostContext>(
  adapter: ChannelApi<Context>,
  { members, bot, activity, channelData }: NewConversation,
  logic: LogicOf<Context>,
): Promise<void> {
  const { channel } = inside<Context>(adapter);
  const person = members?.[0]?.id;
  if (!person) throw new InvalidInputError('members', 'the first member must be the person to write to');
  const conversation = channel.numbers.conversation(person, bot?.id, 'members');
  return channel.proactive(
    conversation,
    (home) => creationOf(home, channelData),
    async (context) => {
      if (activity && hasContent(activityIn(activity))) await context.sendActivity(activity);
      await logic(context);
    },
  );
}

function hasContent(activity: Activity): boolean {
  const { text, attachments = [] } = activity;
  return Boolean(text) || attachments.length > 0 || intentOf(activity).template !== undefined;
}
