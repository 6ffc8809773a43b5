import { type ClickatellAdapter, InvalidInputError } from '../../src/index.js';

/** What the bots need to send something later: the adapter's `schedule` and `cancel`. */
export interface FollowUps extends Pick<ClickatellAdapter, 'schedule' | 'cancel'> {
  /** Whether the person has written STOP to one of our numbers: what is scheduled would not be sent. Default: no. */
  isStopped?(person: string, from: string): Promise<boolean>;
}

type Adapter = Pick<ClickatellAdapter, 'schedule' | 'cancel'> & Partial<Pick<ClickatellAdapter, 'consent'>>;

/**
 * The follow-ups of an adapter that is made after the bots. If the operator's own catalogue lacks a follow-up's
 * template, it is scheduled as text alone, which is sent only while the window is open.
 */
export function followUpsOf(adapter: () => Adapter): FollowUps {
  return {
    async schedule(followUp) {
      try {
        return await adapter().schedule(followUp);
      } catch (error) {
        if (!(error instanceof InvalidInputError && error.field.startsWith('template'))) throw error;
        const { template: _, ...textAlone } = followUp;
        return adapter().schedule(textAlone);
      }
    },
    cancel: (key) => adapter().cancel(key),
    isStopped: async (to, from) => (await adapter().consent?.of({ to, from }))?.stopped !== undefined,
  };
}
