import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';

/** One thing measured: its name, and its figures with their units in their names. */
export interface Row {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
}

export interface Result {
  readonly benchmark: string;
  /** What was done, for who reads the figures. */
  readonly setting: string;
  readonly rows: readonly Row[];
}

/** How a benchmark is run. */
export interface Scale {
  /** Few repetitions, small numbers: to see that it works, not to be quoted. */
  readonly quick: boolean;
  /** A Redis that answers. */
  readonly redisUrl: string | undefined;
}

export function describeMachine(): string {
  const all = cpus();
  return `Node ${process.versions.node}, ${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}

/** A result as a table, one column for each figure that any of its rows has. */
export function tableOf({ benchmark, setting, rows }: Result): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const lines = [
    ['', ...columns],
    ...rows.map(({ name, figures }) => [name, ...columns.map((c) => shown(figures[c]))]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const written = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return `\n${benchmark}: ${setting}\n\n${written.map((line) => `  ${line}`).join('\n')}\n`;
}

export async function writeJson(path: string, quick: boolean, results: readonly Result[]): Promise<void> {
  const report = { machine: describeMachine(), at: new Date().toISOString(), quick, results };
  await writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
}

function shown(figure: number | undefined): string {
  if (figure === undefined) return '';
  return figure.toLocaleString('en', { maximumFractionDigits: figure < 10 ? 2 : figure < 100 ? 1 : 0 });
}
