import { hasTooMany } from './parse.js';
import { readJson } from './read.js';
/** Authenticates and reads a callback. The body is not read before the secret was checked. */
export async function receive(request, authenticate) {
    if (!authenticate(request)) {
        const reason = 'The callback must carry the webhook secret: as ?key=… in its URL, or as HTTP Basic password.';
        return { ok: false, status: 401, reason };
    }
    const read = await readJson(request);
    if (read.ok && hasTooMany(read.value)) {
        return { ok: false, status: 400, reason: 'The callback has more than 1000 entries.' };
    }
    return read;
}
/** Answers a callback. Clickatell reads only the status; the body is for people who try the URL by hand. */
export function answer(response, status, body) {
    if (response.headersSent || response.destroyed)
        return;
    const text = status === 200 ? '{}' : JSON.stringify(body);
    response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        ...(status === 401 && { 'www-authenticate': 'Basic realm="callbacks"' }),
        // Otherwise the rest of a slow body would be taken for the next request.
        ...(status === 408 && { connection: 'close' }),
    });
    response.end(text);
}
