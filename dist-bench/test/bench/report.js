import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
export function describeMachine() {
    const all = cpus();
    return `Node ${process.versions.node}, ${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}
/** A result as a Markdown table, one column for each figure that any of its rows has. */
export function tableOf({ benchmark, setting, rows, ranged = [] }) {
    const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
    const cells = (row) => columns.map((column) => shown(row.figures[column], ranged.includes(column)));
    const lines = [['', ...columns], ...rows.map((row) => [row.name, ...cells(row)])];
    const widths = lines[0]?.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0))) ?? [];
    const padded = lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))));
    const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
    const written = [...padded.slice(0, 1), rule, ...padded.slice(1)].map((line) => `| ${line.join(' | ')} |`);
    return `\n${benchmark}: ${setting}\n\n${written.join('\n')}\n`;
}
export async function writeJson(path, { quick, rounds }, results) {
    const report = { machine: describeMachine(), at: new Date().toISOString(), quick, rounds, results };
    await writeFile(path, `${JSON.stringify(report, undefined, 2)}\n`);
}
function shown(figure, withRange) {
    if (figure === undefined)
        return '';
    if (typeof figure === 'number')
        return written(figure);
    const { median, low, high } = figure;
    return withRange && low !== high ? `${written(median)} [${written(low)}–${written(high)}]` : written(median);
}
function written(figure) {
    if (Number.isNaN(figure))
        return '–';
    return figure.toLocaleString('en', { maximumFractionDigits: figure < 10 ? 2 : figure < 100 ? 1 : 0 });
}
