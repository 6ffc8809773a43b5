import type { TurnContext } from 'botbuilder';
import { type Locale, localeOf } from '../dates/locale.js';
import { languageIn } from '../talk/language.js';

/** How the person of the turn writes and reads dates. */
export function localeIn(context: TurnContext): Locale {
  return localeOf(context.activity.from.id, { language: languageIn(context) });
}
