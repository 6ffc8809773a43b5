import ipaddr from 'ipaddr.js';
/**
 * Whether an address to listen on can be reached from this machine alone. A name other than `localhost` counts as
 * reachable from others, because only a resolver knows what it stands for, and so does no name, which is every address.
 */
export function isThisMachine(host) {
    const name = host
        .trim()
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1');
    if (name === 'localhost' || name.endsWith('.localhost'))
        return true;
    return ipaddr.isValid(name) && ipaddr.process(name).range() === 'loopback';
}
