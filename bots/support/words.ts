import { type Activity, MessageFactory, type TurnContext } from 'botbuilder';
import { languageIn } from '../talk/language.js';
import { type Language, type Say, wordsFrom } from '../words.js';
import af from './words.af.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

/** The name of a sentence of this bot's. */
export type Word = keyof typeof en;

export type SupportSay = Say<Word>;

export const sayIn: (language: Language) => SupportSay = wordsFrom({ en, af });

/** What this bot says, in the language of the turn. */
export function wordsOfTurn(context: TurnContext): SupportSay {
  return sayIn(languageIn(context));
}

export function isWord(text: unknown): text is Word {
  return typeof text === 'string' && Object.hasOwn(en, text);
}

const menuWords = ['menu.open', 'menu.list', 'menu.human', 'menu.help'] as const;

/** The menu's titles, understood at any time, typed or tapped. At most 20 characters, the limit of a button. */
function menuTitlesIn(say: SupportSay): string[] {
  return menuWords.map((word) => say(word));
}

export const menuTitles = menuTitlesIn(sayIn('en'));

export function menu(context: TurnContext, text: string): Partial<Activity> {
  return MessageFactory.suggestedActions(menuTitlesIn(wordsOfTurn(context)), text);
}

const feedbackWords = ['solved', 'notSolved'] as const;

/** The titles of the answers to "is your ticket solved?". */
export function feedbackTitlesIn(say: SupportSay): string[] {
  return feedbackWords.map((word) => say(word));
}

/** Whether this is such a title, in any language. The buttons of templates are in the catalogue's language. */
export function isFeedbackTitle(text: string): boolean {
  return (['en', 'af'] as const).some((language) => feedbackTitlesIn(sayIn(language)).includes(text));
}

/** The values of a sentence that may hold a person's name. */
export function named(name: string | undefined): { isNamed: 'yes' | 'no'; name: string } {
  return { isNamed: name?.trim() ? 'yes' : 'no', name: name?.trim() ?? '' };
}
