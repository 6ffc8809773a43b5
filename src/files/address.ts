import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { MediaUnavailableError } from '../core/errors.js';

/** Which hosts a bot's files may be fetched from. */
export interface AddressRules {
  /** Hosts that may lie on a private network, by name or address; `any`: all of them. Default: none. */
  readonly allowHosts?: readonly string[] | 'any' | undefined;
  /** Whether `http:` addresses are fetched too. Default: only `https:`. */
  readonly allowHttp?: boolean | undefined;
}

/** All addresses of a name, as `dns.lookup` gives them. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Reads an address that a file is to be fetched from. The URL parser has made one form of all the ways to write an
 * IPv4 address by now. Throws a `MediaUnavailableError`.
 */
export function checkedUrl(address: string, base: string | undefined, rules: AddressRules): URL {
  if (!URL.canParse(address, base)) throw wrong('its address is no URL.');
  const url = new URL(address, base);
  const schemes = rules.allowHttp ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol)) throw wrong(`its address must begin with ${schemes.join(' or ')}.`);
  // A name and password would be shown to the person, too, wherever the address takes the file's place.
  if (url.username !== '' || url.password !== '') throw wrong('its address holds a user name or a password.');
  // A name is judged by the addresses that it has at the moment of connecting: see `publicLookup`.
  const host = hostOf(url);
  if (ipaddr.isValid(host) && !isAllowed(host, rules) && !isPublic(host)) throw privateNetwork();
  return url;
}

/**
 * Resolves names for a connection, and refuses those that have a private address. What it answers is what is
 * connected to, so that a name cannot have one address when it is checked and another one right after.
 */
export function publicLookup(rules: AddressRules, resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = !error && !isAllowed(hostname, rules) && addresses.some(({ address }) => !isPublic(address));
      const problem = refused ? privateNetwork() : error;
      const [first] = addresses ?? [];
      if (problem || !first) callback(problem ?? new Error('The name has no address.'), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** Whether an address belongs to the public internet: not private, loopback, link-local, shared, reserved or multicast. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` takes an IPv4 address out of the IPv6 one that maps it; other wrappings (6to4, Teredo, NAT64) are ranges.
  const parsed = ipaddr.process(address);
  // All that is in use of IPv6 is in this block; outside of it lie forms that the ranges have no name for (`::7f00:1`).
  const isInUse = parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3'));
  return isInUse && parsed.range() === 'unicast';
}

function isAllowed(host: string, { allowHosts = [] }: AddressRules): boolean {
  const bare = (name: string) => name.toLowerCase().replace(/^\[|\]$/g, '');
  return allowHosts === 'any' || allowHosts.some((allowed) => bare(allowed) === bare(host));
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function privateNetwork(): MediaUnavailableError {
  return wrong('its host is on a private network; name it in media.allowHosts if it is meant.');
}

function wrong(problem: string): MediaUnavailableError {
  return new MediaUnavailableError('address', problem);
}
