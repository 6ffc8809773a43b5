import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
/** Who writes, and to which of our numbers. */
export interface Who {
    person: string;
    business: string;
    name?: string;
}
export type WhoIs = (context: TurnContext) => Promise<Who>;
/** Reads it from the turn. The name is remembered, because not every message has one. */
export declare function whoIs(remembered: StatePropertyAccessor<string>): WhoIs;
