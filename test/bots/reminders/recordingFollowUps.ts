import type { FollowUps } from '../../../bots/reminders/followUps.js';

type FollowUp = Parameters<FollowUps['schedule']>[0];

/** Follow-ups that are only written down, as the adapter keeps them: one under a key, until it is taken back. */
export class RecordingFollowUps implements FollowUps {
  readonly #waiting = new Map<string, FollowUp>();

  /** What waits, soonest first. */
  get waiting(): readonly FollowUp[] {
    return [...this.#waiting.values()].sort((one, other) => Number(one.at) - Number(other.at));
  }

  async schedule(followUp: FollowUp): Promise<{ id: string; dueAt: number }> {
    if (followUp.key === '' || followUp.key.length > 256) throw new Error('A key is 1 to 256 characters long.');
    if (typeof followUp.at !== 'number' || !Number.isFinite(followUp.at)) throw new Error('There is no time.');
    this.#waiting.set(followUp.key, followUp);
    return { id: followUp.id ?? '', dueAt: followUp.at };
  }

  async cancel(key: string): Promise<boolean> {
    return this.#waiting.delete(key);
  }

  /** When each is due, and what it says while the window is open. */
  get said(): readonly string[] {
    return this.waiting.map(({ at, text }) => `${new Date(Number(at)).toISOString()} ${text}`);
  }
}
