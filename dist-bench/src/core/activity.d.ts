/**
 * Activities of the Bot Framework protocol, in our own types: only the code under `hosts/` imports an SDK.
 *
 * Every field is optional, because a bot may leave out any of them. The types are plain (no enums, no classes), so that
 * a `botbuilder` activity can be passed as one of ours and the other way round. Fields that a bot or a channel can fill
 * with anything are `unknown`.
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
    /** A BCP 47 tag such as `en-ZA`. */
    locale?: string;
    text?: string;
    /** The text to be spoken: plain text or SSML. */
    speak?: string;
    /** `acceptingInput`, `expectingInput` (a prompt) or `ignoringInput`. */
    inputHint?: string;
    summary?: string;
    suggestedActions?: SuggestedActions;
    attachments?: Attachment[];
    entities?: Entity[];
    /**
     * Data for the bot and the channel that the protocol has no field for; ours is under `clickatell`. A bot can put
     * anything here, so check it before you use it.
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
/** Without botbuilder's `role`: it is an enum there, and WhatsApp conversations do not have one. */
export interface ConversationAccount {
    id: string;
    name: string;
    isGroup: boolean;
    conversationType: string;
    tenantId?: string;
    aadObjectId?: string;
    properties?: unknown;
}
/** Everything that is needed to write to a conversation later. */
export interface ConversationReference {
    activityId?: string;
    user?: ChannelAccount;
    locale?: string;
    bot: ChannelAccount;
    conversation: ConversationAccount;
    channelId: string;
    serviceUrl: string;
}
/** A file, a card or anything else that is sent with the text. */
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
/** A mention, a place or anything else that the text refers to. */
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
    entities: {
        [name: string]: Entity;
    };
}
