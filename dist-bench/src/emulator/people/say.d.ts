import type { z } from 'zod';
import { type Integration } from '../provider/integrations.js';
import type { World } from '../world.js';
import { type Said } from './said.js';
export type { Said };
export interface SayResult {
    messageId: string;
    /** HTTP status of the first try to deliver the callback, 0 for no answer. Absent if there was none within 10 s. */
    callback?: number;
}
/**
 * A person writes: the message is on their phone, opens the window and goes out as a callback. Whether a reaction opens
 * the window is not known; here it does not. Throws `InvalidInputError`.
 */
export declare function say(world: World, input: unknown): Promise<SayResult>;
/** Parses a value. Throws `InvalidInputError` that names the field. */
export declare function read<T>(schema: z.ZodType<T>, value: unknown): T;
/** The integration of a number, or the first one if no number is given. Throws `InvalidInputError`. */
export declare function addressee({ integrations }: World, to: string | undefined): Integration;
