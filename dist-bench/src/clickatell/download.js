import { createHash } from 'node:crypto';
import { pipeline, Transform } from 'node:stream';
import { errors as httpErrors, Pool } from 'undici';
import { ClickatellAdapterError, DownloadFailedError, ForeignMediaError, MediaHashError, MediaTooLargeError, } from '../core/errors.js';
import { parseAnswer } from './http.js';
import { classifyFailure } from './media.js';
import { RetryLater, withRetry } from './retry.js';
const MB = 1024 * 1024;
/** Far more than an error of this API has. */
const longestErrorBytes = 64 * 1024;
/** Downloads files that people sent, with the key, and only from the provider. */
export class Downloader {
    #origin;
    #pool;
    #options;
    constructor(options) {
        this.#origin = new URL(options.baseUrl).origin;
        // No limit on connections: a file that is not being read must not delay the others.
        this.#pool = new Pool(this.#origin, { headersTimeout: 0, bodyTimeout: 0, connectTimeout: options.timeoutMs });
        this.#options = options;
    }
    /** Rejects with `ForeignMediaError`, `MediaTooLargeError` or `DownloadFailedError`. Follows no redirect. */
    async download(url, { maxBytes = 100 * MB, sha256 } = {}) {
        const target = URL.canParse(url) ? new URL(url) : undefined;
        if (target?.origin !== this.#origin)
            throw new ForeignMediaError();
        const { timeoutMs } = this.#options;
        const limit = new AbortController();
        const timer = setTimeout(() => {
            limit.abort(new DownloadFailedError(`time-out after ${timeoutMs} ms`));
        }, timeoutMs);
        try {
            const { headers, body } = await this.#open(target.pathname + target.search, limit.signal);
            const length = Number(headers['content-length'] ?? Number.NaN);
            if (length > maxBytes) {
                body.on('error', () => { }).destroy();
                throw new MediaTooLargeError(maxBytes);
            }
            const checked = checks(maxBytes, sha256);
            // A reader gets the error by reading. Without this listener, an error without a reader would end the process.
            checked.on('error', () => { });
            const stream = pipeline(body, checked, () => clearTimeout(timer));
            const byteSize = Number.isNaN(length) ? undefined : length;
            return { contentType: textOf(headers['content-type']), byteSize, stream };
        }
        catch (error) {
            clearTimeout(timer);
            throw error;
        }
    }
    /** Stops the downloads under way. */
    async close() {
        await this.#pool.destroy(new DownloadFailedError('the client is closed.'));
    }
    async #open(path, signal) {
        let problem = 'the client is closed.';
        const once = async () => {
            const answer = await this.#request(path, signal).catch((error) => {
                signal.throwIfAborted();
                problem = error instanceof Error && 'code' in error ? String(error.code) : 'the connection failed';
                // undici's parser error contains bytes of the answer, and a server may have echoed our key.
                throw new RetryLater(problem, error instanceof httpErrors.HTTPParserError ? {} : { cause: error });
            });
            if (answer.statusCode === 200)
                return answer;
            const outcome = classifyFailure(await this.#errorIn(answer), answer.statusCode);
            if (outcome.kind === 'refused')
                throw new DownloadFailedError(outcome.description, { code: outcome.code });
            problem = outcome.problem;
            throw new RetryLater(problem, outcome);
        };
        const { retry, closing } = this.#options;
        try {
            return await withRetry(once, { ...retry, signals: [closing, signal] });
        }
        catch (error) {
            if (error instanceof DownloadFailedError)
                throw error;
            throw new DownloadFailedError(problem, { cause: error });
        }
    }
    async #request(path, signal) {
        const began = performance.now();
        let status = 0;
        try {
            const headers = { authorization: this.#options.apiKey, accept: '*/*' };
            const answer = await this.#pool.request({ method: 'GET', path, headers, signal });
            status = answer.statusCode;
            return answer;
        }
        finally {
            this.#options.observe?.({ kind: 'request', status, durationMs: performance.now() - began, messages: 0 });
        }
    }
    async #errorIn({ body }) {
        const chunks = [];
        let length = 0;
        try {
            for await (const data of body) {
                const chunk = data;
                chunks.push(chunk);
                length += chunk.length;
                if (length > longestErrorBytes)
                    return undefined;
            }
        }
        catch {
            return undefined;
        }
        return parseAnswer(Buffer.concat(chunks).toString(), this.#options.apiKey);
    }
}
/** Passes the bytes on, and fails if there are too many or if, at the end, their hash is wrong. */
function checks(maxBytes, sha256) {
    const expected = sha256 === undefined ? undefined : hexOf(sha256);
    const hash = createHash('sha256');
    let length = 0;
    return new Transform({
        transform(chunk, _encoding, done) {
            length += chunk.length;
            if (length > maxBytes)
                return done(new MediaTooLargeError(maxBytes));
            if (expected !== undefined)
                hash.update(chunk);
            done(null, chunk);
        },
        flush(done) {
            done(expected !== undefined && hash.digest('hex') !== expected ? new MediaHashError() : null);
        },
        destroy(error, done) {
            const isOurs = error === null || error instanceof ClickatellAdapterError;
            done(isOurs ? error : new DownloadFailedError('it broke off', { cause: error }));
        },
    });
}
/** Clickatell's samples have hex, WhatsApp's base64. A hash in any other form is not checked. */
function hexOf(sha256) {
    if (/^[0-9a-f]{64}$/i.test(sha256))
        return sha256.toLowerCase();
    return /^[\w+/-]{43}=?$/.test(sha256) ? Buffer.from(sha256, 'base64').toString('hex') : undefined;
}
function textOf(header) {
    return typeof header === 'string' ? header : (header?.[0] ?? '');
}
