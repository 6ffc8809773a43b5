import { lookup } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { MediaUnavailableError } from '../core/errors.js';
/**
 * Parses an address that a file is to be fetched from, and checks it. The URL parser normalises all the ways to write
 * an IPv4 address.
 *
 * @throws MediaUnavailableError
 */
export function checkedUrl(address, base, rules) {
    if (!URL.canParse(address, base))
        throw wrong('its address is no URL.');
    const url = new URL(address, base);
    const schemes = rules.allowHttp ? ['https:', 'http:'] : ['https:'];
    if (!schemes.includes(url.protocol))
        throw wrong(`its address must begin with ${schemes.join(' or ')}.`);
    // The address may be sent to the person in place of the file, and would show them the password.
    if (url.username !== '' || url.password !== '')
        throw wrong('its address holds a user name or a password.');
    // A name is checked by its addresses at the moment of connecting: see `publicLookup`.
    const host = hostOf(url);
    if (ipaddr.isValid(host) && !isAllowed(host, rules) && !isPublic(host))
        throw privateNetwork();
    return url;
}
/**
 * Resolves names for a connection, and refuses names with a private address. The connection uses the very addresses
 * that were checked, so a name cannot change its address between check and use.
 */
export function publicLookup(rules, resolve = lookup) {
    return (hostname, options, callback) => {
        resolve(hostname, { ...options, all: true }, (error, addresses) => {
            const refused = !error && !isAllowed(hostname, rules) && addresses.some(({ address }) => !isPublic(address));
            const problem = refused ? privateNetwork() : error;
            const [first] = addresses ?? [];
            if (problem || !first)
                callback(problem ?? new Error('The name has no address.'), '', 0);
            else if (options.all)
                callback(null, addresses);
            else
                callback(null, first.address, first.family);
        });
    };
}
/**
 * Whether an address belongs to the public internet: not private, loopback, link-local, shared, reserved or multicast.
 */
export function isPublic(address) {
    if (!ipaddr.isValid(address))
        return false;
    // `process` unwraps IPv4 addresses that are mapped into IPv6; 6to4, Teredo and NAT64 are ranges of their own.
    const parsed = ipaddr.process(address);
    // All public IPv6 addresses are in this block. Outside of it are forms that belong to no named range (`::7f00:1`).
    const isInUse = parsed.kind() === 'ipv4' || parsed.match(ipaddr.parseCIDR('2000::/3'));
    return isInUse && parsed.range() === 'unicast';
}
function isAllowed(host, { allowHosts = [] }) {
    const bare = (name) => name.toLowerCase().replace(/^\[|\]$/g, '');
    return allowHosts === 'any' || allowHosts.some((allowed) => bare(allowed) === bare(host));
}
function hostOf({ hostname }) {
    return hostname.replace(/^\[|\]$/g, '');
}
function privateNetwork() {
    return wrong('its host is on a private network; name it in media.allowHosts if it is meant.');
}
function wrong(problem) {
    return new MediaUnavailableError('address', problem);
}
