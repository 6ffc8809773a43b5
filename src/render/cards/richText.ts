import type { MarkKind, Span } from '../text/marks.js';
import { fieldsOf, type Plain } from './plain.js';
import { marked } from './words.js';

/** The text of formatted runs, in WhatsApp's marks. */
export function richText(runs: readonly Plain[]): string {
  let text = '';
  const spans: Span[] = [];
  for (const run of runs) {
    const { text: words, weight, italic, strikethrough } = typeof run === 'string' ? { text: run } : fieldsOf(run);
    const start = text.length;
    if (typeof words === 'string') text += words;
    const kinds: readonly (readonly [MarkKind, boolean])[] = [
      ['*', weight === 'Bolder' || weight === 'bolder'],
      ['_', italic === true],
      ['~', strikethrough === true],
    ];
    const formats = kinds.filter(([, isSet]) => isSet);
    spans.push(...formats.map(([kind]) => ({ kind, start, end: text.length })));
  }
  return marked(text, spans);
}
