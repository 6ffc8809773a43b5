import { z } from 'zod';
import { watchLoopOnCore } from './onCore.js';
import { serve, type Verbs } from './processes.js';
import { createMeter, readResident } from './usage.js';

/** What is measured, alone in its process: nothing else is loaded, so that its memory is its own. */

const options = z
  .object({
    kind: z.enum(['ours', 'bare', 'floor', 'oneByOne']),
    provider: z.string(),
    storeUrl: z.string().optional(),
    /** Accepts messages, and never ends a turn: to fill a store with what waits. */
    isStuck: z.boolean().optional(),
    /** Accepts callbacks in a thread of its own. */
    listens: z.boolean().optional(),
    /** Measures the blocks of the event loop on the core as well, which takes some CPU itself. */
    watchesLoop: z.boolean().optional(),
    /** Keeps WhatsApp's pace. */
    isPaced: z.boolean().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const {
  provider,
  storeUrl = 'memory:',
  isStuck = false,
  listens = false,
  watchesLoop = false,
  isPaced = false,
} = options;
const subjects: Record<typeof options.kind, () => Promise<() => Promise<Verbs>>> = {
  ours: async () => {
    const { startOurs } = await import('./subjects/ours.js');
    return () => startOurs({ provider, storeUrl, isStuck, listens, isPaced });
  },
  bare: async () => {
    const { startBare } = await import('./subjects/bare.js');
    return () => startBare(provider);
  },
  floor: async () => {
    const { startFloor } = await import('./subjects/floor.js');
    return () => startFloor(provider);
  },
  oneByOne: async () => {
    const { startOneByOne } = await import('./subjects/oneByOne.js');
    return () => startOneByOne(provider);
  },
};

const startSubject = await subjects[options.kind]();
// What is imported takes the same time for whatever is in the store: the start is measured from here.
const { begin, usage } = createMeter();
const onCore = watchesLoop ? watchLoopOnCore() : undefined;
const begunAt = performance.now();
const verbs = await startSubject();
const startMs = performance.now() - begunAt;

function beginAll(): void {
  begin();
  onCore?.begin();
}

serve({
  ...{ ...verbs, begin: beginAll, usage, startMs: () => startMs, resident: readResident },
  longestOnCoreMs: () => onCore?.longestMs(),
});
