import type { Activity } from 'botbuilder';
import { whatsappChoices } from '../../src/index.js';
import { wordsFrom } from '../words.js';
import en from './words.en.json' with { type: 'json' };

/** What the bot says. It writes English only. */
export const words = wordsFrom({ en })('en');

/** The menu's titles, understood at any time, typed or tapped. At most three, so that WhatsApp shows them as buttons. */
export const menuTitles = [words('menu.flight'), words('menu.parcel'), words('menu.alerts')];

/** Plain text with buttons: an id or a place is shown as it is. */
export function offer(text: string, titles: readonly string[] = menuTitles): Partial<Activity> {
  return { ...whatsappChoices(text, titles), textFormat: 'plain' };
}

export function say(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}
