import { z } from 'zod';
import { serve, type Verbs } from './processes.js';

/** What is measured, alone in its process: nothing else is loaded, so that its memory is its own. */

const options = z
  .object({
    kind: z.enum(['ours', 'bare', 'floor', 'oneByOne']),
    provider: z.string(),
    storeUrl: z.string().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const subjects: Record<typeof options.kind, () => Promise<Verbs>> = {
  ours: async () => (await import('./subjects/ours.js')).startOurs(options.provider, options.storeUrl ?? 'memory:'),
  bare: async () => (await import('./subjects/bare.js')).startBare(options.provider),
  floor: async () => (await import('./subjects/floor.js')).startFloor(options.provider),
  oneByOne: async () => (await import('./subjects/oneByOne.js')).startOneByOne(options.provider),
};

let cpuBefore = process.cpuUsage();

serve({
  ...(await subjects[options.kind]()),
  begin: () => {
    cpuBefore = process.cpuUsage();
  },
  usage: () => {
    const { user, system } = process.cpuUsage(cpuBefore);
    // maxRSS is in KiB.
    return { cpuMs: (user + system) / 1000, peakBytes: process.resourceUsage().maxRSS * 1024 };
  },
});
