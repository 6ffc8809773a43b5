import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ConfigurationError } from '../core/errors.js';

/** A command of `npx botbuilder-adapter-clickatell`. */
export interface Command {
  readonly name: string;
  /** What it is for, in one line. */
  readonly summary: string;
  /**
   * Takes what comes after the command's name, and the environment. Throws a `ClickatellAdapterError` that says what to
   * do.
   */
  run(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<void>;
}

/** The text of `--help`. */
export function help(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `botbuilder-adapter-clickatell <command> [options]\n\n${lines.join('\n')}\n\n<command> --help tells its options.\n`;
}

/** Reads a command's options. Throws a `ConfigurationError` for what is not one of them. */
export function readArgs<Config extends ParseArgsConfig>(
  args: readonly string[],
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs<Config>({ ...config, args: [...args] });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${problem}\n--help tells what there is.`);
  }
}
