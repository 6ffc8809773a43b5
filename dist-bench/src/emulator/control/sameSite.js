import { isIP } from 'node:net';
/** Names that nobody else can point at this machine: those without a dot, and those reserved for private use. */
const privateName = /^[^.]+$|\.(?:localhost|local|internal|test)$/;
/**
 * Why a request to the page or its control plane is refused, if it is. A page on another site must not move the clock
 * or speak for a person: neither from its own origin, nor under a name of its own that points at this machine.
 */
export function fromElsewhere(headers, ownHost) {
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
