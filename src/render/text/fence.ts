/** The line that opens a fenced block of Markdown. */
export interface Fence {
  /** What stands before the fence: blanks, or the marks of the quotes and list items that it is in. */
  readonly before: string;
  /** The backticks or tildes. */
  readonly run: string;
  readonly info: string;
}

const opening = /^((?:[ \t>]|(?:[-+*]|\d{1,9}[.)])[ \t])*)(`{3,}(?!.*`)|~{3,})(.*)$/;
const closing = /^[ \t>]*(`{3,}|~{3,})[ \t]*$/;

export function fenceOf(line: string): Fence | undefined {
  const [, before = '', run, info = ''] = opening.exec(line) ?? [];
  return run === undefined ? undefined : { before, run, info: info.trim() };
}

/** Whether the line ends the block: it has as many of the same marks, or the quote around the block is over. */
export function closes(line: string, { before, run }: Fence): boolean {
  const end = closing.exec(line)?.[1];
  const isEnd = end !== undefined && end[0] === run[0] && end.length >= run.length;
  return isEnd || (before.includes('>') && !/^[ \t]*>/.test(line));
}

const markdownNames = /^(?:markdown|md|mdown|mkd|mdx|commonmark|gfm)$/i;

/** Whether a block's language is Markdown: models wrap a whole answer in such a block. */
export function isMarkdown(info: string): boolean {
  return markdownNames.test(info.split(/[\s{,]/, 1)[0] ?? '');
}

/**
 * The text without the fences of blocks whose language is Markdown, so that what is in them is read as Markdown. A block
 * in such a block, which has a language too, does not end it, although CommonMark says so.
 */
export function unwrapped(text: string): string {
  if (!/(?:```|~~~)[ \t]*(?:m|commonmark|gfm)/i.test(text)) return text;
  const lines = text.split('\n');
  const result: string[] = [];
  const isBlank = (line: string | undefined) => line === undefined || line.trim() === '';
  let other: Fence | undefined;
  let isInList = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = other ? undefined : fenceOf(line);
    if (other && closes(line, other)) other = undefined;
    // What is in a list or a quote is read with that.
    const isInside = fence && (fence.before.trim() !== '' || (fence.before !== '' && isInList));
    if (!fence || isInside || !isMarkdown(fence.info)) {
      other ??= fence;
      if (/^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]/.test(line)) isInList = true;
      else if (/^\S/.test(line)) isInList = false;
      result.push(line);
      continue;
    }
    const end = endOf(lines, at, fence);
    const indent = new RegExp(`^[ \\t]{0,${fence.before.length}}`);
    const content = unwrapped(
      lines
        .slice(at + 1, end)
        .map((inside) => inside.replace(indent, ''))
        .join('\n'),
    );
    // A blank line in place of a fence keeps what is in the block apart from what is around it.
    if (!isBlank(result.at(-1))) result.push('');
    result.push(...content.split('\n'));
    if (!isBlank(lines[end + 1])) result.push('');
    at = end;
  }
  return result.join('\n');
}

/** The place of the line that ends a block of Markdown; behind the last line if none does. */
function endOf(lines: readonly string[], start: number, fence: Fence): number {
  let inner: Fence | undefined;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (inner) {
      if (closes(line, inner)) inner = undefined;
    } else if (closes(line, fence)) return at;
    else inner = fenceOf(line);
  }
  return lines.length;
}
