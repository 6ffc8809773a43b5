import type { Activity } from '../core/activity.js';

/**
 * What this library needs of a turn's context. The TurnContext of either SDK has it. The SDKs' own activities differ in
 * their types, not in the protocol's fields: `activityIn` gives them our type.
 */
export interface HostContext {
  readonly activity: HostActivity;
  /** What belongs to the turn, shared by the context's copies and proxies. */
  readonly turnState: HostTurnState;
  /** Sends a text or an activity in the turn’s conversation. */
  sendActivity(activityOrText: string | HostActivity): Promise<unknown>;
  /** Adds a handler of what the turn sends. */
  onSendActivities(handler: SendHandler): unknown;
}

export interface HostTurnState {
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): unknown;
  delete(key: unknown): unknown;
}

/** An activity, as far as both SDKs agree on its type. */
export interface HostActivity {
  readonly type?: string;
  readonly text?: string;
}

type SendHandler = (
  context: unknown,
  activities: HostActivity[],
  next: () => Promise<ResourceResponse[]>,
) => Promise<ResourceResponse[]>;

interface ResourceResponse {
  id: string;
}

/** Our type for an SDK's activity. Bots can put anything into one, so the channel checks what it reads. */
export function activityIn(given: HostActivity): Activity {
  return given as Activity;
}

/**
 * A changed copy of an activity, with the methods that the original has if its SDK makes it from a class. Handlers that
 * see it later may call them.
 */
export function likeOriginal<Changed extends object>(changed: Changed, original: object): Changed {
  return changed === original ? changed : Object.setPrototypeOf(changed, Object.getPrototypeOf(original));
}
