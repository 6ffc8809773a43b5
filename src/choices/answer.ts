import { asciiDigits, withoutInvisible } from '../core/text.js';

/** Circled digits of typographic fonts, which Unicode does not call digits. Each range begins with the digit 1. */
const dingbats: readonly (readonly [first: number, last: number])[] = [
  [0x2776, 0x277f],
  [0x2780, 0x2789],
  [0x278a, 0x2793],
  [0x24f5, 0x24fe],
];

/**
 * The form in which answers and titles are compared. Case, width, spacing, direction marks, joiners, variation selectors
 * and skin tones do not matter, and digits of every script are the same: `٢`, `２`, `𝟐`, `②` and `2️⃣` are `2`.
 */
export function folded(text: string): string {
  const plain = text
    .replace(/№|\bn[º°](?=\s*\p{Nd})/giu, '#')
    .replace(/[\u2776-\u2793\u24F5-\u24FE]/g, dingbatNumber)
    .replaceAll('🔟', '10');
  return (
    asciiDigits(withoutInvisible(plain.normalize('NFKC')))
      // U+20E3 makes a digit a keycap emoji; U+2800 is a blank of Braille.
      .replace(/[\u20E3\p{Emoji_Modifier}]/gu, '')
      .replace(/[\s\u2800]+/g, ' ')
      .trim()
      .toLowerCase()
  );
}

function dingbatNumber(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const [first] = dingbats.find(([from, to]) => code >= from && code <= to) ?? [code];
  return String(code - first + 1);
}

/** What people put around an answer: brackets, quotation marks, WhatsApp's marks and the ends of sentences, but no "?". */
const wrapping = String.raw`\s\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'${'`'}´*_~.,;:!¡…·•。、।`;
const around = new RegExp(`^[${wrapping}]+|[${wrapping}]+$`, 'gu');

/** A folded answer without brackets, quotation marks and the like around it. */
export function unwrapped(answer: string): string {
  return withoutAngles(answer).replace(around, '');
}

/** On one side alone they compare: `>2`. */
function withoutAngles(answer: string): string {
  return answer.replace(/^<([^<>]*)>$/, '$1');
}

/** Words before the number of a choice, as in "option 2", in the languages that STOP is known in. */
const labels = [
  ...['option', 'choice', 'number', 'item', 'answer', 'num', 'nr', 'no\\.', 'opsie', 'keuse', 'nommer', 'antwoord'],
  ...['optie', 'keuze', 'nummer', 'auswahl', 'antwort', 'opción', 'opcion', 'número', 'numero', 'respuesta'],
  ...['opção', 'opcao', 'resposta', 'choix', 'numéro', 'réponse', 'reponse', 'inombolo'],
];
const numbered = new RegExp(
  `^[${wrapping}#]*(?:(${labels.join('|')})(?![\\p{L}\\p{M}])[${wrapping}#]*)?(?<![.,])(\\d{1,4})[${wrapping}#]*$`,
  'u',
);
const longestNumbered = 64;

/**
 * The number that a folded answer is, and the word before it, if there is one: `2`, `(2)`, `2.`, `#2`, `option 2`.
 * `undefined` if it says anything else: `2 of them`, `-2`, `1.5`, `2%` and `2?` are no number of a choice.
 */
export function numberIn(answer: string): { readonly number: number; readonly label?: string } | undefined {
  if (answer.length > longestNumbered) return undefined;
  const [, label, digits] = numbered.exec(withoutAngles(answer)) ?? [];
  if (digits === undefined) return undefined;
  return { number: Number(digits), ...(label !== undefined && { label }) };
}
