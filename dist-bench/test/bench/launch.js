import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { megabytes } from './usage.js';
const main = fileURLToPath(new URL('../../bots/main.js', import.meta.url));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const settings = { PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' };
/** The bots as they are built. */
export async function launch(storeUrl, restMs) {
    const program = spawnIn(process.execPath, [main], { STORE_URL: storeUrl });
    return whileUp(program, async (begun) => {
        await ready(program);
        const readyMs = performance.now() - begun;
        const cpuMs = await cpuMsOf(program.pid);
        await wait(restMs);
        const restBytes = await residentBytes(program.pid);
        return {
            'ready ms': readyMs,
            ...(cpuMs !== undefined && { 'CPU ms until ready': cpuMs }),
            ...(restBytes !== undefined && { 'at rest MB': megabytes(restBytes) }),
        };
    });
}
/** As somebody does who tries the bots. */
export async function launchNpmStart(storeUrl) {
    const program = spawnIn('npm', ['start'], { STORE_URL: storeUrl });
    return whileUp(program, async (begun) => {
        await ready(program);
        return { 'ready ms': performance.now() - begun };
    });
}
/** A script that prints where it listens as the bots do. */
export async function launchScript(script) {
    const program = spawnIn(process.execPath, ['--input-type=module', '--eval', script], {});
    return whileUp(program, async (begun) => {
        await printedUrl(program);
        return { 'ready ms': performance.now() - begun };
    });
}
/** In a process group of its own, which ends as a whole: npm starts a shell, and the shell the bots. */
function spawnIn(command, args, own) {
    const { CLICKATELL_API_KEY: _, PATH = '', ...environment } = process.env;
    // npm start shall find the Node.js that runs the benchmark.
    const path = `${dirname(process.execPath)}${delimiter}${PATH}`;
    return spawn(command, args, {
        cwd: root,
        env: { ...environment, ...settings, ...own, PATH: path },
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
    });
}
async function whileUp(program, use) {
    const begun = performance.now();
    const ended = new Promise((resolve) => program.once('close', resolve));
    try {
        return await use(begun);
    }
    finally {
        if (program.pid !== undefined && program.exitCode === null)
            process.kill(-program.pid, 'SIGTERM');
        program.stdout?.resume();
        await ended;
    }
}
async function ready(program) {
    const url = await printedUrl(program);
    while ((await fetch(`${url}/readyz`)).status !== 200)
        await wait(5);
}
async function printedUrl({ stdout }) {
    let said = '';
    for await (const chunk of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
        said += chunk;
        const url = /API\s+(\S+)\/api\s/.exec(said)?.[1];
        if (url !== undefined)
            return url;
    }
    throw new Error('The program ended before it was ready.');
}
/** User and system time of the process, if there is a /proc to ask. */
async function cpuMsOf(pid) {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
    // proc(5): fields 14 and 15 in ticks of 10 ms; the fields after the name, which may hold blanks, begin with the third.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields && (Number(fields[11]) + Number(fields[12])) * 10;
}
/** What /proc says of the process, if there is one. */
async function residentBytes(pid) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
