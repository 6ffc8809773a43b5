/**
 * Activities as Bot Framework's protocol has them, in types of our own: only the rooms under `hosts/` know an SDK.
 *
 * Every field is optional, because a bot sends as much of an activity as it likes. The types are plain (no enums, no
 * classes), so that an activity of `botbuilder` fits here and what we make fits there. What a bot or a channel is free
 * to fill in is `unknown`.
 */
export interface Activity {
  type?: string;
  id?: string;
  timestamp?: Date;
  localTimestamp?: Date;
  localTimezone?: string;
  callerId?: string;
  serviceUrl?: string;
  channelId?: string;
  from?: ChannelAccount;
  conversation?: ConversationAccount;
  recipient?: ChannelAccount;
  /** `markdown` if absent, `plain` or `xml`. */
  textFormat?: string;
  /** `list` if absent, or `carousel`. */
  attachmentLayout?: string;
  membersAdded?: ChannelAccount[];
  membersRemoved?: ChannelAccount[];
  reactionsAdded?: MessageReaction[];
  reactionsRemoved?: MessageReaction[];
  topicName?: string;
  historyDisclosed?: boolean;
  /** A BCP 47 tag, as `en-ZA`. */
  locale?: string;
  text?: string;
  /** The text as it is to be spoken: plain or SSML. */
  speak?: string;
  /** `acceptingInput`, `expectingInput` (a prompt) or `ignoringInput`. */
  inputHint?: string;
  summary?: string;
  suggestedActions?: SuggestedActions;
  attachments?: Attachment[];
  entities?: Entity[];
  /**
   * What the bot and the channel say to each other beside the protocol; ours is under `clickatell`. A bot may put
   * anything here: look before you read.
   */
  channelData?: Record<string, unknown>;
  action?: string;
  replyToId?: string;
  label?: string;
  valueType?: string;
  value?: unknown;
  /** The name of an event or an invoke. */
  name?: string;
  relatesTo?: ConversationReference;
  code?: string;
  expiration?: Date;
  importance?: string;
  deliveryMode?: string;
  listenFor?: string[];
  textHighlights?: TextHighlight[];
  semanticAction?: SemanticAction;
}

export interface ChannelAccount {
  id: string;
  name: string;
  aadObjectId?: string;
  role?: string;
  properties?: unknown;
}

/** Without the `role` that botbuilder's has: there it is an enum, and no conversation of WhatsApp has one. */
export interface ConversationAccount {
  id: string;
  name: string;
  isGroup: boolean;
  conversationType: string;
  tenantId?: string;
  aadObjectId?: string;
  properties?: unknown;
}

/** Where a conversation takes place: what is needed to write into it later. */
export interface ConversationReference {
  activityId?: string;
  user?: ChannelAccount;
  locale?: string;
  bot: ChannelAccount;
  conversation: ConversationAccount;
  channelId: string;
  serviceUrl: string;
}

/** A file, a card or anything else that is sent beside the text. */
export interface Attachment {
  contentType: string;
  contentUrl?: string;
  content?: unknown;
  name?: string;
  thumbnailUrl?: string;
}

export interface SuggestedActions {
  to: string[];
  actions: CardAction[];
}

/** A button. */
export interface CardAction {
  /** `imBack`, `postBack`, `messageBack`, `openUrl`, `call` and so on. */
  type: string;
  title: string;
  image?: string;
  text?: string;
  displayText?: string;
  value: unknown;
  channelData?: unknown;
  imageAltText?: string;
}

/** A mention, a place or anything else that the text speaks of. */
export interface Entity {
  type: string;
  [field: string]: unknown;
}

export interface MessageReaction {
  type: string;
}

export interface TextHighlight {
  text: string;
  occurrence: number;
}

export interface SemanticAction {
  id: string;
  state: string;
  entities: { [name: string]: Entity };
}
