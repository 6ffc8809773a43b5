import stringWidth from 'string-width';
import type { BoundTemplate } from '../templates/bind.js';
import type { TemplateButton } from '../templates/catalog.js';
import { wrap } from './wrap.js';

const columns = 60;

/** A template as text, in a frame: what stands in its bubble, and its buttons under it. Marks stay as they are. */
export function previewText({ template, text, headerText, parameters }: BoundTemplate): string {
  const { header, footer, buttons = [] } = template;
  const bubble = [
    ...(header && header.type !== 'text' ? [`(${header.type})`, ''] : []),
    ...(headerText === undefined ? [] : [...linesOf(headerText), '']),
    ...linesOf(text),
    ...(footer === undefined ? [] : ['', ...linesOf(footer)]),
  ];
  const taps = buttons.flatMap((button) => linesOf(described(button, parameters)));
  const rule = (left: string, right: string) => left + '─'.repeat(columns + 2) + right;
  return [
    rule('┌', '┐'),
    ...bubble.map(framed),
    ...(taps.length > 0 ? [rule('├', '┤'), ...taps.map(framed)] : []),
    rule('└', '┘'),
  ].join('\n');
}

function described(button: TemplateButton, parameters: Readonly<Record<string, string>>): string {
  if (button.type === 'quickReply') return `[ ${button.title} ]`;
  if (button.type === 'phone') return `[ ${button.title} ] ${button.phone}`;
  const suffix = button.slot === undefined ? undefined : parameters[button.slot];
  if (suffix === undefined) return `[ ${button.title} ] ${button.url}`;
  // The name of a slot without a value is shown in brackets, which an address has percent-encoded.
  const shown = suffix.replace(/^%5B(.*)%5D$/, '[$1]');
  // A function, because an address can hold a dollar sign.
  return `[ ${button.title} ] ${button.url.replace('{{1}}', () => shown)}`;
}

/** Lines that fit into the frame: a monospace character is 0.6 of the font's size wide. */
function linesOf(text: string): string[] {
  const lines = wrap([{ text, mono: true }], columns * 0.6);
  return lines.map((line) =>
    line
      .map((run) => run.text)
      .join('')
      .trimEnd(),
  );
}

function framed(line: string): string {
  return `│ ${line}${' '.repeat(Math.max(0, columns - stringWidth(line)))} │`;
}
