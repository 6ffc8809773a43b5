import { AsyncLocalStorage } from 'node:async_hooks';

/** The values of all scopes at one place in the program. */
type Frame = ReadonlyMap<Scope<unknown>, unknown>;

/** One for all scopes: on Node before 24 each AsyncLocalStorage has its price at every promise of the program. */
const frames = new AsyncLocalStorage<Frame>();

/** A value that holds for a work and for all that it begins and awaits. */
export class Scope<T> {
  run<R>(value: T, work: () => R): R {
    return frames.run(new Map(frames.getStore()).set(this, value), work);
  }

  /** What the innermost `run` around the asking code has given. */
  get value(): T | undefined {
    // Only `run` puts something under a scope, and only of its own type.
    return frames.getStore()?.get(this) as T | undefined;
  }
}
