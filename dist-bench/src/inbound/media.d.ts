type Entry = Record<string, unknown>;
/** Files by reference or inline, with their common caption. */
export declare function readMedia(entry: Entry): {
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
} | undefined;
export {};
