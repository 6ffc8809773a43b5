import { ActivityHandler, type Storage } from 'botbuilder';
/** The bot of all benchmarks: reads its state, answers once, writes its state. */
export declare class EchoBot extends ActivityHandler {
    constructor(storage: Storage);
}
