import type { Activity } from 'botbuilder';
import { whatsappChoices } from '../../src/index.js';

/** The menu's titles, understood at any time, typed or tapped. At most three, so that WhatsApp shows them as buttons. */
export const menuTitles = ['Follow a flight', 'Follow a parcel', 'My alerts'] as const;

export const welcome =
  'Welcome to the alerts desk: I tell you of changes to your flight or your parcel as they happen.';

export const textOnly = 'I can only read text here, no pictures, voice notes or places.';

export const handedOver = 'A colleague will write to you here.';

export const bot = 'I am a bot. Say "human", and a colleague will write to you here.';

export const notUnderstood =
  'I did not understand that. Write the number of a flight or a parcel, such as SA204 or ZA123456789, or choose:';

export const notUnderstoodAgain =
  'I still do not understand, sorry. I know of flights and parcels only; "human" gets you a colleague.';

export const sorry = 'I am sorry for the trouble. Say "human", and a colleague will write to you here.';

export const english = 'I read English only, sorry. Say "human", and a colleague will write to you here.';

export const unfinishedAlert =
  'Your new alert is not set yet. To go on, answer my last question, whenever you like. "Cancel" leaves it.';

export const help = [
  'This is what you can say:',
  '- "alerts for flight SA204" or "follow parcel ZA123456789"',
  '- "SA204" or "where is my parcel?" for how it stands now',
  '- "my alerts", and "stop SA204" to end one',
  '- "human" for a colleague, "cancel" to leave a question',
  'STOP by itself ends an alert that has just come, or else all my messages.',
].join('\n');

/** Plain text with buttons: an id or a place is shown as it is. */
export function offer(text: string, titles: readonly string[] = menuTitles): Partial<Activity> {
  return { ...whatsappChoices(text, titles), textFormat: 'plain' };
}

export function say(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}
