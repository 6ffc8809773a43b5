import type { DialogContext } from 'botbuilder-dialogs';
import { dropDialog } from '../talk/questions.js';
import type { Met } from '../talk/talk.js';

/** Begins a dialog. If it is under way already, it starts over. */
export async function begin(dc: DialogContext, id: string, options: object): Promise<Met> {
  dropDialog(dc, id);
  await dc.beginDialog(id, options);
  return 'done';
}
