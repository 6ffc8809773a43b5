import { z } from 'zod';

/** What a bot's process is told when it shall open its store. */
export const botOptions = z.object({
  storeUrl: z.string(),
  provider: z.string(),
  apiKey: z.string(),
  business: z.string(),
  unknownWaitMs: z.number(),
  takeOverMs: z.number().optional(),
  /** The pace of the number: a message every so many ms, after a burst of 20. Missing for none. */
  everyMs: z.number().optional(),
  /** See `LaneSettings`. Missing for as many as it takes: where bots are killed at random, no turn is to blame. */
  mostCrashes: z.number().optional(),
});
export type BotOptions = z.infer<typeof botOptions>;

/** The bots' only template, for what they say to people who have not written. */
export const catalogue = {
  templates: [
    {
      ...{ name: 'gate_changed', language: 'en', category: 'utility' },
      ...{ body: 'Flight {{1}} leaves from gate {{2}} now.', slots: ['flight', 'gate'] },
    },
  ],
};

export const topics = {
  topics: [
    { id: 'flight', category: 'utility', subject: { en: 'flight number' }, title: { en: 'flight {{subject}}' } },
  ],
};

/** What a bot's process tells of itself. */
export const botNews = z.union([
  z.object({ kind: z.literal('warm') }),
  z.object({ kind: z.literal('open'), url: z.string() }),
]);

/** Lets the turns go on that hold still. */
export const go = 'go';

/**
 * `turns`: the texts that its turns were about; a turn that ran again is there again. `errors`: the names of the errors
 * that turns got. `doubts`: how each part of unknown fate was settled.
 */
export const botReport = z.object({
  turns: z.array(z.string()),
  errors: z.array(z.string()),
  doubts: z.array(z.string()),
  backlog: z.object({ depth: z.number(), aside: z.number() }),
});
export type BotReport = z.input<typeof botReport>;
