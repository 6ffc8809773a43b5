import { z } from 'zod';

/** What a subject's process has used since it was asked to `begin`. */
export const usage = z.object({ cpuMs: z.number(), peakBytes: z.number() });

export function megabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}
