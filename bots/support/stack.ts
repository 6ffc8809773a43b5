import type { Activity } from 'botbuilder';
import type { DialogContext, DialogInstance } from 'botbuilder-dialogs';
import { menu } from './words.js';

type Stack = Pick<DialogContext, 'stack'>;

/** The tasks under way, outermost first. A question of a task is called after it: `open.photo` belongs to `open`. */
export function tasksIn({ stack }: Stack): readonly DialogInstance[] {
  return stack.filter(({ id }) => !id.includes('.'));
}

/** Ends one task in silence, with its question. Those before and after it stay. */
export function takeOut({ stack }: Stack, id: string): void {
  const at = stack.findIndex((each) => each.id === id);
  if (at < 0) return;
  const isQuestion = stack[at + 1]?.id.startsWith(`${id}.`) ?? false;
  stack.splice(at, isQuestion ? 2 : 1);
}

/**
 * The text with the menu, unless a question will be asked again after it: then a number would be taken for the menu's.
 * `ending`: whether the innermost task is about to end with this text.
 */
export function withMenu(dc: DialogContext, text: string, { ending = false } = {}): Partial<Activity> {
  const below = tasksIn(dc).length - (ending ? 1 : 0);
  return below > 0 ? { type: 'message', text } : menu(dc.context, text);
}
