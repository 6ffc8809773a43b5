import { type Language, type Say, wordsFrom } from '../words.js';
import af from './list/words.af.json' with { type: 'json' };
import en from './list/words.en.json' with { type: 'json' };

/** What the bots say of the reminders that wait. */
export const listWords: (language: Language) => Say<keyof typeof en> = wordsFrom({ en, af });
