/** Makes so many people known: when each wrote last, and what the bot remembers of them. */
export declare function fill(storeUrl: string, people: number): Promise<void>;
