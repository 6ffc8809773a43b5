import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../core/errors.js';
import { personIdOf } from '../core/person.js';
import { type FindingsFile, findingsFile, findingsVersion, type NumberFindings } from './shape.js';

/**
 * What `npx botbuilder-adapter-clickatell doctor` found out about your integrations: which kinds of messages they take,
 * how many in one request, and how files are sent. Give it to the adapter, which then need not guess:
 *
 *     const findings = await Findings.load('clickatell.findings.json');
 *     const adapter = new ClickatellAdapter({ client, store, templates, webhookSecret, findings });
 */
export class Findings {
  readonly #numbers: ReadonlyMap<string, NumberFindings>;

  private constructor({ numbers }: FindingsFile) {
    this.#numbers = new Map(Object.entries(numbers).map(([number, found]) => [personIdOf(number), found]));
  }

  /** @throws ConfigurationError with every fault. */
  static parse(json: unknown): Findings {
    return new Findings(parseFindings(json, 'The findings'));
  }

  /** Reads the file that the doctor wrote. @throws ConfigurationError with every fault; also if there is no such file. */
  static async load(path: string): Promise<Findings> {
    const file = await readFindings(path);
    if (file) return new Findings(file);
    const command = `npx botbuilder-adapter-clickatell doctor --to <your test phone> --out ${path}`;
    throw new ConfigurationError(`There are no findings at ${path}. Make them with: ${command}`);
  }

  /** The business numbers that something is known of, in digits. */
  get numbers(): string[] {
    return [...this.#numbers.keys()];
  }

  /**
   * What was found out about a business number, however it is written.
   *
   * @param baseUrl If it is given, only what was found at this provider counts.
   */
  of(number: string, baseUrl?: string): NumberFindings | undefined {
    const found = this.#numbers.get(personIdOf(number));
    if (!found || baseUrl === undefined) return found;
    return new URL(found.baseUrl).origin === new URL(baseUrl).origin ? found : undefined;
  }
}

/** The file's content; `undefined` if there is no such file. @throws ConfigurationError if it cannot be used. */
export async function readFindings(path: string): Promise<FindingsFile | undefined> {
  let json: unknown;
  try {
    json = JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    const problem = error instanceof Error ? error.message : String(error);
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new ConfigurationError(`The findings at ${path}: the file ${what}: ${problem}`);
  }
  return parseFindings(json, `The findings at ${path}`);
}

function parseFindings(json: unknown, what: string): FindingsFile {
  const parsed = findingsFile.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map(({ path, message }) => `${what}: ${path.join('.') || 'the file'}: ${message}.`),
  );
}

/** A file that says nothing yet. */
export function noFindings(): FindingsFile {
  return { version: findingsVersion, numbers: {} };
}
