import { type Dialog, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import type { Desk } from '../desk.js';
import { consentIn, isLeft, isSkip } from '../reading/answersToQuestions.js';
import { type Change, changeIn, explicitChangeIn, partIn } from '../reading/corrections.js';
import type { Said } from '../said.js';
import { ask } from '../saidPrompt.js';
import { withMenu } from '../stack.js';
import { wordsOfTurn } from '../words.js';
import { changed, type Draft, draftFrom, take } from './draft.js';
import { openPrompts } from './openPrompts.js';

type Step = WaterfallStepContext<Draft>;

/**
 * Opens a ticket: asks for subject, description and photo as far as the draft lacks them, and for a confirmation, at
 * which all of it can be changed.
 */
export function openDialogs(desk: Desk): Dialog[] {
  const open = new WaterfallDialog<Draft>('open', [
    async (step) => {
      const { subject, photos } = step.options;
      if (subject) return step.next();
      return ask(step, 'open.subject', photos.length > 0 ? 'open.subjectOfPhoto' : 'open.subject');
    },
    async (step) => {
      const { options } = step;
      const said: Said | undefined = step.result;
      if (said) {
        options.subject = draftFrom('', said.text).subject;
        take(options, { ...said, text: '' });
      }
      return options.description || options.isDescribed
        ? step.next()
        : ask(step, 'open.description', 'open.description');
    },
    async (step) => {
      const { options } = step;
      const change = changeAt(step);
      if (change) return change;
      take(options, withoutSkip(step.result));
      options.isDescribed = true;
      return options.photos.length > 0 || options.isShown
        ? step.next()
        : ask(step, 'open.photo', 'open.photo', {}, ['skip']);
    },
    async (step) => {
      const change = changeAt(step);
      if (change) return change;
      take(step.options, withoutSkip(step.result));
      step.options.isShown = true;
      return step.options.change ? step.next() : confirm(step);
    },
    async (step) => answered(step, desk),
    async (step) => {
      const said: Said = step.result;
      const { change, ...draft } = step.options;
      take(draft, { ...said, text: '' });
      if (isLeft(said.text)) {
        await step.context.sendActivity(wordsOfTurn(step.context)('open.unchanged'));
        return step.replaceDialog('open', draft);
      }
      const whole = changeIn(said.text);
      const next = whole ?? (change?.part ? { ...change, text: said.text } : { ...change, part: partIn(said.text) });
      if (next.part && next.text) return step.replaceDialog('open', changed(draft, next));
      return step.replaceDialog('open', { ...draft, change: next });
    },
  ]);
  return [open, ...openPrompts()];
}

/** "Change the title to …" can be said at every question about the ticket. */
function changeAt(step: Step) {
  const said: Said | undefined = step.result;
  const change = said && explicitChangeIn(said.text);
  if (!said || !change) return undefined;
  take(step.options, { ...said, text: '' });
  return apply(step, change);
}

/** Says what has changed, because a question comes next that does not show it. */
async function apply(step: Step, change: Change) {
  const draft = changed(step.options, change);
  const say = wordsOfTurn(step.context);
  const text =
    change.part === 'subject' ? say('open.newTitle', { subject: draft.subject }) : say('open.newDescription');
  await step.context.sendActivity(text);
  return step.replaceDialog('open', draft);
}

function withoutSkip(said: Said | undefined): Said | undefined {
  return said && isSkip(said.text) ? { ...said, text: '' } : said;
}

function confirm(step: Step) {
  const { subject, description, photos } = step.options;
  const values = { subject, description, hasDescription: description ? 'yes' : 'no', photos: photos.length };
  return ask(step, 'open.confirm', 'open.confirm', values, ['yes', 'no']);
}

/** Takes the answer to the confirmation, or goes on with a change that lacks its words. */
async function answered(step: Step, { tickets, whoIs }: Desk) {
  const { options, context } = step;
  const say = wordsOfTurn(context);
  const said: Said | undefined = step.result;
  if (!said) return askForChange(step);
  take(options, { ...said, text: '' });
  const consent = consentIn(said.text);
  if (consent === 'no') {
    await context.sendActivity(withMenu(step, say('open.notOpened'), { ending: true }));
    return step.endDialog();
  }
  if (consent === 'yes') {
    const ticket = await tickets.open({ ...(await whoIs(context)), ...options });
    await context.sendActivity(say('open.opened', { ticket: ticket.id }));
    return step.endDialog();
  }
  const change = changeIn(said.text, { open: true }) ?? {};
  if (change.part && change.text) return step.replaceDialog('open', changed(options, change));
  options.change = change;
  return askForChange(step);
}

function askForChange(step: Step) {
  const { part, text } = step.options.change ?? {};
  if (part === 'subject') return ask(step, 'open.change', 'open.changeTitle');
  if (part === 'description') return ask(step, 'open.change', 'open.changeDescription');
  if (part === 'add') return ask(step, 'open.change', 'open.changeAdd');
  if (text) return ask(step, 'open.which', 'open.which', { words: text }, ['title', 'description', 'addIt']);
  return ask(step, 'open.which', 'open.change', {}, ['title', 'description']);
}
