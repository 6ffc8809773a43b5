import { z } from 'zod';
/** Parses a stored item. */
export const laneItem = z.object({ id: z.string(), lane: z.string(), payload: z.unknown() });
