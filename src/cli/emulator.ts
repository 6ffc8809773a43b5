import { once } from 'node:events';
import { resolve } from 'node:path';
import { ConfigurationError } from '../core/errors.js';
import { isThisMachine } from '../core/thisMachine.js';
import { createEmulator } from '../emulator/index.js';
import { TemplateCatalog } from '../templates/catalog.js';
import { withSecret } from './callbackSecret.js';
import { type Command, readArgs } from './command.js';
import { envLines } from './envLines.js';

const usage = `botbuilder-adapter-clickatell emulator [options]

Starts an emulated Clickatell, WhatsApp phones and a page to use them, for any program that talks to the One API. Prints
what to put into the program's .env.

  --callback <url>    where your program takes callbacks, as http://127.0.0.1:3978/api/messages?key=<secret>; without a
                      secret in it, a new one is added; without --callback, none are sent
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
  const secured = withSecret(callback);
  const catalogue = templates === undefined ? [] : await TemplateCatalog.load(templates);
  const emulator = await createEmulator({ port, host });
  try {
    const { apiKey } = emulator.integrate({
      number,
      templates: catalogue,
      ...(callback !== undefined && { callbackUrl: secured.url }),
      ...(key !== undefined && { apiKey: key }),
    });
    const settings = {
      CLICKATELL_API_KEY: apiKey,
      WHATSAPP_NUMBER: number,
      CLICKATELL_BASE_URL: emulator.url,
      WEBHOOK_SECRET: secured.secret,
      ...(templates !== undefined && { TEMPLATES: resolve(templates) }),
    };
    process.stdout.write(greeting(emulator.url, callback, envLines(settings)));
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  } finally {
    await emulator.close();
  }
}

function greeting(url: string, callback: string | undefined, env: string): string {
  // Without the query and the password, of which one holds the secret: that is below.
  const { origin, pathname } = new URL(callback ?? url);
  return `
An emulated Clickatell is up. Ctrl+C ends it.

  the phones  ${url}/
  callbacks   ${callback === undefined ? 'none: give --callback <url>' : origin + pathname}

For the .env of your program (--key, and ?key= in --callback, make them the same the next time):

${env}
`;
}
