import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
/** Starts one of this folder's programs; resolves when it listens. */
export async function start(program, options, execArgv = []) {
    const path = fileURLToPath(new URL(program, import.meta.url));
    const child = fork(path, [JSON.stringify(options)], { execArgv: [...process.execArgv, ...execArgv] });
    const pending = new Map();
    let calls = 0;
    const ask = (verb, question) => new Promise((resolve, reject) => {
        const id = calls++;
        pending.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
        child.send({ id, verb, question });
    });
    child.on('message', (answer) => {
        pending.get(answer.id)?.(answer);
        pending.delete(answer.id);
    });
    child.on('exit', (code) => {
        for (const [id, answer] of pending)
            answer({ id, error: `${program} has ended with ${code}.` });
        pending.clear();
    });
    const url = await ask('url');
    return { url: String(url), ask, stop: () => stop(child, ask), kill: () => kill(child) };
}
async function kill(child) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
}
async function stop(child, ask) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await ask('stop');
    child.disconnect();
    await ended;
}
/** In a program that `start` has started: answers what it is asked. */
export function serve(verbs) {
    process.on('message', async ({ id, verb, question }) => {
        let answer;
        try {
            answer = { id, value: await verbs[verb]?.(question) };
        }
        catch (error) {
            answer = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
        }
        process.send?.(answer);
    });
    // Also when whoever asked has died.
    process.on('disconnect', () => process.exit());
}
