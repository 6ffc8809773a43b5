import ipaddr from 'ipaddr.js';

/** Names that nobody outside can give to a host: those without a dot, and those reserved for private use. */
const privateName = /^[a-z\d_-]+$|\.(?:localhost|local|internal|test)$/;
const privateRanges = new Set(['loopback', 'private', 'uniqueLocal', 'linkLocal']);

/** Whether a URL's host is on this machine or in a private network, as far as its name or address tells. */
export function isOwnNetwork(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(host) ? privateRanges.has(ipaddr.process(host).range()) : privateName.test(host);
}
