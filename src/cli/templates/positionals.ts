import { ConfigurationError } from '../../core/errors.js';

/**
 * The arguments of a subcommand that are no options. A name that ends in `?` may be left out.
 *
 * @throws ConfigurationError if one is missing, or there is one too many.
 */
export function positionalsOf(given: readonly string[], ...names: readonly string[]): readonly (string | undefined)[] {
  const missing = names.find((name, index) => !name.endsWith('?') && given[index] === undefined);
  if (missing !== undefined) throw new ConfigurationError(`<${missing}> is missing. --help tells what there is.`);
  const extra = given[names.length];
  if (extra !== undefined)
    throw new ConfigurationError(`"${extra}" is one argument too many. --help tells what there is.`);
  return given;
}
