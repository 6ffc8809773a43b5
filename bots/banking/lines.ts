import { type Activity, MessageFactory, type TurnContext } from 'botbuilder';
import { bankingWords } from './words.js';

/** Plain text, so that nothing in it becomes markup. An account number such as `****1234` must be shown as it is. */
export function say(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

/** Plain text with buttons. A tapped button comes back as its title. */
export function offer(text: string, titles: readonly string[]): Partial<Activity> {
  return { ...MessageFactory.suggestedActions([...titles], text), textFormat: 'plain' };
}

/** Plain text with what the bot can do. Each title is also understood if it is typed. */
export function offerMenu(context: TurnContext, text: string): Partial<Activity> {
  const words = bankingWords(context);
  const titles = [words('menuBalance'), words('menuTransactions'), words('menuTransfer'), words('menuFreeze')];
  return offer(text, [...titles, words('menuHelp')]);
}
