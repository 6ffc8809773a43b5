/** Resolves once the bots are up, or it is said why they are not. */
export declare const started: Promise<void>;
