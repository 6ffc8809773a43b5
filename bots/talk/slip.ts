/**
 * Whether one slip of the finger makes one word of the other: a letter wrong, left out, added, or swapped with its
 * neighbour.
 */
export function isOneSlip(one: string, other: string): boolean {
  if (one === other) return false;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const at = [...long].findIndex((letter, index) => letter !== short[index]);
  if (short.length + 1 === long.length) return short.slice(at) === long.slice(at + 1);
  if (short.length !== long.length) return false;
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  const rest = isSwapped ? 2 : 1;
  return short.slice(at + rest) === long.slice(at + rest);
}
