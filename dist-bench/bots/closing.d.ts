import type { TurnContext } from 'botbuilder';
/** What a bot says shortly before the customer service window closes, while it can still say it in its own words. */
export interface ClosingWords {
    /** Whether something is unfinished in the turn's conversation. */
    isUnfinished(context: TurnContext): Promise<boolean>;
    say(context: TurnContext): Promise<void>;
}
/** How long before the window closes. */
export declare const closingMinutes = 30;
