/** Words from outside for a log line: on one line, shortened, without quotes, addresses, keys and whole numbers. */
export declare function redacted(words: string): string;
