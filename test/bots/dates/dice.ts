/** Random choices that a seed repeats. */
export interface Dice {
  chance(share: number): boolean;
  /** A whole number, both ends included. */
  from(least: number, most: number): number;
  pick<Value>(values: readonly Value[]): Value;
}

/** Mulberry32, which is small and even enough for tests. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const from = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    from,
    chance: (share) => next() < share,
    pick<Value>(values: readonly Value[]): Value {
      const value = values[from(0, values.length - 1)];
      if (value === undefined) throw new RangeError('There is nothing to pick from.');
      return value;
    },
  };
}
