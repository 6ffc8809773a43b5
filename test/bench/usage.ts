import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';

/** What a subject's process has used since it was asked to `begin`. */
export const usage = z.object({
  cpuMs: z.number(),
  peakBytes: z.number(),
  /** The longest time for which the event loop did nothing else. */
  longestBlockMs: z.number(),
  /** How late its timers are, in 99 of 100 cases. */
  loopP99Ms: z.number(),
});
export type Usage = z.infer<typeof usage>;

/** What the process has in memory now; the heap after a collection, if the process may ask for one. */
export const resident = z.object({ rssBytes: z.number(), heapBytes: z.number() });

const resolutionMs = 2;

/** Measures the process that it runs in. */
export function createMeter() {
  const loop = monitorEventLoopDelay({ resolution: resolutionMs });
  let cpuBefore = process.cpuUsage();
  loop.enable();

  function begin(): void {
    cpuBefore = process.cpuUsage();
    loop.reset();
  }

  function read(): Usage {
    const { user, system } = process.cpuUsage(cpuBefore);
    // maxRSS is in KiB. The histogram holds the times from one tick of its timer to the next, in ns.
    return {
      cpuMs: (user + system) / 1000,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      longestBlockMs: Math.max(0, loop.max / 1e6 - resolutionMs),
      loopP99Ms: Math.max(0, loop.percentile(99) / 1e6 - resolutionMs),
    };
  }

  return { begin, usage: read };
}

export function readResident(): z.infer<typeof resident> {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed };
}

export function megabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}
