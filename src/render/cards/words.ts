import { oneLine } from '../../core/text.js';
import { type Span, writeMarks } from '../text/marks.js';
import { toWhatsAppText } from '../text/whatsAppText.js';
import { fieldsOf, isFields, type Plain, wordOf } from './plain.js';

/** What the code itself says, where a bot has left it open. */
export const ownWords = {
  /** The body of a message of buttons that has nothing else to say. */
  body: '…',
  /** What opens a list. */
  listButton: 'Choose',
  /** A file without a name. */
  file: '📎',
  tax: 'Tax',
  vat: 'VAT',
  total: 'Total',
} as const;

/** As it is typed: no mark in it formats anything. */
export function typed(text: string): string {
  return toWhatsAppText(text, 'plain');
}

export function bold(text: string): string {
  const line = oneLine(text);
  return writeMarks(line, [{ kind: '*', start: 0, end: line.length }]);
}

export function marked(text: string, spans: readonly Span[]): string {
  return writeMarks(text, spans);
}

/** Lines that have something to read, one below the other. */
export function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text.trim() !== '').join('\n');
}

/** Texts that have something to read, as paragraphs. */
export function paragraphs(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text.trim() !== '').join('\n\n');
}

/** What can be read in JSON of which nothing is known: every text in it, a line each. */
export function readable(value: Plain | undefined): string {
  if (typeof value === 'string') return isData(value) ? '' : typed(value);
  if (isFields(value)) {
    const { title, text } = value;
    const named = wordOf(title) ?? wordOf(text);
    const others = Object.entries(value).filter(([name, field]) => !isTechnical(name) && field !== named);
    return lines(named && readable(named), ...others.map(([, field]) => readable(field)));
  }
  return typeof value === 'object' && value !== null ? lines(...value.map(readable)) : '';
}

/** As `readable`, but for the fields that have been read already. */
export function readableRest(value: Plain | undefined, known: readonly string[]): string {
  const rest = Object.entries(fieldsOf(value)).filter(([name]) => !known.includes(name));
  return readable(Object.fromEntries(rest));
}

/** What a machine reads: kinds, ids and schemas. */
function isTechnical(name: string): boolean {
  return /^(?:[$@].*|type|contentType|id|version|mimeType)$/.test(name);
}

function isData(text: string): boolean {
  return /^data:/i.test(text);
}
