import { type ClickatellAdapter, InvalidInputError } from '../../src/index.js';

/** What the bots need to say something later: the adapter's `schedule` and `cancel`. */
export type FollowUps = Pick<ClickatellAdapter, 'schedule' | 'cancel'>;

/**
 * The follow-ups of an adapter that is made later than the bots. A catalogue of the operator's own may lack a
 * follow-up's template: then it is scheduled as text alone, which goes out while the window is open.
 */
export function followUpsOf(adapter: () => FollowUps): FollowUps {
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
  };
}
