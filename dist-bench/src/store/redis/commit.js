import { parseValue, stringifyValue } from './json.js';
/** Instead of a new text: the key's value is only compared and stays as it is. */
const unchanged = '=';
const nothing = { raw: '', value: undefined };
/**
 * The writes of one atomic commit. Changes are evaluated here on the values that the keys are believed to have. Redis
 * writes them only if this is true; otherwise it returns the actual values, and the commit is evaluated and sent again.
 */
export class Commit {
    #guesses;
    #entries = new Map();
    #writes;
    #prefix;
    constructor(writes, prefix, guesses) {
        this.#writes = writes;
        this.#prefix = prefix;
        this.#guesses = guesses;
        for (const write of writes) {
            const entry = this.#entries.get(write.key);
            if (entry)
                entry.writes.push(write);
            else
                this.#entries.set(write.key, this.#entryOf(write));
        }
    }
    /** The keys that must be read first. Pass their values to `know`. */
    get unread() {
        const unread = [];
        for (const { key, current } of this.#entries.values()) {
            if (current && this.#guesses.mustLook(key))
                unread.push(key);
        }
        return unread;
    }
    /** Whether the script has anything to do. */
    get isNeeded() {
        for (const { current, isGuess, next } of this.#entries.values()) {
            if (current === undefined || isGuess || next.raw !== current.raw)
                return true;
        }
        return false;
    }
    know(key, raw) {
        const entry = this.#entries.get(key);
        const known = { raw, value: parseValue(raw) };
        this.#guesses.note(key, known);
        if (!entry)
            return;
        entry.current = known;
        entry.isGuess = false;
    }
    /**
     * Evaluates the changes. If one throws on a guessed value, returns its key, so that it is read and evaluated again.
     * If a change throws on an actual value, so does this.
     */
    evaluate() {
        for (const entry of this.#entries.values()) {
            try {
                evaluate(entry);
            }
            catch (error) {
                if (entry.isGuess)
                    return entry.key;
                throw error;
            }
        }
        return undefined;
    }
    /** The arguments of the scripts: how many entries, and five for each: key, how, ms to keep, expected, next. */
    args(to) {
        to.push(String(this.#entries.size));
        for (const { key, current, next, ttlMs } of this.#entries.values()) {
            const isSame = current !== undefined && next.raw === current.raw;
            const how = current === undefined ? 's' : 'c';
            const ms = ttlMs ? String(Math.ceil(ttlMs)) : '';
            to.push(this.#prefix + key, how, ms, current?.raw ?? '', isSame ? unchanged : next.raw);
        }
    }
    /**
     * Reads which keys had other values than expected. Returns whether there were none, which means the commit is done.
     */
    read(answer) {
        const count = answer.number();
        const keys = count > 0 ? [...this.#entries.keys()] : [];
        for (let index = 0; index < count; index += 1) {
            const key = keys[answer.number()];
            const raw = answer.text();
            if (key !== undefined)
                this.know(key, raw);
        }
        return count === 0;
    }
    /** Call this once all is written. Calls the writes' hooks, and returns the value under the key of each write. */
    done() {
        for (const { key, current, isGuess, next } of this.#entries.values()) {
            this.#guesses.note(key, next, current !== undefined && isGuess);
        }
        return this.#writes.map(({ key, onStored }) => {
            const stored = this.#entries.get(key)?.next.value;
            onStored?.(stored);
            return stored;
        });
    }
    /** Forgets the guesses, because it is not known whether the commit was done. */
    forget() {
        for (const key of this.#entries.keys())
            this.#guesses.forget(key);
    }
    #entryOf(write) {
        const isChange = 'change' in write;
        // An unknown key is guessed to have no value. A wrong guess costs no more than reading first.
        const current = isChange ? (this.#guesses.at(write.key) ?? nothing) : undefined;
        return { key: write.key, writes: [write], current, isGuess: isChange, next: nothing, ttlMs: write.ttlMs };
    }
}
function evaluate(entry) {
    let value = entry.current?.value;
    for (const write of entry.writes) {
        const next = 'change' in write ? write.change(value) : write.value;
        if (!('change' in write) || next !== value)
            entry.ttlMs = write.ttlMs;
        value = next;
    }
    const isSame = entry.current !== undefined && value === entry.current.value;
    entry.next = isSame && entry.current ? entry.current : { raw: stringifyValue(value), value };
}
