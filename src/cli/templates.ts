import { ConfigurationError } from '../core/errors.js';
import { meantIn } from '../core/meant.js';
import type { Command } from './command.js';
import { check } from './templates/check.js';
import { diff } from './templates/diff.js';
import { importExport } from './templates/import.js';
import { preview } from './templates/preview.js';
import { render } from './templates/render.js';
import type { Outcome, Subcommand } from './templates/subcommand.js';

const subcommands: readonly Subcommand[] = [check, importExport, diff, preview, render];
const program = 'botbuilder-adapter-clickatell templates';

export const templates: Command = {
  name: 'templates',
  summary: 'checks a catalogue, imports and compares exports of the portal, shows what templates look like',
  async run(args) {
    const { text, aside, isFine } = await runTemplates(args, process.stdin);
    process.stdout.write(text);
    if (aside) process.stderr.write(aside);
    if (!isFine) process.exitCode = 1;
  },
};

/** Runs a subcommand. Throws a `ClickatellAdapterError` that says what to do. */
export async function runTemplates(args: readonly string[], stdin: AsyncIterable<unknown>): Promise<Outcome> {
  const [name = '--help', ...rest] = args;
  if (name === '--help' || name === '-h') return { text: usage(), isFine: true };
  const subcommand = subcommands.find((each) => each.name === name);
  if (!subcommand) {
    const names = subcommands.map((each) => each.name);
    const all = names.map((each) => `"${each}"`).join(', ');
    throw new ConfigurationError(`templates has no command "${name}"${meantIn(name, names)}. These are: ${all}.`);
  }
  if (rest.includes('--help') || rest.includes('-h')) return { text: usageOf(subcommand), isFine: true };
  return subcommand.run(rest, stdin);
}

function usage(): string {
  const width = Math.max(...subcommands.map(({ name }) => name.length));
  const lines = subcommands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `${program} <command> [options]\n\n${lines.join('\n')}\n\n<command> --help tells its options.\n`;
}

function usageOf({ name, form, summary, options = '' }: Subcommand): string {
  return `${program} ${name} ${form}\n\n${summary.charAt(0).toUpperCase()}${summary.slice(1)}.\n\n${options}`;
}
