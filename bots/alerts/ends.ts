import type { ClickatellAdapter } from '../../src/index.js';

export interface EndsOptions {
  readonly consent: Pick<ClickatellAdapter['consent'], 'of' | 'change' | 'subscribers'>;
  readonly from: string;
  /** Epoch ms. */
  readonly now: number;
}

/** When sign-ups end: at a time in epoch ms, not yet, or now for whoever has signed up until now. */
export type End = number | 'open' | 'now';

/**
 * Says when the sign-ups for a subscription end by themselves. Each keeps the time at which the person asked for it, so
 * that this undoes no STOP and no sign-off. What is over is taken off the list of subscribers.
 */
export async function endAlerts(topic: string, end: End, { consent, from, now }: EndsOptions): Promise<void> {
  for await (const to of consent.subscribers({ topic, from })) {
    const { topics } = await consent.of({ to, from });
    const found = topics.find((each) => each.topic === topic && each.state === 'signed-up');
    if (end === 'now' || (found?.until ?? now + 1) <= now) {
      await consent.change({ to, from, source: 'its end', topics: { [topic]: false } });
      continue;
    }
    const until = end === 'open' || !found ? undefined : Math.max(end, found.at + 1);
    if (!found || found.until === until) continue;
    const { at, source, words } = found;
    const known = { ...(words !== undefined && { words }), ...(until !== undefined && { until }) };
    await consent.change({ to, from, source, at, ...known, topics: { [topic]: true } });
  }
}
