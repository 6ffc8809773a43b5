import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import type { ClickatellClient } from './client.js';

/** Our business numbers, each with the client of its integration. The first is the default. */
export class Numbers {
  readonly #first: ClickatellClient;
  readonly #clients: ReadonlyMap<string, ClickatellClient>;

  constructor(clients: readonly ClickatellClient[]) {
    const [first] = clients;
    if (!first) throw new ConfigurationError('client: the adapter needs at least one ClickatellClient.');
    this.#first = first;
    this.#clients = new Map(clients.map((client) => [client.number, client]));
    if (this.#clients.size < clients.length) {
      throw new ConfigurationError('client: two clients have the same number; each number needs one.');
    }
  }

  get all(): string[] {
    return [...this.#clients.keys()];
  }

  /**
   * Whether a message to this number is for us. With a single integration all callbacks are, however they write its
   * number; with several, the number has to be one of ours.
   */
  isOurs(number: string): boolean {
    return this.#clients.size === 1 || this.#clients.has(number);
  }

  clientFor(number: string): ClickatellClient {
    const client = this.#clients.get(number) ?? (this.isOurs(number) ? this.#first : undefined);
    if (client) return client;
    throw foreign();
  }

  /** The number that a message goes out from. @throws InvalidInputError for one that is not ours. */
  from(number: string | undefined): string {
    if (number === undefined) return this.#first.number;
    if (this.#clients.has(number)) return number;
    throw foreign();
  }
}

function foreign(): InvalidInputError {
  return new InvalidInputError('from', 'must be one of the numbers that the adapter has a client for');
}
