/** The customer service window of one number and one person, as the provider sees it. */
export interface ServiceWindow {
    /** `unknown` if the person never wrote to the number. */
    readonly state: 'open' | 'closed' | 'unknown';
    /** Epoch ms. */
    readonly closesAt?: number;
}
/** Open from the person's last message until exactly 24 hours later, exclusive. */
export declare function serviceWindow(lastSaid: number | undefined, now: number): ServiceWindow;
