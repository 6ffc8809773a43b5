import { isRecord } from '../inbound/fields.js';

/**
 * What BotState of Bot Framework and AgentState of the Agents SDK keep in a turn's context: the state, and a hash of it as
 * it was loaded or saved last.
 */
export interface CachedState {
  readonly state: Readonly<Record<string, unknown>>;
  readonly hash: unknown;
}

export function isCachedState(value: unknown): value is CachedState {
  return isRecord(value) && 'hash' in value && 'state' in value && isRecord(value.state);
}
