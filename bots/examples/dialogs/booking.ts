import { withButtons } from 'botbuilder-adapter-clickatell';
import {
  ChoicePrompt,
  ComponentDialog,
  ConfirmPrompt,
  NumberPrompt,
  type PromptValidatorContext,
  TextPrompt,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';

/** What the dialog is told, and what it ends with. */
export interface Booking {
  name?: string;
  day?: string;
  people?: number;
}

const days = ['Friday', 'Saturday', 'Sunday'];

/** Books a table. Ends with the booking, or with nothing if the person does not confirm it. */
export class BookingDialog extends ComponentDialog {
  constructor(id: string) {
    super(id);
    this.addDialog(new TextPrompt('name', isName));
    this.addDialog(withButtons(new ChoicePrompt('day')));
    this.addDialog(new NumberPrompt('people', isTable));
    this.addDialog(withButtons(new ConfirmPrompt('confirm')));
    this.addDialog(new WaterfallDialog<Booking>('book', [askName, askDay, askPeople, confirm, end]));
    this.initialDialogId = 'book';
  }
}

type Step = WaterfallStepContext<Booking>;

function askName(step: Step) {
  const { name } = step.options;
  return name ? step.next(name) : step.prompt('name', 'What is your name?');
}

function askDay(step: Step) {
  step.options.name = String(step.result);
  return step.prompt('day', 'Which day?', days);
}

function askPeople(step: Step) {
  step.options.day = step.result.value;
  return step.prompt('people', {
    prompt: 'For how many?',
    retryPrompt: 'We have tables for 1 to 12. For how many is it?',
  });
}

function confirm(step: Step) {
  step.options.people = step.result;
  const { name, day, people } = step.options;
  return step.prompt('confirm', `${day}, for ${people}, in the name of ${name}. Shall we book it?`);
}

function end(step: Step) {
  return step.endDialog(step.result ? step.options : undefined);
}

async function isName({ recognized }: PromptValidatorContext<string>): Promise<boolean> {
  return recognized.succeeded && (recognized.value ?? '').trim().length > 1;
}

async function isTable({ recognized }: PromptValidatorContext<number>): Promise<boolean> {
  const { value = 0 } = recognized;
  return Number.isInteger(value) && value >= 1 && value <= 12;
}
