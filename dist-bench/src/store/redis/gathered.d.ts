/**
 * Gathers the requests of one turn of the event loop into one command. Under load, several callbacks arrive and several
 * turns end in the same turn of the loop.
 */
export declare class Gathered<In, Out> {
    #private;
    /** `send` resolves with one answer for each entry, in order. */
    constructor(send: (entries: readonly In[]) => Promise<readonly Out[]>, most?: number);
    add(entry: In): Promise<Out>;
}
