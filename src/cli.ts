#!/usr/bin/env node
import { type Command, help } from './cli/command.js';
import { doctor } from './cli/doctor.js';
import { emulator } from './cli/emulator.js';
import { store } from './cli/store.js';
import { templates } from './cli/templates.js';
import { ClickatellAdapterError, ConfigurationError } from './core/errors.js';

const commands: readonly Command[] = [emulator, doctor, templates, store];

const [name = '--help', ...args] = process.argv.slice(2);

try {
  if (name === '--help' || name === '-h') process.stdout.write(help(commands));
  else await commandOf(name).run(args, process.env);
} catch (error) {
  if (!(error instanceof ClickatellAdapterError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function commandOf(wanted: string): Command {
  const command = commands.find(({ name }) => name === wanted);
  if (command) return command;
  const all = commands.map(({ name }) => `"${name}"`).join(', ');
  throw new ConfigurationError(`There is no command "${wanted}". These are: ${all}.`);
}
