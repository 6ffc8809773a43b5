import { flatten } from './text.js';

/** Of a longer value the rest is cut off anyway: a body has at most 1024 characters. In UTF-16 units. */
const longest = 2048;

const link =
  /!?\[([^[\]\n]{0,1000})\]\(<?([^\s()<>]{1,2000}(?:\([^\s()<>]*\))?[^\s()<>]*)>?(?:\s+["'][^"'\n]*["'])?\)/g;
const address = /(?:https?:\/\/|mailto:|tel:|www\.)[^\s<>]*[^\s<>*_~()[\].,:;!?'"。，、！？]/gi;

/** Marks are emphasis only beside these: a slash, a dot or a letter makes them part of a name, a path or a formula. */
const before = '(?<=^|[\\s(\\["\'“‘«—–:;,!?]|\\p{Lo}|[、。，！？：；「（《])';
const after = '(?=$|\\s|\\p{Lo}|[、。，！？：；」）》—–]|[)\\]"\'”’».,:;!?…]+(?:$|\\s))';
const content = '(?=[^\\s*_~`])([^\\n*~`]{0,1024}?[^\\s*~`])';

/** Each with its content as the first group. */
const formats = [
  new RegExp(`${before}\\*{1,3}${content}\\*{1,3}${after}`, 'gu'),
  new RegExp(`${before}~~${content}~~${after}`, 'gu'),
  new RegExp(`${before}\`{1,2}(?=[^\\s\`])([^\\n\`]{1,1024})\`{1,2}${after}`, 'gu'),
  new RegExp(`${before}_(?=[^\\s_])([^\\n_]{0,1024}[^\\s_])_${after}`, 'gu'),
  // One word between double underscores is a name, such as __init__.
  new RegExp(`${before}__(?=[^\\s_])([^\\n_]{0,1024}\\s[^\\n_]{0,1024}[^\\s_])__${after}`, 'gu'),
  // Inside a word, of letters alone.
  /(?<=[\p{Lu}\p{Ll}])(?:\*\*|~~)([\p{L}\p{M}]{2,80})(?:\*\*|~~)(?=[\p{Lu}\p{Ll}])/gu,
];
// What stands behind a fence names a language only if lines follow it.
const lineStarts = /^[ \t]*(?:#{1,6}[ \t]+(?=\p{L})|>[ \t]+(?=\p{L})|(?:```|~~~)(?:[\w-]+[ \t]*(?=\n)|[ \t]*$))/gmu;

/**
 * A template's value on one line, without Markdown: WhatsApp would show its marks. A link becomes `text (address)`. Marks
 * that are part of a name, an address, a mask or a formula stay (`my_file_name`, `2*3*4`, `****1234`). Doing it again
 * changes nothing.
 */
export function plainValue(text: string): string {
  let value = text;
  // Each step makes the value shorter, so this ends.
  for (;;) {
    const next = flatten(withoutMarkdown(value));
    if (next === value) return value;
    value = next;
  }
}

function withoutMarkdown(text: string): string {
  if (!/[*_~`[#>]/.test(text)) return text;
  const addresses: string[] = [];
  const linked = text.slice(0, longest).replace(link, (_, label: string, url: string) => {
    const words = label.trim();
    return words === '' || words === url || `mailto:${words}` === url || `tel:${words}` === url
      ? words || url
      : `${words} (${url})`;
  });
  // An address is kept aside as one character, so that no mark in it counts.
  const kept = linked.replace(address, (found) => {
    addresses.push(found);
    return '\uE000';
  });
  const isSafe = !linked.includes('\uE000');
  let plain = (isSafe ? kept : linked).replace(lineStarts, '');
  for (const format of formats) plain = plain.replace(format, '$1');
  const restored = isSafe ? plain.replaceAll('\uE000', () => addresses.shift() ?? '') : plain;
  return restored + text.slice(longest);
}
