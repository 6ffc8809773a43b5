import type { Packed } from './packed.js';
import type { DecisionReport, HeldEnd } from './record.js';
type Facts = Omit<DecisionReport, 'sentence'>;
/** When the decision was made: about a message that was to leave then, or about one that has not been sent. */
interface Setting {
    readonly isForecast?: boolean;
    readonly wasFreeForm?: boolean;
    readonly isOnceMore?: boolean;
    readonly isFallback?: boolean;
    readonly times?: number;
    readonly lastAt?: number;
}
/** One paragraph that says what was decided, from what, and why then. */
export declare function sentenceOf(facts: Facts, setting?: Setting): string;
export declare function settingOf({ m, s, k, x, u }: Packed): Setting;
/** How a message ended that was held and never sent, as one more sentence; empty if it did not. */
export declare function endOf(ended: HeldEnd | undefined): string;
export {};
