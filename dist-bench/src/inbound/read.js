import { isUtf8 } from 'node:buffer';
import { isRecord } from './fields.js';
/** JSON.stringify recurses: a value that is nested much deeper can be parsed, but not stored. */
const maxDepth = 64;
/**
 * Reads the body of a callback, as JSON in UTF-8, whatever its content type. If a body parser has already read it, its
 * result is used. Never rejects. At most `limitBytes` are kept in memory; the rest of a longer body is discarded as it
 * arrives, so that the answer can be sent. A body that takes longer than `timeoutMs` is a 408, after which the
 * connection should be closed.
 */
export async function readJson(request, limitBytes = 25 * 1024 * 1024, timeoutMs = 60_000) {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes)
        return tooLarge(limitBytes);
    if (!isUnread(request))
        return parseBody(request.body);
    const read = await readBytes(request, limitBytes, timeoutMs);
    return Buffer.isBuffer(read) ? parseBody(read) : read;
}
/** Express 4 sets `body` to `{}` if no parser took the request. Only the stream distinguishes that from a body `{}`. */
function isUnread({ body, readableDidRead, readableEnded }) {
    const isEmpty = !body || (typeof body === 'object' && Object.keys(body).length === 0);
    return isEmpty && !readableDidRead && !readableEnded;
}
function readBytes(request, limitBytes, timeoutMs) {
    if (request.destroyed)
        return Promise.resolve(brokenOff);
    return new Promise((resolve) => {
        const chunks = [];
        let length = 0;
        const settle = (result) => {
            clearTimeout(timer);
            request.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak);
            // Without listeners the rest of the body is discarded. If it were not read, it would block the answer.
            request.resume();
            resolve(result);
        };
        const onData = (chunk) => {
            const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
            length += bytes.length;
            if (length > limitBytes)
                settle(tooLarge(limitBytes));
            else
                chunks.push(bytes);
        };
        const onEnd = () => settle(Buffer.concat(chunks, length));
        const onBreak = () => settle(brokenOff);
        const timer = setTimeout(() => settle(refused(408, `The body did not end within ${timeoutMs} ms.`)), timeoutMs);
        request.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak);
    });
}
const byteOrderMark = 0xfeff;
function parseBody(body) {
    let value = body;
    if (typeof body === 'string' || Buffer.isBuffer(body)) {
        if (body.length === 0)
            return refused(400, 'The body is empty.');
        if (typeof body !== 'string' && !isUtf8(body))
            return refused(400, 'The body is not UTF-8.');
        try {
            const text = body.toString();
            value = JSON.parse(text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text);
        }
        catch {
            return refused(400, 'The body is not JSON.');
        }
    }
    if (!isRecord(value))
        return refused(400, 'The body is not a JSON object.');
    if (isDeep(value))
        return refused(400, `The body is nested deeper than ${maxDepth} levels.`);
    return { ok: true, value };
}
/** Level by level, because a recursive walk would overflow the stack on the very values it looks for. */
function isDeep(value) {
    let level = [value];
    for (let depth = 0; depth < maxDepth && level.length > 0; depth += 1) {
        const next = [];
        for (const parent of level) {
            for (const child of Object.values(parent)) {
                if (typeof child === 'object' && child !== null)
                    next.push(child);
            }
        }
        level = next;
    }
    return level.length > 0;
}
const brokenOff = refused(400, 'The connection ended before the body did.');
function tooLarge(limitBytes) {
    return refused(413, `The body is longer than ${limitBytes} bytes.`);
}
function refused(status, reason) {
    return { ok: false, status, reason };
}
