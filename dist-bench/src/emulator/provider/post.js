import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { decoded } from '../http.js';
const httpAgent = new HttpAgent({ keepAlive: true });
const httpsAgent = new HttpsAgent({ keepAlive: true });
/**
 * Posts JSON. Resolves with the answer's HTTP status after its body was read and discarded. A URL's `user:password` is
 * sent as HTTP Basic. Redirects are not followed. Rejects if no complete answer comes.
 */
export function post(url, body, signal) {
    const secure = url.protocol === 'https:';
    const options = {
        method: 'POST',
        agent: secure ? httpsAgent : httpAgent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        ...(url.username + url.password !== '' && { auth: `${decoded(url.username)}:${decoded(url.password)}` }),
        signal,
    };
    return new Promise((resolve, reject) => {
        const sent = (secure ? httpsRequest : httpRequest)(url, options, (answer) => {
            answer.once('end', () => resolve(answer.statusCode ?? 0));
            answer.once('error', reject);
            answer.resume();
        });
        sent.once('error', reject);
        sent.end(body);
    });
}
