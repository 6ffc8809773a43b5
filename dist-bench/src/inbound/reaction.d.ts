/** Reactions are not documented, so this part of an event's name has to do. */
export declare function isReaction(event: string): boolean;
/** The emoji, empty if the reaction was taken back, and the message that it belongs to, if the entry names it. */
export declare function readReaction(entry: Record<string, unknown>): {
    kind: 'reaction';
    emoji: string;
    relatedMessageId?: string | undefined;
} | undefined;
