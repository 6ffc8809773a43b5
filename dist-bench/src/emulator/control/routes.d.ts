import { type Answer } from '../http.js';
import { phoneView } from '../people/view.js';
import type { World } from '../world.js';
interface Call {
    readonly world: World;
    /** The value of `:from` in the path. */
    readonly from: string;
    readonly query: URLSearchParams;
    readonly body: unknown;
}
interface ControlRoute {
    readonly method: 'GET' | 'POST';
    readonly path: RegExp;
    readonly answer: (call: Call) => unknown;
}
/** What a person, a test or the page can do besides the provider's API, under `/_emulator/`. */
export declare const controlRoutes: readonly ControlRoute[];
/** Answers a request under `/_emulator/`; `path` is what follows that. */
export declare function control(world: World, method: string, path: string, url: URL, body: Buffer): Promise<Answer>;
/** What a person's phone shows of all numbers, or of one. Throws `InvalidInputError`. */
export declare function shownOn(world: World, from: string, to?: string | null): ReturnType<typeof phoneView>;
/** Changes a phone. Throws `InvalidInputError`. */
export declare function changePhone(world: World, input: unknown): ReturnType<typeof phoneView>;
/** Sets or clears a fault. Throws `InvalidInputError`. */
export declare function setFault({ faults }: World, input: unknown): {
    left: typeof faults.left;
};
/** Makes a template fail from now on, or makes it active again. Throws `InvalidInputError`. */
export declare function setTemplate({ templateStates: states }: World, input: unknown): {
    templates: typeof states.all;
};
export {};
