import { type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
/** Which hosts a bot's files may be fetched from. */
export interface AddressRules {
    /** Hosts that may be on a private network, by name or address; `any` allows all. Default: none. */
    readonly allowHosts?: readonly string[] | 'any' | undefined;
    /** Whether `http:` addresses are fetched too. Default: only `https:`. */
    readonly allowHttp?: boolean | undefined;
}
/** Resolves a name to all of its addresses, as `dns.lookup` does. */
export type Resolve = (hostname: string, options: LookupOptions & {
    all: true;
}, callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;
/**
 * Parses an address that a file is to be fetched from, and checks it. The URL parser normalises all the ways to write
 * an IPv4 address.
 *
 * @throws MediaUnavailableError
 */
export declare function checkedUrl(address: string, base: string | undefined, rules: AddressRules): URL;
/**
 * Resolves names for a connection, and refuses names with a private address. The connection uses the very addresses
 * that were checked, so a name cannot change its address between check and use.
 */
export declare function publicLookup(rules: AddressRules, resolve?: Resolve): LookupFunction;
/**
 * Whether an address belongs to the public internet: not private, loopback, link-local, shared, reserved or multicast.
 */
export declare function isPublic(address: string): boolean;
