/**
 * Whether an address to listen on can be reached from this machine alone. A name other than `localhost` counts as
 * reachable from others, because only a resolver knows what it stands for, and so does no name, which is every address.
 */
export declare function isThisMachine(host: string): boolean;
