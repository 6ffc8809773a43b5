import type { Middleware, TurnContext } from 'botbuilder';
import type { TopicCatalog } from '../../consent/topics.js';
/**
 * Answers STOP and START, so that no dialog takes them for an answer. The channel has recorded them when the message
 * came. `ClickatellAdapter` runs it by itself, right before the bot's logic and after every other middleware.
 */
export declare class ConsentMiddleware implements Middleware {
    #private;
    constructor(topics: TopicCatalog);
    onTurn(context: TurnContext, next: () => Promise<void>): Promise<void>;
}
