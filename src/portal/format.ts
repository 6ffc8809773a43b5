const widest = 120;

/** A catalogue as text: JSON with one field a line, except what fits on one. */
export function formatCatalogue(catalogue: Readonly<Record<string, unknown>>): string {
  return `${formatted(catalogue, 0)}\n`;
}

function formatted(value: unknown, depth: number, room = widest): string {
  const line = inOneLine(value);
  // A template is easier to read, and to compare with an earlier one, with its fields below each other.
  const isApart = depth === 0 || (depth <= 2 && typeof value === 'object' && !isPlainList(value));
  if (!isApart && 2 * depth + line.length <= room) return line;
  const pad = '  '.repeat(depth + 1);
  if (Array.isArray(value)) {
    return closed(
      '[',
      value.map((each) => pad + formatted(each, depth + 1)),
      ']',
      depth,
    );
  }
  if (typeof value !== 'object' || value === null) return line;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${pad}${JSON.stringify(key)}: ${formatted(field, depth + 1, widest - key.length - 4)}`);
  return closed('{', fields, '}', depth);
}

function closed(open: string, lines: readonly string[], close: string, depth: number): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${'  '.repeat(depth)}${close}`;
}

function isPlainList(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null);
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${JSON.stringify(key)}: ${inOneLine(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
