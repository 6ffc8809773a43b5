import type { DialogContext, DialogInstance } from 'botbuilder-dialogs';

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
