import { z } from 'zod';
export interface StubProvider {
    readonly url: string;
    /** `doubled` counts the texts that it had before. Every text of a benchmark is different. */
    tally(): Tally;
    close(): void;
}
export interface ProviderEvents {
    readonly onMessage?: (message: {
        readonly to: string;
        readonly content?: string | undefined;
    }) => void;
    readonly onText?: (text: string) => void;
    readonly onAccepted?: (clientMessageId: string) => void;
}
/** What the provider has had. */
export declare const tally: z.ZodObject<{
    requests: z.ZodNumber;
    messages: z.ZodNumber;
    doubled: z.ZodNumber;
}, z.core.$strip>;
export type Tally = z.infer<typeof tally>;
/**
 * A Clickatell that accepts everything, `latencyMs` after it was asked, and has no opinion: far cheaper than the
 * emulator, so that it is not what is measured. Its ids come from ours, so that whoever plays its statuses knows them.
 * What has arrived is accepted, even if nobody is there any more to hear it.
 */
export declare function startProvider(latencyMs: number, { onMessage, onText, onAccepted }: ProviderEvents): Promise<StubProvider>;
export declare function apiIdOf(clientMessageId: string): string;
