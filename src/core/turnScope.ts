import { Scope } from './scope.js';

/** One run of a turn. `turn` is the same when the turn runs again because its process ended. */
export interface TurnScope {
  readonly turn: string;
}

const current = new Scope<TurnScope>();

/** Runs `work` as this turn: what `KeyvStorage` writes meanwhile can be told from what stood there before the turn. */
export function inTurn<T>(turn: string, work: () => T): T {
  return current.run({ turn }, work);
}

/** The turn that the asking code is a part of. */
export function turnScope(): TurnScope | undefined {
  return current.value;
}
