type Entry = Record<string, unknown>;
/** The content of a message, by its event; `unsupported` if it cannot be read completely. */
export declare function contentOf(event: string, entry: Entry): {
    kind: 'reaction';
    emoji: string;
    relatedMessageId?: string | undefined;
} | {
    kind: 'contacts';
    contacts: {
        name: string;
        phones: string[];
        emails: string[];
        company?: string | undefined;
        firstName?: string | undefined;
        lastName?: string | undefined;
    }[];
} | {
    kind: 'media';
    media: {
        contentType: string;
        source: {
            kind: 'inline';
            base64: string;
        };
        byteSize: number;
    }[];
    raw: {
        [x: string]: unknown;
    };
    caption?: undefined;
} | {
    kind: 'media';
    media: {
        contentType: string;
        source: {
            kind: 'inline';
            base64: string;
        };
        byteSize: number;
    }[];
    raw: {
        [x: string]: unknown;
    };
    caption: string;
} | {
    kind: 'media';
    media: {
        contentType: string;
        source: {
            kind: 'file';
            downloadUrl: string;
        };
        fileName?: string | undefined;
        sha256?: string | undefined;
        byteSize?: number | undefined;
    }[];
    caption?: undefined;
} | {
    kind: 'media';
    media: {
        contentType: string;
        source: {
            kind: 'file';
            downloadUrl: string;
        };
        fileName?: string | undefined;
        sha256?: string | undefined;
        byteSize?: number | undefined;
    }[];
    caption: string;
} | {
    readonly kind: 'unsupported';
    readonly event: string;
    readonly reason: "encrypted" | "unknown-kind" | "unreadable";
} | {
    kind: 'location';
    latitude: number;
    longitude: number;
    name?: string | undefined;
    address?: string | undefined;
} | {
    kind: 'text';
    text: string;
} | {
    text?: undefined;
    kind: 'button';
    title: string;
    postbackData?: string | undefined;
};
export {};
