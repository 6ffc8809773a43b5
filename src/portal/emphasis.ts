/** How a piece of a text looks. */
export interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly mono?: true;
}

/** A piece of a text without its marks. */
export interface Run extends Style {
  readonly text: string;
}

const styles: Readonly<Record<string, Style>> = {
  '*': { bold: true },
  _: { italic: true },
  '~': { strike: true },
  '```': { mono: true },
  '`': { mono: true },
};

/**
 * A text in the pieces that WhatsApp shows: `*bold*`, `_italic_`, `~strike~` and monospace between backticks. A mark counts
 * at the edge of a word, and its pair has to be on the same line.
 */
export function runsOf(text: string, style: Style = {}): Run[] {
  const runs: Run[] = [];
  let plain = '';
  const add = (...found: Run[]) => {
    if (plain !== '') runs.push({ ...style, text: plain });
    plain = '';
    runs.push(...found);
  };
  let at = 0;
  while (at < text.length) {
    const found = markedAt(text, at);
    if (found) {
      const { mark, inside } = found;
      const inner = { ...style, ...styles[mark] };
      add(...(inner.mono ? [{ ...inner, text: inside }] : runsOf(inside, inner)));
      at += inside.length + 2 * mark.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  add();
  return runs;
}

function markedAt(text: string, at: number): { mark: string; inside: string } | undefined {
  const mark = text.startsWith('```', at) ? '```' : (text[at] ?? '');
  if (!Object.hasOwn(styles, mark) || /[\p{L}\p{N}]$/u.test(text.slice(0, at).slice(-2))) return undefined;
  const from = at + mark.length;
  for (let end = text.indexOf(mark, from + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    const inside = text.slice(from, end);
    if (mark !== '```' && inside.includes('\n')) return undefined;
    const isTight = !/^\s|\s$/.test(inside) && inside !== mark;
    if (isTight && !/^[\p{L}\p{N}]/u.test(text.slice(end + mark.length, end + mark.length + 2)))
      return { mark, inside };
  }
  return undefined;
}
