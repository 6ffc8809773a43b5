import { spread } from './statistics.js';
/**
 * Measures every contender once in every round, so that whatever disturbs the machine for a while disturbs them all.
 */
export async function interleaved(contenders, rounds, measure) {
    const measured = new Map();
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
export function rowsOf(rounds) {
    return [...rounds].map(([name, all]) => {
        const figures = Object.keys(all[0] ?? {});
        return {
            name,
            figures: Object.fromEntries(figures.map((figure) => [figure, spread(all.map((each) => each[figure] ?? Number.NaN))])),
        };
    });
}
/** Adds, as `name`, a figure divided by the same figure of the base contender in the same round. */
export function withRatio(rounds, base, figure, name) {
    const bases = rounds.get(base) ?? [];
    const ratio = (each, round) => (each[figure] ?? Number.NaN) / (bases[round]?.[figure] ?? Number.NaN);
    return new Map([...rounds].map(([contender, all]) => [
        contender,
        all.map((each, round) => ({ ...each, [name]: ratio(each, round) })),
    ]));
}
