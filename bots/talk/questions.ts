import type { DialogContext, DialogInstance } from 'botbuilder-dialogs';

/** The prompt whose answer is awaited: the innermost dialog. */
export function openQuestion(dc: DialogContext): DialogInstance | undefined {
  let inner = dc;
  while (inner.child !== undefined && inner.child !== inner) inner = inner.child;
  return inner.activeDialog;
}

/** Whether a dialog is under way, even if others have been begun since. */
export function isUnderWay({ stack }: DialogContext, id: string): boolean {
  return stack.some((each) => each.id === id);
}

/** Ends the dialog and those begun since, in silence: what was under way before stays. */
export function dropDialog({ stack }: DialogContext, id: string): void {
  // The framework's stack is its own state, innermost last. `endDialog` would ask the question before it once more.
  const at = stack.findIndex((each) => each.id === id);
  if (at >= 0) stack.splice(at);
}
