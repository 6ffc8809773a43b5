import { ConfigurationError } from '../../core/errors.js';
const longestMs = 15_000;
/** All that the page may call of the program. */
const calls = /^(?:POST notifications|GET notifications\/[^/]+|GET tickets|POST tickets\/[^/]+\/resolve|GET decisions|GET costs)$/;
export function checkProgram({ apiUrl }) {
    if (URL.canParse(apiUrl) && /^https?:/.test(apiUrl))
        return;
    throw new ConfigurationError('The apiUrl of the program that the emulator shows must be an http:// address.');
}
/** Calls the program's API for the page, because a browser may not. `path` is what follows `/_emulator/program/`. */
export async function callProgram(program, method, path, search, body) {
    if (!program)
        return { status: 404, json: { error: 'No program with an API has registered with the emulator.' } };
    if (method === 'GET' && path === 'token')
        return { status: 200, json: { token: program.token } };
    if (!calls.test(`${method} ${path}`))
        return { status: 404, json: { error: 'The page calls no such path.' } };
    try {
        const answer = await fetch(`${program.apiUrl.replace(/\/$/, '')}/api/${path}${search}`, {
            method,
            headers: { authorization: `Bearer ${program.token}`, 'content-type': 'application/json' },
            signal: AbortSignal.timeout(longestMs),
            redirect: 'error',
            ...(method === 'POST' && { body: new Uint8Array(body) }),
        });
        return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
    }
    catch {
        return { status: 502, json: { error: `${program.name} does not answer at ${program.apiUrl}.` } };
    }
}
