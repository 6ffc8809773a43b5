import type { DialogContext } from 'botbuilder-dialogs';
import { z } from 'zod';
import { type Draft, draftFrom } from './dialogs/draft.js';
import { photoSchema } from './ticket.js';

const names = {
  open: 'Open a ticket',
  add: 'Add to a ticket',
  remind: 'Set a reminder',
  offer: 'Asked whether to open a ticket',
} as const;

const instance = z.object({
  id: z.enum(['open', 'add', 'remind', 'offer']),
  state: z.object({
    options: z.object({
      key: z.string().optional(),
      subject: z.string().optional(),
      description: z.string().optional(),
      ticket: z.unknown().optional(),
      text: z.string().optional(),
      photos: z.array(photoSchema).optional(),
    }),
  }),
});
const question = z.object({
  id: z.string().regex(/^(?:open|offer)\./),
  state: z.object({
    state: z.object({ photos: z.array(photoSchema).default([]), captions: z.array(z.string()).default([]) }),
  }),
});

/** What the open dialog has collected so far, for a human. */
export function draftOf({ stack }: DialogContext): object | undefined {
  const [open] = stack.flatMap((each) => instance.safeParse(each).data ?? []);
  if (!open) return undefined;
  const { photos = [], key: _, ticket, ...words } = open.state.options;
  const said = Object.entries({ ...words, ...(typeof ticket === 'string' && { ticket }) }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return {
    task: names[open.id],
    ...Object.fromEntries(said),
    ...(photos.length > 0 && { photos: photos.length }),
  };
}

/**
 * The ticket that is being opened, or that the person was offered, with all words and photos that they have sent for it.
 * `undefined` if there are none. `key`: the idempotency key if it has none yet.
 */
export function ticketUnderWay({ stack }: Pick<DialogContext, 'stack'>, key: string): Draft | undefined {
  const [words, photos]: [string[], Draft['photos']] = [[], []];
  let [subject, ownKey] = ['', key];
  for (const each of stack) {
    const { id, state } = instance.safeParse(each).data ?? {};
    if (id === 'open' || id === 'offer') {
      const { options } = state ?? { options: {} };
      subject ||= options.subject ?? '';
      ownKey = options.key ?? ownKey;
      words.push(options.description ?? '', options.text ?? '');
      photos.push(...(options.photos ?? []));
    }
    const kept = question.safeParse(each).data?.state.state;
    words.push(...(kept?.captions ?? []));
    photos.push(...(kept?.photos ?? []));
  }
  const description = words.filter(Boolean).join('\n');
  if (!subject && !description && photos.length === 0) return undefined;
  if (subject) return { key: ownKey, subject, description, photos };
  const [first = ''] = description.split('\n');
  const draft = draftFrom(ownKey, first, photos);
  const isTold = draft.subject === description;
  return { ...draft, description: isTold ? '' : description };
}
