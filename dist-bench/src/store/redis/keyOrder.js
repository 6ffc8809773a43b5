/**
 * Makes calls that touch the same keys wait for each other, in order, so that only other processes can come between.
 */
export class KeyOrder {
    #last = new Map();
    async run(keys, work) {
        const before = keys.flatMap((key) => this.#last.get(key) ?? []);
        const done = before.length > 0 ? Promise.allSettled(before).then(work) : work();
        // A failure goes to the call's own caller. The calls behind it only wait for its end.
        const over = done.then(() => { }, () => { });
        for (const key of keys)
            this.#last.set(key, over);
        try {
            return await done;
        }
        finally {
            for (const key of keys)
                if (this.#last.get(key) === over)
                    this.#last.delete(key);
        }
    }
}
