import { once } from 'node:events';
import { ConfigurationError } from '../core/errors.js';
import { isThisMachine } from '../core/thisMachine.js';
import { checkProgram } from './control/program.js';
import { changePhone, setFault, setTemplate, shownOn } from './control/routes.js';
import { createWorld } from './createWorld.js';
import { say } from './people/say.js';
import { iso } from './people/view.js';
import { serve } from './server.js';
/**
 * Starts an emulator: Clickatell's routes under `/v1`, a page at `/`, a control plane under `/_emulator/`.
 * Rejects with `ConfigurationError` if an integration is wrong or the port is taken.
 *
 *     const emulator = await createEmulator({ integrations: [{ number: '27110000001', callbackUrl, templates }] });
 *     await emulator.say({ from: '27820000001', text: 'Hi' });
 */
export async function createEmulator(options = {}) {
    const world = createWorld(options);
    const memory = world.memory;
    if (memory)
        await recall(world, memory);
    if (options.program)
        connect(world, options.program);
    for (const integration of options.integrations ?? [])
        world.integrations.set(integration);
    const { host = '127.0.0.1', port = 0 } = options;
    const server = serve(world);
    const listening = once(server, 'listening');
    server.listen(port, host);
    await listening.catch((error) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ConfigurationError(`The emulator cannot listen on ${host}:${port}: ${reason}.`);
    });
    world.url = urlOf(host, server.address());
    const stopWatching = world.clock.onMove(() => {
        world.events.emit({ type: 'clock', now: iso(world.clock.now()), offsetMs: world.clock.offset });
        memory?.changed();
    });
    return {
        url: world.url,
        clock: world.clock,
        integrate: (integration) => world.integrations.set(integration),
        say: (said) => say(world, said),
        chat: (from, to) => shownOn(world, from, to),
        person: (from, change) => changePhone(world, { from, ...change }),
        connect: (program) => connect(world, program),
        explain: (clientMessageId, explanation) => explain(world, clientMessageId, explanation),
        fault: (kind, count = 1) => void setFault(world, { kind, count }),
        template: (name, state, at = 'submit') => void setTemplate(world, { name, state, at }),
        settled: () => world.delivery.settled(),
        reset: world.reset,
        async close() {
            stopWatching();
            world.callbacks.drop();
            const closed = once(server, 'close');
            server.close();
            server.closeAllConnections();
            await closed;
            await memory?.flush();
        },
        violations: world.violations,
        requests: world.requests,
        get latency() {
            return world.latency;
        },
        set latency(ms) {
            world.latency = ms;
        },
    };
}
function connect(world, program) {
    checkProgram(program);
    if (!isThisMachine(world.host)) {
        throw new ConfigurationError('host: must be this machine, as 127.0.0.1 or localhost, for an emulator that is given a program’s token: ' +
            'whoever reaches the page can use it.');
    }
    world.program = program;
    world.events.emit({ type: 'setup' });
}
function explain(world, clientMessageId, explanation) {
    const { to } = explanation;
    const after = to && world.chats.chat(to)?.messages.at(-1)?.id;
    const at = world.clock.now();
    world.explanations.add({ ...explanation, clientMessageId, at, ...(after !== undefined && { after }) });
}
async function recall(world, memory) {
    const { offsetMs, integrations, persons, chats } = await memory.load();
    world.clock.advance(offsetMs - world.clock.offset);
    world.integrations.recall(integrations);
    world.chats.restore(persons, chats);
}
function urlOf(host, address) {
    const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    const port = typeof address === 'object' ? address?.port : undefined;
    return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port ?? 80}`;
}
