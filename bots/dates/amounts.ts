/** How much of each unit: `{ day: 1, minute: 120 }`. Hours and seconds are minutes. */
export type Amount = Readonly<Record<string, number>>;

const count = '\\d+(?:\\.\\d+)?|an?|half an?|half';
const one = `(${count}) (second|minute|hour|day|week|month|year|h|m|s)( and a half)?`;

export const counts = `(${count})`;
/** The source of a pattern for "1 day and 2 hours", with one group. */
export const amount = `((?:${one.replace(/\((?!\?)/g, '(?:')})(?:(?: and)? ${one.replace(/\((?!\?)/g, '(?:')})*|\\d+h\\d\\d)`;

const minutes: Readonly<Record<string, number>> = { second: 1 / 60, s: 1 / 60, minute: 1, m: 1, hour: 60, h: 60 };

/** Reads "1 day and 2 hours" in plain words. `undefined` for half a month, which nobody can count. */
export function amountOf(words = ''): Amount | undefined {
  const [, hours, more] = /^(\d+)h(\d\d)$/.exec(words) ?? [];
  if (hours) return { minute: Number(hours) * 60 + Number(more) };
  const sum: Record<string, number> = {};
  for (const [, number = '', unit = '', half] of words.matchAll(new RegExp(one, 'g'))) {
    const many = (/^half/.test(number) ? 0.5 : /^a/.test(number) ? 1 : Number(number)) + (half ? 0.5 : 0);
    const isWhole = Number.isInteger(many);
    const [of, each] = minutes[unit]
      ? ['minute', minutes[unit]]
      : unit === 'day' && !isWhole
        ? ['minute', 1440]
        : [unit, 1];
    if (of === unit && !isWhole) return undefined;
    sum[of] = (sum[of] ?? 0) + many * each;
  }
  return sum;
}
