import type { IncomingHttpHeaders } from 'node:http';
/**
 * Why a request to the page or its control plane is refused, if it is. A page on another site must not move the clock
 * or speak for a person: neither from its own origin, nor under a name of its own that points at this machine.
 */
export declare function fromElsewhere(headers: IncomingHttpHeaders, ownHost: string): string | undefined;
