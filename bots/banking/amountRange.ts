import { readAmount } from './money.js';

/** Not "more than 2 weeks ago", nor "up to 5 June". */
const noUnit =
  '(?![\\d.,]| ?(?:days?|weeks?|months?|years?|transactions?|payments?|st\\b|nd\\b|rd\\b|th\\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))';
const number = `(r ?)?\\d+(?:[ ,.']\\d+)*(?: ?rands?)?${noUnit}`;
const between = new RegExp(`\\bbetween (${number}) and (${number})`);
const over = new RegExp(
  `\\b(?:over|above|more than|bigger than|larger than|greater than|higher than|at least|exceeding) (${number})`,
);
const under = new RegExp(`\\b(?:under|below|less than|smaller than|lower than|at most|up to|max(?:imum)?) (${number})`);
/** An amount by itself has to be marked as money, because it may be a day otherwise. */
const exact = /(?<![\p{L}\d])r ?\d[\d ,.']*|\b\d[\d,.']* ?rands?\b/u;

/** The amounts that a text in lower case asks for, in cents, and the text without them. */
export function readAmountRange(text: string): { least?: number; most?: number; rest: string } {
  const both = between.exec(text);
  if (both && (both[2] !== undefined || both[4] !== undefined || /rand/.test(both[0]))) {
    return { ...part('least', both[1]), ...part('most', both[3]), rest: text.replace(both[0], ' ') };
  }
  const least = over.exec(text);
  const most = under.exec(text);
  if (least || most) {
    const rest = text.replace(least?.[0] ?? '', ' ').replace(most?.[0] ?? '', ' ');
    return { ...part('least', least?.[1]), ...part('most', most?.[1]), rest };
  }
  const one = exec(exact, text);
  return one ? { ...part('least', one), ...part('most', one), rest: text.replace(one, ' ') } : { rest: text };
}

function exec(pattern: RegExp, text: string): string | undefined {
  return pattern.exec(text)?.[0];
}

function part(name: 'least' | 'most', text: string | undefined): { least?: number; most?: number } {
  const amount = text === undefined ? undefined : readAmount(text);
  return amount?.kind === 'amount' ? { [name]: amount.cents } : {};
}
