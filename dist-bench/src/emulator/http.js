/** The answer to a request that fails as a whole. */
export function wireFailure(error, status = error.http) {
    const { code, description } = error;
    return { status, json: { error: { code, description } } };
}
export function write(res, answer) {
    // The client is gone, or is never to be answered.
    if (res.destroyed || answer.instead === 'hang') {
        answer.after?.();
        return;
    }
    if (answer.after)
        res.once('close', answer.after);
    if (answer.instead === 'destroy') {
        res.destroy();
        return;
    }
    const body = answer.bytes ?? JSON.stringify(answer.json ?? {});
    res.writeHead(answer.status, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...answer.headers,
    });
    res.end(body);
}
/** The request's body; `undefined` if it is longer than the limit. The rest is then read and discarded. */
export function readBody(req, limitBytes) {
    return new Promise((resolve, reject) => {
        const chunks = [];
        let length = 0;
        req.on('data', (chunk) => {
            length += chunk.length;
            if (length <= limitBytes)
                chunks.push(chunk);
            else {
                chunks.length = 0;
                resolve(undefined);
            }
        });
        req.once('end', () => resolve(Buffer.concat(chunks)));
        req.once('error', reject);
    });
}
/** The body as JSON; `undefined` if it is not JSON. */
export function jsonOf(body) {
    try {
        const parsed = JSON.parse(body.toString('utf8'));
        return parsed;
    }
    catch {
        return undefined;
    }
}
/** Percent-encoded text, decoded; returned as it is if it is not well-formed. */
export function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
