import type { DialogContext } from 'botbuilder-dialogs';
import { isUnderWay } from '../talk/questions.js';
import type { Met } from '../talk/talk.js';
import type { Desk } from './desk.js';
import { localeIn } from './localeIn.js';
import { takeOut, withMenu } from './stack.js';
import { wordsOfTurn } from './words.js';

/**
 * Takes reminders back. While a new one is being set, "cancel my reminder" means that one, and the person is told which
 * remain; "cancel my reminders" means all. `words`: which of them. `text`: the whole message, in English.
 */
export async function unremind(dc: DialogContext, words: string, text: string, { reminders }: Desk): Promise<Met> {
  const { context } = dc;
  const say = wordsOfTurn(context);
  const locale = localeIn(context);
  const isSetting = isUnderWay(dc, 'remind');
  const isPlural = /\breminders\b/i.test(text);
  const isNamed = /[\p{L}\p{N}]/u.test(words.replace(/\b(?:all|of|my|the|both|please|that|this|it)\b/gi, ''));
  const isAny = (await reminders.waiting(context)).length > 0;
  const answers: string[] = [];
  if (isSetting && !isNamed) takeOut(dc, 'remind');
  if (isSetting && !isNamed && !isAny) answers.push(say('remind.dropped'));
  else if (isSetting && !isNamed && !isPlural) {
    answers.push(say('remind.remain'), await reminders.list(context, locale));
  } else {
    answers.push(await reminders.takeBack(context, isPlural ? `all ${words}` : words, locale));
    if (isSetting && !isNamed) answers.push(say('remind.droppedNew'));
  }
  const answer = answers.join('\n');
  await context.sendActivity(withMenu(dc, answer));
  return 'said';
}
