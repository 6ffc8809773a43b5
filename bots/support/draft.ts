import type { DialogContext } from 'botbuilder-dialogs';
import { z } from 'zod';

const names = { open: 'Open a ticket', add: 'Add to a ticket', remind: 'Set a reminder', photo: 'A photo' } as const;
const instance = z.object({
  id: z.enum(['open', 'add', 'remind', 'photo']),
  state: z.object({
    options: z.object({
      subject: z.string().optional(),
      description: z.string().optional(),
      ticket: z.string().optional(),
      text: z.string().optional(),
      photos: z.array(z.unknown()).optional(),
    }),
  }),
});

/** What the open dialog has collected so far, for a human. */
export function draftOf({ stack }: DialogContext): object | undefined {
  const [open] = stack.flatMap((each) => instance.safeParse(each).data ?? []);
  if (!open) return undefined;
  const { photos = [], ...words } = open.state.options;
  const said = Object.entries(words).filter(([, value]) => value !== undefined && value !== '');
  return {
    task: names[open.id],
    ...Object.fromEntries(said),
    ...(photos.length > 0 && { photos: photos.length }),
  };
}
