#!/usr/bin/env node
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ClickatellAdapterError, ConfigurationError } from './core/errors.js';
import { isThisMachine } from './core/thisMachine.js';
import { createEmulator } from './emulator/index.js';
import { TemplateCatalog } from './templates/catalog.js';
const usage = `botbuilder-adapter-clickatell emulator [options]

Starts an emulated Clickatell, WhatsApp phones and a page to use them, for any program that talks to the One API.

  --callback <url>    where your program takes callbacks, its secret and all; without it, none are sent
  --number <digits>   the business number (27110000001)
  --key <key>         the integration's API key (a new one)
  --templates <file>  the approved templates, as a JSON catalogue (none)
  --port <port>       where it listens (3979; 0 is any free one)
  --host <address>    and on which address of this machine (127.0.0.1)
  --help              this text
`;
const options = {
    callback: { type: 'string' },
    number: { type: 'string', default: '27110000001' },
    key: { type: 'string' },
    templates: { type: 'string' },
    port: { type: 'string', default: '3979' },
    host: { type: 'string', default: '127.0.0.1' },
    help: { type: 'boolean', default: false },
};
try {
    const { values, positionals } = read(process.argv.slice(2));
    if (values.help || positionals.length === 0)
        process.stdout.write(usage);
    else if (positionals.join(' ') === 'emulator')
        await emulate(values);
    else
        throw new ConfigurationError(`There is no command "${positionals.join(' ')}": there is "emulator".`);
}
catch (error) {
    if (!(error instanceof ClickatellAdapterError))
        throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
}
function read(args) {
    try {
        return parseArgs({ args, options, allowPositionals: true });
    }
    catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        throw new ConfigurationError(`${problem}\n--help tells what there is.`);
    }
}
async function emulate(values) {
    const { callback, number, key, templates, host } = values;
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new ConfigurationError('--port: must be a number from 0 to 65535.');
    }
    if (!isThisMachine(host)) {
        throw new ConfigurationError('--host: must be this machine, as 127.0.0.1 or localhost: whoever reaches the emulator can write to your program ' +
            'in anybody’s name, and read what it answers.');
    }
    const catalogue = templates === undefined ? [] : await TemplateCatalog.load(templates);
    const emulator = await createEmulator({ port, host });
    try {
        const { apiKey } = emulator.integrate({
            number,
            templates: catalogue,
            ...(callback !== undefined && { callbackUrl: callback }),
            ...(key !== undefined && { apiKey: key }),
        });
        process.stdout.write(greeting(emulator.url, { number, apiKey, callback }));
        await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    }
    finally {
        await emulator.close();
    }
}
function greeting(url, line) {
    const { number, apiKey, callback } = line;
    // Without the query, which may hold the secret.
    const { origin, pathname } = new URL(callback ?? url);
    return `
An emulated Clickatell is up. Ctrl+C ends it.

  the phones  ${url}/
  base URL    ${url}
  API key     ${apiKey}
  number      ${number}
  callbacks   ${callback === undefined ? 'none: give --callback <url>' : origin + pathname}

`;
}
