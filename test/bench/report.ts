import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { Spread } from './statistics.js';

/** Figures of one run, with their units in their names. */
export type Figures = Readonly<Record<string, number>>;

/** One thing measured: its name, and what its rounds came to. */
export interface Row {
  readonly name: string;
  readonly figures: Readonly<Record<string, number | Spread>>;
}

export interface Result {
  readonly benchmark: string;
  /** What was done, for the reader of the figures. */
  readonly setting: string;
  readonly rows: readonly Row[];
  /** The figures whose range is printed beside the median. The JSON file has the range of all. */
  readonly ranged?: readonly string[];
}

/** How a benchmark is run. */
export interface Scale {
  /** Few repetitions, small numbers: to see that it works, not to be quoted. */
  readonly quick: boolean;
  /** How often each contender is measured. */
  readonly rounds: number;
  /** The names of the contenders of `reply`, if not all are measured. The baseline always is. */
  readonly only: readonly string[] | undefined;
  /** A Redis that answers. */
  readonly redisUrl: string | undefined;
  /** Whether a PostgreSQL answers. */
  readonly hasPostgres: boolean;
}

/** A benchmark can have several tables, and gives each as soon as it has it. */
export type Benchmark = (scale: Scale) => AsyncIterable<Result>;

export function describeMachine(): string {
  const all = cpus();
  return `Node ${process.versions.node}, ${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}

/** A result as a Markdown table, one column for each figure that any of its rows has. */
export function tableOf({ benchmark, setting, rows, ranged = [] }: Result): string {
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const cells = (row: Row) => columns.map((column) => shown(row.figures[column], ranged.includes(column)));
  const lines = [['', ...columns], ...rows.map((row) => [row.name, ...cells(row)])];
  const widths = lines[0]?.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const padded = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  const written = [...padded.slice(0, 1), rule, ...padded.slice(1)].map((line) => `| ${line.join(' | ')} |`);
  return `\n${benchmark}: ${setting}\n\n${written.join('\n')}\n`;
}

export async function writeJson(path: string, { quick, rounds }: Scale, results: readonly Result[]): Promise<void> {
  const report = { machine: describeMachine(), at: new Date().toISOString(), quick, rounds, results };
  await writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
}

function shown(figure: number | Spread | undefined, withRange: boolean): string {
  if (figure === undefined) return '';
  if (typeof figure === 'number') return written(figure);
  const { median, low, high } = figure;
  return withRange && low !== high ? `${written(median)} [${written(low)}–${written(high)}]` : written(median);
}

function written(figure: number): string {
  if (Number.isNaN(figure)) return '–';
  return figure.toLocaleString('en', { maximumFractionDigits: figure < 10 ? 2 : figure < 100 ? 1 : 0 });
}
