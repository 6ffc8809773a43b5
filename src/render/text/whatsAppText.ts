import { setImmediate } from 'node:timers/promises';
import { xmlNodes } from './html.js';
import { inline } from './inline.js';
import { convertedInParts, isHeavy } from './longText.js';
import { typedLineStart, writeMarks } from './marks.js';
import { noReferences } from './references.js';

/** A text without any of these has nothing that Markdown or WhatsApp would read as markup. */
const significant = /[\\`*_~[\]<&]|^[ \t]*(?:[-+#>|:=]|\d+[.)])/m;
const pictureBytes = /(!\[[^\]\n]{0,500}\]\(data:)image\/[^)\s]*/gi;

/**
 * Converts a Bot Framework text to WhatsApp's format: its marks for bold, italic, strikethrough and code, headings in
 * bold, lists, quotes, tables as monospace (see `table`), and the addresses of links visible. HTML tags are removed.
 * No visible character is lost. Typed marks (`****1234`, `2 * 3`) stay characters: one that WhatsApp could take for
 * markup gets an invisible U+2060 beside it. Never throws.
 *
 * `format` is the activity's `textFormat`: `markdown` if absent (Bot Framework's default), or `xml` for HTML, XML and
 * SSML. With any other value the text is sent as it is typed.
 */
export function toWhatsAppText(text: string, format?: 'markdown' | 'plain' | 'xml' | (string & {})): string {
  if (format === 'xml') {
    const shown = inline(xmlNodes(text), { source: text, references: noReferences }, typedLineStart);
    return shown.replace(/ +(?=\n|$)/g, '');
  }
  if ((format ?? 'markdown') !== 'markdown') return writeMarks(text);
  if (!significant.test(text)) return text;
  const steps = conversion(text);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** How long a part may be converted without giving way to others, in ms. */
const sliceMs = 10;

/** Whether converting the text could hold others up, so that `toWhatsAppTextInTurns` is the way. */
export function isLongText(text: string): boolean {
  return isHeavy(text);
}

/** As `toWhatsAppText`, but gives way to others between the parts of a long text. */
export async function toWhatsAppTextInTurns(text: string, format?: string): Promise<string> {
  if ((format ?? 'markdown') !== 'markdown' || !significant.test(text)) return toWhatsAppText(text, format);
  const steps = conversion(text);
  let began = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < sliceMs) continue;
    await setImmediate();
    began = performance.now();
  }
}

function conversion(text: string): Generator<undefined, string> {
  const legible = text.includes('(data:') ? text.replace(pictureBytes, '$1') : text;
  return convertedInParts(legible.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), (part) => significant.test(part));
}
