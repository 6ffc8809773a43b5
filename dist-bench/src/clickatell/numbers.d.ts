import type { Addressed } from '../core/conversation.js';
import type { ClickatellClient } from './client.js';
/** Our business numbers, each with the client of its integration. The first is the default. */
export declare class Numbers {
    #private;
    constructor(clients: readonly ClickatellClient[]);
    get all(): string[];
    /**
     * Which of our numbers a callback means, as conversations write it; `undefined` for a number that is not ours. With a
     * single integration all callbacks are for us, however they write its number.
     */
    ours(number: string): string | undefined;
    clientFor(number: string): ClickatellClient;
    /** The number that a message goes out from. @throws InvalidInputError for one that is not ours. */
    from(number: string | undefined): string;
    /**
     * The conversation of one of our numbers with the person at an address.
     *
     * @param field The field of the caller's input that has the address.
     * @throws InvalidInputError for an address that nothing can be sent to, and for one of our own numbers.
     */
    conversation(written: string, business: string | undefined, field: string): Addressed;
    /** @throws InvalidInputError for a person who is one of our own numbers. `field`: of the caller's input. */
    refuseOurs(person: string, field: string): void;
}
