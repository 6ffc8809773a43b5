import { isLanguage } from '../templates/language.js';

/** The languages that WhatsApp has templates in, without their regions. */
const codes = (
  'af ar az be bg bn ca cs da de el en es et fa fi fil fr ga gu ha he hi hr hu id it ja ka kk kn ko ky lo lt lv mk ml mr ms ' +
  'nb nl pa pl prs ps pt ro ru rw si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu'
).split(' ');

const byName = new Map(codes.map((code) => [nameOf(code), code]));

/** Regions as portals write them behind a language's name, where that is not their code. */
const regions: Readonly<Record<string, string>> = { UK: 'GB', SPA: 'ES', ARG: 'AR', MEX: 'MX', BRA: 'BR', POR: 'PT' };

/** The code of a language that is given by its code or its English name: `en_US` of `en-US` and of `English (US)`. */
export function languageCode(given: string): string | undefined {
  const text = given.trim();
  if (isLanguage(text)) return text.replaceAll('-', '_');
  const [, name = '', region] = /^([^()]+?)\s*(?:\(([^()]+)\))?$/.exec(text) ?? [];
  const code = byName.get(name.toLowerCase());
  if (code === undefined) return undefined;
  if (region === undefined) return code;
  const upper = region.trim().toUpperCase();
  const known = regions[upper] ?? upper;
  return /^[A-Z]{2}$/.test(known) ? `${code}_${known}` : undefined;
}

function nameOf(code: string): string {
  return (new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code).toLowerCase();
}
