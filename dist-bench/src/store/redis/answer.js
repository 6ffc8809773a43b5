import { StoreError } from '../../core/errors.js';
/** A script's answer: a flat list of texts and numbers, read from start to end. */
export class Answer {
    #values;
    #position = 0;
    constructor(answer) {
        this.#values = Array.isArray(answer) ? answer : [answer];
    }
    get isAtEnd() {
        return this.#position >= this.#values.length;
    }
    /** The next value, without moving on. */
    peek() {
        return this.#values[this.#position];
    }
    text() {
        const value = this.#values[this.#position];
        this.#position += 1;
        if (typeof value === 'string')
            return value;
        if (typeof value === 'number')
            return String(value);
        throw new StoreError('Redis answered something other than what its script does.');
    }
    number() {
        const value = this.#values[this.#position];
        this.#position += 1;
        const number = typeof value === 'string' && value !== '' ? Number(value) : value;
        if (typeof number === 'number' && !Number.isNaN(number))
            return number;
        throw new StoreError('Redis answered something other than what its script does.');
    }
}
