import { ConfigurationError, InvalidInputError } from '../core/errors.js';
import { addressOf, isAddress, personIdOf, personOf } from '../core/person.js';
/** Our business numbers, each with the client of its integration. The first is the default. */
export class Numbers {
    #first;
    /** By `keyOf` their number. */
    #clients;
    constructor(clients) {
        const [first] = clients;
        if (!first)
            throw new ConfigurationError('client: the adapter needs at least one ClickatellClient.');
        this.#first = first;
        this.#clients = new Map(clients.map((client) => [keyOf(client.number), client]));
        if (this.#clients.size < clients.length) {
            throw new ConfigurationError('client: two clients have the same number; each number needs one.');
        }
    }
    get all() {
        return [...this.#clients.values()].map(({ number }) => number);
    }
    /**
     * Which of our numbers a callback means, as conversations write it; `undefined` for a number that is not ours. With a
     * single integration all callbacks are for us, however they write its number.
     */
    ours(number) {
        const client = this.#clients.get(keyOf(number)) ?? (this.#clients.size === 1 ? this.#first : undefined);
        return client?.number;
    }
    clientFor(number) {
        const client = this.#clients.get(keyOf(number)) ?? (this.#clients.size === 1 ? this.#first : undefined);
        if (client)
            return client;
        throw foreign();
    }
    /** The number that a message goes out from. @throws InvalidInputError for one that is not ours. */
    from(number) {
        if (number === undefined)
            return this.#first.number;
        const client = typeof number === 'string' ? this.#clients.get(keyOf(number)) : undefined;
        if (client)
            return client.number;
        throw foreign();
    }
    /**
     * The conversation of one of our numbers with the person at an address.
     *
     * @param field The field of the caller's input that has the address.
     * @throws InvalidInputError for an address that nothing can be sent to, and for one of our own numbers.
     */
    conversation(written, business, field) {
        const address = typeof written === 'string' ? addressOf(written) : '';
        if (!isAddress(address))
            throw new InvalidInputError(field, 'must be an international number in digits, or a user id');
        const person = personOf(address);
        this.refuseOurs(person, field);
        return { business: this.from(business), person, ...(address !== person && { address }) };
    }
    /** @throws InvalidInputError for a person who is one of our own numbers. `field`: of the caller's input. */
    refuseOurs(person, field) {
        if (!this.#clients.has(person))
            return;
        const problem = 'is one of our own numbers, and a number cannot write to itself: give a person';
        throw new InvalidInputError(field, problem);
    }
}
/** The same for every way to write a number. */
function keyOf(number) {
    return personIdOf(number);
}
function foreign() {
    return new InvalidInputError('from', 'must be one of the numbers that the adapter has a client for');
}
