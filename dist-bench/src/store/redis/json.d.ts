/** Parses a stored text; '' is no value. */
export declare function parseValue(raw: string): unknown;
/** The text to store; '' for no value. */
export declare function stringifyValue(value: unknown): string;
