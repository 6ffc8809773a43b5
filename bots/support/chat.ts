import type { DialogContext } from 'botbuilder-dialogs';
import type { Desk } from './desk.js';
import type { SmallTalk } from './reading/smallTalk.js';
import { withMenu } from './stack.js';
import { askWhetherSolved } from './tell.js';
import { wordsOfTurn } from './words.js';

/** Answers small talk: with the menu, or shortly if a question will be asked again after it. */
export async function chat(
  dc: DialogContext,
  topic: Exclude<SmallTalk, 'restart'> | 'greeting',
  desk: Desk,
): Promise<void> {
  const { context } = dc;
  const say = wordsOfTurn(context);
  const isOpen = dc.stack.length > 0;
  if (topic === 'ok' && !isOpen && (await askWhetherSolved(dc, desk, 'feedback.ask'))) return;
  if (isOpen && (topic === 'greeting' || topic === 'thanks' || topic === 'ok')) {
    await context.sendActivity(say(`${topic}InQuestion`, await nameIn(dc, desk)));
    return;
  }
  const text = say(topic, await nameIn(dc, desk));
  await context.sendActivity(withMenu(dc, text));
}

async function nameIn({ context }: DialogContext, { whoIs }: Desk) {
  const { name = '' } = await whoIs(context);
  return { name, isNamed: name ? 'yes' : 'no' };
}
