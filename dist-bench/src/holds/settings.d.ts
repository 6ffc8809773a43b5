/** How messages are held until the person writes. */
export interface HoldSettings {
    /** How many are held for one person. Further ones are refused. Default 20. */
    readonly most: number;
    /** For how long, in ms. Default 7 days. */
    readonly keptMs: number;
    /** How long after a template that asks the person to answer no other one leaves, in ms. Default 24 hours. */
    readonly coolDownMs: number;
    /** Whether what was held leaves before the bot's answer to what the person wrote, or after it. Default `before`. */
    readonly release: 'before' | 'after';
}
/** Completes the settings. `faults`: what is wrong with them, a sentence each. */
export declare function holdSettings(given?: Partial<HoldSettings>): {
    settings: HoldSettings;
    faults: string[];
};
