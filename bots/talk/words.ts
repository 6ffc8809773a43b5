import type { TurnContext } from 'botbuilder';
import { type Say, wordsFrom } from '../words.js';
import { languageIn } from './language.js';
import af from './words.af.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

const words = wordsFrom({ en, af });

/** What all bots say, in the language of the turn. */
export function talkWords(context: TurnContext): Say<keyof typeof en> {
  return words(languageIn(context));
}
