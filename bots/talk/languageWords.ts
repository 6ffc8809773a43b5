import { plain } from '../plain.js';
import type { Language } from '../words.js';
import common from './languages.json' with { type: 'json' };

const names: Readonly<Record<Language, string>> = { en: 'english|engels', af: 'afrikaans' };
const wishes =
  '(?:(?:hi|hello|hey|hallo|please|pls|plz|asseblief|asb|ekskuus|sorry|u|net|only|rather|can|could|kan|ons|we|you|i|ek|jy|wil|want|would|like|prefer|to|let us|speak|talk|write|chat|praat|skryf|in|change|switch|language|do|eerder|liewer|verkies) )*';
const after = '(?: (?:please|asseblief|pls|plz|asb|thanks|dankie|met my|with me|praat|skryf|only|instead|now))*';

/** The language that a message chooses and nothing else: "Afrikaans", "can we speak Afrikaans please?". */
export function languageChosen(text: string): Language | undefined {
  const said = plain(text);
  if (new RegExp(`^${wishes}(?:${names.af})${after}$`).test(said)) return 'af';
  return new RegExp(`^${wishes}(?:${names.en})${after}$`).test(said) ? 'en' : undefined;
}

/** A message is taken to be in a language with this share of its common words, because many words are in several. */
const share = 0.5;

/**
 * The language (ISO 639-1) of a message that is not English, as far as its common words say; `other` if it is written in
 * another script. `undefined` if it may well be English. Libraries that detect languages need whole sentences: they take
 * "saldo" for Italian and "thanks" for Danish.
 */
export function foreignLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = text.match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length >= 2 && latin.length < letters.length / 2) return 'other';
  const said = plain(text).split(' ').filter(Boolean);
  if (said.length === 0) return undefined;
  const scored = Object.entries(common).map(([language, words]) => {
    return { language, score: said.filter((word) => words.includes(word)).length / said.length };
  });
  const [best] = scored.sort((one, other) => other.score - one.score);
  return best !== undefined && best.score >= share ? best.language : undefined;
}
