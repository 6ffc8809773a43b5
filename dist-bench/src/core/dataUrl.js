export function isDataUrl(address) {
    return /^data:/i.test(address);
}
/** Far longer than any media type with its parameters. */
const longestHead = 1_000;
const percentSign = 0x25;
/**
 * Parses a `data:` address (RFC 2397), base64 or percent encoded. Returns `undefined` if it is not well formed.
 *
 * `fetch` can read these addresses too, but blocks the event loop for most of a second on 16 MB.
 */
export function readDataUrl(address) {
    const comma = address.indexOf(',');
    if (!isDataUrl(address) || comma < 0 || comma > longestHead)
        return undefined;
    const head = address.slice('data:'.length, comma);
    const contentType = head.replace(/;\s*base64\s*$/i, '').trim();
    const body = address.slice(comma + 1);
    const bytes = isBase64(head) ? fromBase64(body) : fromPercent(body);
    return bytes && { contentType, bytes };
}
function isBase64(head) {
    return /;\s*base64\s*$/i.test(head);
}
function fromBase64(body) {
    const text = /[%\s]/.test(body) ? decoded(body)?.replace(/\s+/g, '') : body;
    // Buffer ignores invalid characters, so it would turn any text into a file.
    if (text === undefined || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(text))
        return undefined;
    const digits = text.replace(/=+$/, '').length;
    return digits % 4 === 1 ? undefined : Buffer.from(text, 'base64');
}
/** Decodes byte by byte, because escaped bytes need not be UTF-8. */
function fromPercent(body) {
    if (/%(?![0-9a-f]{2})/i.test(body))
        return undefined;
    const bytes = Buffer.from(body);
    let length = 0;
    for (let at = 0; at < bytes.length; at += 1, length += 1) {
        const escaped = bytes[at] === percentSign;
        bytes[length] = escaped ? Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16) : (bytes[at] ?? 0);
        if (escaped)
            at += 2;
    }
    return bytes.subarray(0, length);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}
