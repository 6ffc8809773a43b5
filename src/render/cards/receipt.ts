import { oneLine } from '../../core/text.js';
import { insideBlock } from '../text/marks.js';
import { type Fields, fieldsOf, itemsOf, wordOf } from './plain.js';
import { lines, ownWords, paragraphs, typed } from './words.js';

/** The monospace characters that fit on a line of a phone. */
const width = 28;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A receipt's facts, and its items and sums in monospace, with the prices in a column. */
export function receiptWords(content: Fields): string {
  const facts = factLines(itemsOf(content.facts).map(fieldsOf), 'key');
  const items = itemsOf(content.items).map(fieldsOf).flatMap(itemRows);
  const sums = (['tax', 'vat', 'total'] as const).flatMap((name) => {
    const sum = wordOf(content[name]);
    return sum === undefined ? [] : [row(ownWords[name], sum)];
  });
  const table = lines(...items, ...sums);
  return paragraphs(facts, table && `\`\`\`\n${insideBlock(table)}\n\`\`\``);
}

/** `name: value`, a line each. */
export function factLines(facts: readonly Fields[], name: 'key' | 'title', written = typed): string {
  return lines(
    ...facts.map((fact) => {
      const both = [wordOf(fact[name]), wordOf(fact.value)].flatMap((word) => (word ? oneLine(word) : []));
      return written(both.join(': '));
    }),
  );
}

function itemRows({ title, subtitle, text, price, quantity }: Fields): string[] {
  const count = wordOf(quantity);
  const name = [count && `${oneLine(count)} ×`, wordOf(title)].filter(Boolean).join(' ');
  const below = [subtitle, text].flatMap((value) => wordOf(value) ?? []).map((word) => `  ${oneLine(word)}`);
  return [row(name, wordOf(price)), ...below];
}

/** The price is at the right, or on a line of its own if it does not fit. */
function row(name: string, price: string | undefined): string {
  const left = oneLine(name);
  if (price === undefined) return left;
  const right = oneLine(price);
  const room = width - widthOf(left) - widthOf(right);
  if (room > 0) return `${left}${' '.repeat(room)}${right}`;
  return `${left}\n${' '.repeat(Math.max(0, width - widthOf(right)))}${right}`;
}

function widthOf(text: string): number {
  return [...graphemes.segment(text)].length;
}
