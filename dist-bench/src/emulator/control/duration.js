const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const part = /(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\s*/gy;
/** Reads `25h`, `1d 2h`, `23h59m`, `-90m` or `500ms` as ms; a number is ms already. `undefined` for anything else. */
export function durationMs(value) {
    if (typeof value === 'number')
        return Number.isFinite(value) ? value : undefined;
    if (typeof value !== 'string')
        return undefined;
    const text = value.trim();
    const negative = text.startsWith('-');
    const rest = text.replace(/^[+-]\s*/, '');
    const parts = [...rest.matchAll(part)];
    if (rest === '' || parts.map(([whole]) => whole).join('') !== rest)
        return undefined;
    const total = parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? 0), 0);
    return Math.round(negative ? -total : total);
}
