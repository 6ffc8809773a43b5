import { conversationId } from '../core/conversation.js';
import { Table } from '../store/table.js';
/**
 * A list for each conversation, whose length stands in the window's record: a turn, which reads that anyway, knows of
 * the list without a further read.
 */
export class CountedList {
    #lists;
    #tracker;
    #count;
    constructor(store, tracker, namespace, count) {
        this.#lists = new Table(store, namespace);
        this.#tracker = tracker;
        this.#count = count;
    }
    async read(lane) {
        return (await this.#lists.read(lane)) ?? [];
    }
    /** Like `read`, with the turn's staged writes applied. */
    async readIn(lease, lane) {
        return (await this.#lists.readIn(lease, lane)) ?? [];
    }
    /**
     * Changes the list: with the turn's end, or at once if the lease is another conversation's. `more` is written in the same
     * commit.
     */
    async change(conversation, lease, change, more = []) {
        const lane = conversationId(conversation);
        let length = 0;
        const list = this.#lists.change(lane, (current = []) => {
            const next = change(current);
            length = next.length;
            return length > 0 ? next : undefined;
        });
        const writes = [list, this.#tracker.countWrite(conversation, this.#count, () => length), ...more];
        if (lease.lane === lane)
            for (const write of writes)
                lease.stage(write);
        else
            await this.#lists.commit(writes);
    }
}
