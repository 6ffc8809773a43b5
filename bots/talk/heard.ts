import { isOneSlip } from './slip.js';

/** Words of another language, by what they are in English: `{ "saldo": "balance" }`. Phrases come before words. */
export type Dictionary = Readonly<Record<string, string>>;

const shortest = 4;

/**
 * Puts the words of a command into English, so that one reading serves every language. Only commands are read from what
 * this gives: what a person says about their ticket or payment is kept as it was written.
 */
export function translator(dictionary: Dictionary): (text: string) => string {
  const phrases = Object.keys(dictionary).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}'])(?:${phrases.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replaceAll('’', "'").replace(pattern, (found) => dictionary[found.toLowerCase()] ?? found);
}

/**
 * Mends typing errors in words of at least four letters: a word that is one slip away from one of these, and is none of
 * `others`, becomes it. Of several the longest counts, because letters are left out more often than added; two of one
 * length are a doubt, and nothing is mended. The first letter has to be right. "unfreze my crad" is "unfreeze my card".
 */
export function speller(words: Iterable<string>, others: Iterable<string> = []): (text: string) => string {
  const known = new Set(words);
  const right = new Set([...known, ...others]);
  return (text) =>
    text.replace(/\p{L}+/gu, (found) => {
      const word = found.toLowerCase();
      if (word.length < shortest || right.has(word)) return found;
      const near = [...known].filter((other) => other.length >= shortest && isNearWord(word, other));
      const longest = Math.max(...near.map((other) => other.length));
      const [only, ...more] = near.filter((other) => other.length === longest);
      return only !== undefined && more.length === 0 ? only : found;
    });
}

function isNearWord(word: string, other: string): boolean {
  return word[0] === other[0] && isOneSlip(word, other);
}

function escaped(phrase: string): string {
  return phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
