import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Names that no stranger can point at this machine: those without a dot, and those kept for private use. */
const privateName = /^[^.]+$|\.(?:localhost|local|internal|test)$/;

/**
 * Why a request to the page or its control plane is refused: a page on another site must not move a developer's clock
 * or speak for a person, neither under its own name nor, by pointing that at this machine, under ours.
 */
export function fromElsewhere(headers: IncomingHttpHeaders, ownHost: string): string | undefined {
  const { host = '', origin } = headers;
  const { hostname } = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : { hostname: '' };
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  if (host !== '' && !isAddress && hostname !== ownHost && !privateName.test(hostname)) {
    return 'The emulator answers to an IP address or the name localhost only.';
  }
  const otherOrigin = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  return otherOrigin || headers['sec-fetch-site'] === 'cross-site'
    ? 'Only the emulator itself may be the origin.'
    : undefined;
}
