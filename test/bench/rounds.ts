import type { Figures, Row } from './report.js';
import { spread } from './statistics.js';

/** What each contender's rounds came to, by its name. */
export type Rounds = ReadonlyMap<string, readonly Figures[]>;

/**
 * Measures every contender once in every round, so that whatever disturbs the machine for a while disturbs them all.
 */
export async function interleaved<Contender extends { readonly name: string }>(
  contenders: readonly Contender[],
  rounds: number,
  measure: (contender: Contender) => Promise<Figures>,
): Promise<Rounds> {
  const measured = new Map<string, Figures[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      // To stderr, so that the tables can be piped elsewhere.
      process.stderr.write(`round ${round + 1} of ${rounds}: ${contender.name}\n`);
      const figures = await measure(contender);
      measured.set(contender.name, [...(measured.get(contender.name) ?? []), figures]);
    }
  }
  return measured;
}

export function rowsOf(rounds: Rounds): Row[] {
  return [...rounds].map(([name, all]) => {
    const figures = Object.keys(all[0] ?? {});
    return {
      name,
      figures: Object.fromEntries(
        figures.map((figure) => [figure, spread(all.map((each) => each[figure] ?? Number.NaN))]),
      ),
    };
  });
}

/** Adds, as `name`, a figure divided by the same figure of the base contender in the same round. */
export function withRatio(rounds: Rounds, base: string, figure: string, name: string): Rounds {
  const bases = rounds.get(base) ?? [];
  const ratio = (each: Figures, round: number) => (each[figure] ?? Number.NaN) / (bases[round]?.[figure] ?? Number.NaN);
  return new Map(
    [...rounds].map(([contender, all]) => [
      contender,
      all.map((each, round) => ({ ...each, [name]: ratio(each, round) })),
    ]),
  );
}
