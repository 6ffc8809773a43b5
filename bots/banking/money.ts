import type { Note } from './words.js';

/** What a text says about an amount. Money is in whole cents everywhere; nothing here uses fractions. */
export type AmountReading =
  | { readonly kind: 'amount'; readonly cents: number }
  /** It cannot be read as one amount without guessing. */
  | { readonly kind: 'unclear'; readonly why: Note }
  | { readonly kind: 'none' };

const token =
  /(?<![\p{L}\d.,])(?<sign>[-−])?(?<mark>zar\s*|r\s*|[$€£¥]\s*|(?:usd|eur|gbp)\s*)?(?<minus>[-−])?(?<number>\d(?:[\d.,'’\s]*\d)?)(?<tail>\s*(?:rands?|zar|usd|dollars?|eur|euros?|gbp|pounds?|cents?|thousand|million)\b|[\p{L}%]+)?/giu;

/** Reads the one amount in a text: `R1 250,50`, `1,250.50` and `1250.5` are all understood, in rand. */
export function readAmount(text: string): AmountReading {
  const found = [...text.matchAll(token)].map(({ groups }) => groups ?? {});
  const marked = found.filter(({ mark, tail }) => mark !== undefined || /^\s*(rands?|zar)$/i.test(tail ?? ''));
  const [amount, ...others] = marked.length > 0 ? marked : found;
  if (!amount) return { kind: 'none' };
  if (others.length > 0) return unclear('amountSeveral');
  const { mark = '', tail = '', number = '' } = amount;
  if (/[$€£¥]|usd|eur|gbp|dollar|pound/i.test(mark + tail)) return unclear('amountRandOnly');
  if (amount.sign || amount.minus) return unclear('amountZero');
  if (tail !== '' && !/^\s*(rands?|zar|r)$/i.test(tail)) return unclear('amountUnsure', `${number}${tail}`);
  return readNumber(number);
}

/** The text without its amounts, to read the rest of it. */
export function withoutAmounts(text: string): string {
  return text.replace(token, ' ');
}

/** `R1,250.50`; a debit as `-R1,250.50`. */
export function showAmount(cents: number): string {
  const digits = Math.abs(cents).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}R${whole}.${digits.slice(-2)}`;
}

function readNumber(written: string): AmountReading {
  const number = written.replace(/\s/gu, ' ').replace(/’/g, "'");
  const plain = /^(\d+)(?:[.,](\d{1,2}))?$/.exec(number);
  if (plain) return inCents(plain[1], plain[2]);
  const grouped = /^([1-9]\d{0,2}(?:([ ',.])\d{3})(?:\2\d{3})*)(?:([.,])(\d{1,2}))?$/.exec(number);
  if (grouped && grouped[2] !== grouped[3]) {
    // 1.250 is 1250 for some people, and one and a quarter for others.
    const isGuess = grouped[2] === '.' && grouped[3] === undefined && number.length < 8;
    return isGuess ? unclear('amountTwoWays', number) : inCents(grouped[1], grouped[4]);
  }
  if (/^\d+[.,]\d{3,}$/.test(number)) return unclear('amountDigits');
  return unclear('amountUnsure', number);
}

function inCents(whole = '', cents = ''): AmountReading {
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (digits.length > 11) return unclear('amountTooMuch');
  const value = Number(digits + cents.padEnd(2, '0'));
  return value > 0 ? { kind: 'amount', cents: value } : unclear('amountZero');
}

function unclear(name: Note['name'], said = ''): AmountReading {
  return { kind: 'unclear', why: { name, values: { said } } };
}
