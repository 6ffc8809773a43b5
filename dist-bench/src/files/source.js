import { Agent } from 'undici';
import { largestUploadBytes } from '../clickatell/media.js';
import { isDataUrl, readDataUrl } from '../core/dataUrl.js';
import { MediaUnavailableError } from '../core/errors.js';
import { checkedUrl, publicLookup } from './address.js';
import { labelOf, needsWhole, typeOf } from './types.js';
const maxRedirects = 3;
/** Enough bytes for every signature. */
const headBytes = 512;
const keepAliveMs = 4_000;
const defaultTimeoutMs = 20_000;
/** Opens the files that a bot names: `data:` addresses, and `https:` ones that are not on a private network. */
export class Sources {
    #options;
    #agent;
    constructor(options = {}) {
        this.#options = options;
        this.#agent = new Agent({
            connect: { lookup: publicLookup(options) },
            headersTimeout: 0,
            bodyTimeout: 0,
            keepAliveTimeout: keepAliveMs,
            keepAliveMaxTimeout: keepAliveMs,
        });
    }
    /** Reads a whole file, of a type and a size that WhatsApp takes. Rejects with `MediaUnavailableError`. */
    async read(address, claim) {
        return isDataUrl(address) ? readInline(address, claim) : this.#fetch(address, claim);
    }
    async close() {
        await this.#agent.destroy();
    }
    async #fetch(address, claim) {
        const first = checkedUrl(address, undefined, this.#options);
        const { sourceTimeoutMs = defaultTimeoutMs } = this.#options;
        const limit = new AbortController();
        const timer = setTimeout(() => limit.abort(unavailable(first, 'it did not come in time')), sourceTimeoutMs);
        try {
            const { url, answer } = await this.#open(first, limit.signal);
            const label = labelOf(claim.contentType, headerOf(answer, 'content-type'));
            const fileName = claim.fileName || nameIn(url) || nameIn(first);
            const bytes = await readBody(answer, (head) => typeOf(head, label, fileName)?.largestBytes);
            return { bytes, label, fileName };
        }
        catch (error) {
            const reason = limit.signal.aborted ? limit.signal.reason : error;
            const refusal = refusalIn(reason);
            throw refusal ?? unavailable(first, 'it could not be fetched', reason);
        }
        finally {
            clearTimeout(timer);
        }
    }
    /** Follows redirects. Each address is checked like the first; no headers of earlier answers are carried along. */
    async #open(first, signal) {
        let url = first;
        for (let redirects = 0;; redirects += 1) {
            const headers = { accept: '*/*', 'user-agent': 'botbuilder-adapter-clickatell' };
            const path = url.pathname + url.search;
            const answer = await this.#agent.request({ origin: url.origin, path, method: 'GET', headers, signal });
            if (answer.statusCode === 200)
                return { url, answer };
            answer.body.on('error', () => { }).destroy();
            const location = headerOf(answer, 'location');
            const isRedirect = [301, 302, 303, 307, 308].includes(answer.statusCode) && location !== '';
            if (!isRedirect)
                throw unavailable(url, `it was answered with HTTP ${answer.statusCode}`);
            if (redirects === maxRedirects)
                throw unavailable(url, `it was redirected more than ${maxRedirects} times`);
            url = checkedUrl(location, url.href, this.#options);
        }
    }
}
function readInline(address, claim) {
    // In either encoding a byte takes at most four characters, line ends apart.
    if (address.length > 5 * largestUploadBytes)
        throw tooLarge(largestUploadBytes);
    const file = readDataUrl(address);
    if (!file)
        throw new MediaUnavailableError('address', 'its data: address is not well formed.');
    if (file.bytes.length > largestUploadBytes)
        throw tooLarge(largestUploadBytes);
    return { bytes: file.bytes, label: labelOf(claim.contentType, file.contentType), fileName: claim.fileName ?? '' };
}
/** Stops as soon as the file is too large or, by its first bytes, of no type that WhatsApp takes (see `limitOf`). */
async function readBody({ headers, body }, limitOf) {
    const announced = Number(headers['content-length'] ?? 0);
    const chunks = [];
    let length = 0;
    let limit = largestUploadBytes;
    let isKnown = false;
    for await (const data of body) {
        const chunk = data;
        chunks.push(chunk);
        length += chunk.length;
        if (!isKnown && length >= headBytes) {
            isKnown = true;
            const head = Buffer.concat(chunks);
            const found = limitOf(head);
            if (found === undefined && !needsWhole(head))
                throw wrongType();
            limit = found ?? largestUploadBytes;
        }
        // Leaving the loop closes the connection.
        if (Math.max(length, announced) > limit)
            throw tooLarge(limit);
    }
    return Buffer.concat(chunks);
}
export function wrongType() {
    return new MediaUnavailableError('type', 'WhatsApp does not take files of its type, or its content does not match its type.');
}
export function tooLarge(limit) {
    return new MediaUnavailableError('size', `it is larger than ${limit} bytes, the most for its type.`);
}
/** Names only the host: the rest of an address may be what gives access to the file. */
function unavailable({ hostname }, problem, cause) {
    return new MediaUnavailableError('source', `${problem}, from ${hostname}.`, cause);
}
/** Our own error, as it was thrown or as undici wraps it if `publicLookup` refused an address. */
function refusalIn(error) {
    if (error instanceof MediaUnavailableError)
        return error;
    if (error instanceof AggregateError)
        return error.errors.map(refusalIn).find((found) => found !== undefined);
    return error instanceof Error && error.cause !== undefined ? refusalIn(error.cause) : undefined;
}
function headerOf({ headers }, name) {
    const value = headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
}
function nameIn({ pathname }) {
    const last = pathname.split('/').at(-1) ?? '';
    try {
        return decodeURIComponent(last);
    }
    catch {
        return last;
    }
}
