import { systemClock } from '../core/clock.js';
import { ConfigurationError } from '../core/errors.js';
import { copyStore } from '../store/copy.js';
import { openStore } from '../store/open.js';
import { type Command, readArgs } from './command.js';

const usage = `botbuilder-adapter-clickatell store copy <from> <to>

Copies all that a store keeps to an empty one, for example before several processes share what one had:

  store copy lmdb:./data redis://127.0.0.1:6379/0

Stop the program before, and start it on the new store afterwards. The old one stays as it is.
`;

export const store: Command = {
  name: 'store',
  summary: 'copies what is kept to another store, as from LMDB to Redis',
  async run(args) {
    const { values, positionals } = readArgs(args, {
      options: { help: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [action, from, to, ...more] = positionals;
    if (values.help || action === undefined) process.stdout.write(usage);
    else if (action !== 'copy' || from === undefined || to === undefined || more.length > 0) {
      throw new ConfigurationError(
        'store: say what to copy where, as in: store copy lmdb:./data redis://127.0.0.1:6379/0',
      );
    } else await copy(from, to);
  },
};

async function copy(fromUrl: string, toUrl: string): Promise<void> {
  const from = await openStore(fromUrl);
  try {
    const to = await openStore(toUrl);
    try {
      const { values, scheduled } = await copyStore(from, to, systemClock);
      process.stdout.write(`Copied ${values} values and ${scheduled} scheduled messages.\n`);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
