import type { DialogContext } from 'botbuilder-dialogs';
import { dropDialog } from '../talk/questions.js';
import type { Met } from '../talk/talk.js';
import { tasksIn, withMenu } from './stack.js';
import { isWord, wordsOfTurn } from './words.js';

/** Stops the innermost task, and says which. What lies below it is to be asked again. */
export async function stop(dc: DialogContext): Promise<Met> {
  const { context } = dc;
  const say = wordsOfTurn(context);
  const task = tasksIn(dc).at(-1);
  if (!task) {
    await context.sendActivity(withMenu(dc, say('nothingToCancel')));
    return 'done';
  }
  const { ticket = '' } = task.state.options ?? {};
  dropDialog(dc, task.id);
  const stopped = `stopped.${task.id}`;
  const text = isWord(stopped) ? say(stopped, { ticket: String(ticket) }) : '';
  const isLast = dc.stack.length === 0;
  await context.sendActivity(withMenu(dc, isLast ? `${text} ${say('whatElse')}` : text));
  return 'said';
}
