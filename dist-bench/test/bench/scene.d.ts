import { type Helper } from './processes.js';
export interface WorldOptions {
    readonly latencyMs: number;
    readonly statusAfterMs?: number;
}
export interface SubjectOptions {
    readonly kind: string;
    readonly storeUrl?: string;
    readonly isStuck?: boolean;
    /** Accepts callbacks in a thread of its own. */
    readonly listens?: boolean;
    readonly watchesLoop?: boolean;
    /** Keeps WhatsApp's pace. */
    readonly isPaced?: boolean;
    /** Lets the process collect its garbage when it is asked what it holds. */
    readonly collects?: boolean;
}
/** A provider with people, for as long as `use` takes. */
export declare function withWorld<T>(options: WorldOptions, use: (world: Helper) => Promise<T>): Promise<T>;
/** A process of what is measured, for as long as `use` takes. */
export declare function withSubject<T>(world: Helper, options: SubjectOptions, use: (subject: Helper) => Promise<T>): Promise<T>;
export declare function startSubject(world: Helper, { collects, ...options }: SubjectOptions): Promise<Helper>;
/** Resolves when the subjects have nothing at hand: the last answer leaves a little before its turn ends. */
export declare function settled(...subjects: readonly Helper[]): Promise<void>;
