/** A part of a benchmark in a process of its own: what is measured shares its event loop with nobody. */
export interface Helper {
    /** Where it listens. */
    readonly url: string;
    /** Has the process do something; resolves with what it answers. */
    ask(verb: string, question?: unknown): Promise<unknown>;
    stop(): Promise<void>;
    /** Ends it as a crash does: SIGKILL. */
    kill(): Promise<void>;
}
/** What a process of a benchmark can be asked. Questions and answers go over as JSON. */
export type Verbs = Readonly<Record<string, (question: unknown) => unknown>>;
/** Starts one of this folder's programs; resolves when it listens. */
export declare function start(program: string, options: unknown, execArgv?: readonly string[]): Promise<Helper>;
/** In a program that `start` has started: answers what it is asked. */
export declare function serve(verbs: Verbs): void;
