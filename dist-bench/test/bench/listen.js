import { once } from 'node:events';
/** Listens on a free port of the loopback; resolves with the URL. */
export async function listen(server) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return urlOf(server.address());
}
/** The URL of what `server.address()` says. */
export function urlOf(address) {
    if (typeof address !== 'object' || address === null)
        throw new Error('The server does not listen on a port.');
    return `http://127.0.0.1:${address.port}`;
}
