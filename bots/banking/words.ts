import type { TurnContext } from 'botbuilder';
import { languageIn } from '../talk/language.js';
import { type Language, type Say, type Values, wordsFrom } from '../words.js';
import af from './words.af.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

export type BankingWord = keyof typeof en;

/** A sentence before it is put into a language. */
export interface Note {
  readonly name: BankingWord;
  readonly values?: Values;
}

/** What the banking bot says, in one language. */
export const bankingWordsIn: (language: Language) => Say<BankingWord> = wordsFrom({ en, af });

/** What the banking bot says, in the language of the turn. */
export function bankingWords(context: TurnContext): Say<BankingWord> {
  return bankingWordsIn(languageIn(context));
}
