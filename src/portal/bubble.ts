import type { BoundTemplate } from '../templates/bind.js';
import type { TemplateButton } from '../templates/catalog.js';
import { type Run, runsOf } from './emphasis.js';
import { widthOf, wrap } from './wrap.js';

const width = 340;
const inset = 12;
const textSize = 14;
const lineHeight = 20;
const smallSize = 12;
const buttonHeight = 40;
const fileHeight = 120;
const colours = {
  page: '#efeae2',
  bubble: '#ffffff',
  text: '#111b21',
  faint: '#667781',
  tap: '#027eb5',
  file: '#dfe5e7',
};
const fonts = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', 'Noto Color Emoji', sans-serif";
const monospace = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** How much wider letters may be than those that lines are measured with: which font an image is shown in is not known. */
const widestFont = 1.15;

/** WhatsApp shows a template with more buttons than this with two of them and "See all options". */
const mostButtons = 3;

const icons: Readonly<Record<TemplateButton['type'], string>> = { quickReply: '↩', url: '↗', phone: '✆' };

/** A template as WhatsApp shows it, about: its bubble and the buttons under it, as an image (SVG). */
export function bubbleSvg({ template, text, headerText }: BoundTemplate): string {
  const { header, footer, buttons = [] } = template;
  const room = (width - 2 * inset) / textSize / widestFont;
  const drawn: string[] = [];
  let y = inset;
  const write = (runs: readonly Run[], size: number, colour: string) => {
    const isRtl = readsFromRight(runs);
    for (const line of wrap(runs, (room * textSize) / size)) {
      y += lineHeight;
      drawn.push(lineSvg(withoutEnd(line), isRtl, y - 5, size, colour));
    }
  };
  if (header && header.type !== 'text') {
    drawn.push(fileSvg(header.type, y));
    y += fileHeight + 8;
  }
  if (headerText !== undefined) write([{ text: headerText, bold: true }], textSize, colours.text);
  write(runsOf(text), textSize, colours.text);
  if (footer !== undefined) write([{ text: footer }], smallSize, colours.faint);
  y += inset;

  const shown = buttons.length > mostButtons ? buttons.slice(0, mostButtons - 1) : buttons;
  const titles = shown.map(({ type, title }) => `${icons[type]} ${title}`);
  if (shown.length < buttons.length) titles.push('☰ See all options');
  const whole = y + titles.length * buttonHeight;
  const taps = titles.map((title, index) => tapSvg(title, y + index * buttonHeight));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 32}" height="${whole + 32}" viewBox="-16 -16 ${width + 32} ${whole + 32}" font-family="${fonts}">`,
    `<title>${escaped(template.name)} (${escaped(template.language)})</title>`,
    `<rect x="-16" y="-16" width="${width + 32}" height="${whole + 32}" fill="${colours.page}"/>`,
    `<rect width="${width}" height="${whole}" rx="8" fill="${colours.bubble}"/>`,
    ...drawn,
    ...taps,
    '</svg>',
    '',
  ].join('\n');
}

/** Without the blank at which the line was broken: where a line begins on the right, it would stand out. */
function withoutEnd(line: readonly Run[]): readonly Run[] {
  return line.map((run, index) => (index === line.length - 1 ? { ...run, text: run.text.trimEnd() } : run));
}

/** Whether a text begins on the right: the first letter tells. */
function readsFromRight(runs: readonly Run[]): boolean {
  const text = runs.map((run) => run.text).join('');
  return /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);
}

function lineSvg(line: readonly Run[], isRtl: boolean, y: number, size: number, colour: string): string {
  const place = isRtl ? `x="${width - inset}" text-anchor="end"` : `x="${inset}"`;
  const spans = line.map((run) =>
    isPlain(run) ? escaped(run.text) : `<tspan${styleOf(run)}>${escaped(run.text)}</tspan>`,
  );
  return `<text ${place} y="${y}" font-size="${size}" fill="${colour}" xml:space="preserve">${isRtl ? embedded(spans.join('')) : spans.join('')}</text>`;
}

/** Reads from right to left also where an image's viewer knows nothing of `direction`. */
function embedded(line: string): string {
  return `\u202B${line}\u202C`;
}

function isPlain({ bold, italic, strike, mono }: Run): boolean {
  return !(bold || italic || strike || mono);
}

function styleOf({ bold, italic, strike, mono }: Run): string {
  return [
    bold ? ' font-weight="600"' : '',
    italic ? ' font-style="italic"' : '',
    strike ? ' text-decoration="line-through"' : '',
    mono ? ` font-family="${monospace}"` : '',
  ].join('');
}

function fileSvg(type: string, y: number): string {
  const middle = y + fileHeight / 2;
  return (
    `<rect x="${inset - 6}" y="${y - 6}" width="${width - 2 * (inset - 6)}" height="${fileHeight}" rx="6" fill="${colours.file}"/>` +
    `<text x="${width / 2}" y="${middle}" font-size="${textSize}" fill="${colours.faint}" text-anchor="middle">${type}</text>`
  );
}

function tapSvg(title: string, y: number): string {
  const size = widthOf(title) * textSize > width - 2 * inset ? smallSize : textSize;
  return (
    `<line x1="0" x2="${width}" y1="${y}" y2="${y}" stroke="${colours.page}"/>` +
    `<text x="${width / 2}" y="${y + buttonHeight / 2 + 5}" font-size="${size}" fill="${colours.tap}" text-anchor="middle">${escaped(title)}</text>`
  );
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[^\P{Cc}\t\n]/gu, '');
}
