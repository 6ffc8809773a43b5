/** Settings as lines of a `.env` file, quoted where a value would not be read as it stands. */
export function envLines(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join('\n');
}

/** Readers of `.env` files differ about escapes, but none of them looks for any in single quotes. */
function quoted(value: string): string {
  if (/^[\w./:@+~%,-]+$/.test(value)) return value;
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
