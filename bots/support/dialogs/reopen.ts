import { type Dialog, WaterfallDialog } from 'botbuilder-dialogs';
import { addSaid } from '../notes.js';
import { isSkip } from '../reading/answersToQuestions.js';
import { type Said, turnOf } from '../said.js';
import { ask, SaidPrompt } from '../saidPrompt.js';
import type { Tickets } from '../tickets.js';
import { wordsOfTurn } from '../words.js';

export interface Reopened {
  ticket: string;
  subject: string;
}

/** Asks what is still wrong with a ticket that was just re-opened, and adds the answer to the ticket. */
export function reopenDialogs(tickets: Tickets): Dialog[] {
  const reopen = new WaterfallDialog<Reopened>('reopen', [
    async (step) => {
      const { ticket, subject } = step.options;
      return ask(step, 'reopen.what', 'reopen.what', { ticket, subject });
    },
    async (step) => {
      const said: Said = step.result;
      const { ticket } = step.options;
      const say = wordsOfTurn(step.context);
      if (said.photos.length === 0 && isSkip(said.text)) {
        await step.context.sendActivity(say('reopen.nothing', { ticket }));
        return step.endDialog();
      }
      await addSaid(tickets, ticket, said, turnOf(step.context.activity));
      await step.context.sendActivity(say('reopen.added', { ticket }));
      return step.endDialog();
    },
  ]);
  return [reopen, prompt];
}

const prompt = new SaidPrompt('reopen.what', {
  help: 'help.reopen.what',
  isFree: true,
  takesPhotos: true,
  isExact: isSkip,
  validate: () => undefined,
});
