import type { DialogContext, DialogInstance } from 'botbuilder-dialogs';
import { z } from 'zod';

const slots = z.object({
  amountCents: z.number().optional(),
  to: z.string().optional(),
  near: z.object({ id: z.string(), said: z.string() }).optional(),
  from: z.string().optional(),
  reference: z.string().optional(),
});
const options = z.object({
  slots: slots.optional(),
  later: z.array(slots).optional(),
  action: z.enum(['freeze', 'unfreeze']).optional(),
  payment: z.object({ payee: z.string(), isBeneficiary: z.boolean(), amountCents: z.number().optional() }).optional(),
  at: z.number().optional(),
  text: z.string().optional(),
});
const waterfall = z.object({
  dialogs: z.object({
    dialogStack: z.array(z.object({ state: z.object({ options }) }).catch({ state: { options: {} } })),
  }),
});

/** What a dialog has collected so far. */
export type TaskOptions = z.infer<typeof options>;

/** What the dialogs under way have collected, innermost first. Those of one question without options are left out. */
export function tasksOf({ stack }: DialogContext): readonly { readonly id: string; readonly options: TaskOptions }[] {
  return stack
    .flatMap((instance) => {
      const found = optionsOf(instance);
      return found ? [{ id: instance.id, options: found }] : [];
    })
    .reverse();
}

export function taskOf(dc: DialogContext, id: string): TaskOptions | undefined {
  return tasksOf(dc).find((each) => each.id === id)?.options;
}

function optionsOf({ state }: DialogInstance): TaskOptions | undefined {
  return waterfall.safeParse(state).data?.dialogs.dialogStack[0]?.state.options;
}
