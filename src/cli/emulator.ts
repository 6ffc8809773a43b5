import { once } from 'node:events';
import { ConfigurationError } from '../core/errors.js';
import { isThisMachine } from '../core/thisMachine.js';
import { createEmulator } from '../emulator/index.js';
import { TemplateCatalog } from '../templates/catalog.js';
import { type Command, readArgs } from './command.js';

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
} as const;

export const emulator: Command = {
  name: 'emulator',
  summary: 'a Clickatell on this machine, with phones and a page to use them',
  async run(args) {
    const { values } = readArgs(args, { options });
    if (values.help) process.stdout.write(usage);
    else await emulate(values);
  },
};

type Values = ReturnType<typeof readArgs<{ options: typeof options }>>['values'];

async function emulate(values: Values): Promise<void> {
  const { callback, number, key, templates, host } = values;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new ConfigurationError('--port: must be a number from 0 to 65535.');
  }
  if (!isThisMachine(host)) {
    throw new ConfigurationError(
      '--host: must be this machine, as 127.0.0.1 or localhost: whoever reaches the emulator can write to your program ' +
        'in anybody’s name, and read what it answers.',
    );
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
  } finally {
    await emulator.close();
  }
}

function greeting(url: string, line: { number: string; apiKey: string; callback: string | undefined }): string {
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
