import { type Activity, MessageFactory } from 'botbuilder';

/** What the bot can do, by the titles of its buttons. Each title is also understood if it is typed. */
export const menu = ['Balance', 'Transactions', 'Transfer', 'Freeze card', 'Help'] as const;

/** The number of the (invented) call centre. */
const callCentre = '+27 11 000 0000';

/** Plain text, so that nothing in it becomes markup. An account number such as `****1234` must be shown as it is. */
export function say(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

/** Plain text with buttons. A tapped button comes back as its title. */
export function offer(text: string, titles: readonly string[] = menu): Partial<Activity> {
  return { ...MessageFactory.suggestedActions([...titles], text), textFormat: 'plain' };
}

export const welcome = 'Welcome to Protea Bank. Say "menu" at any time to see what I can do.';

export const textOnly = 'I can only read text here, no pictures, voice notes or places.';

export const noSecrets =
  'Please never send whole card, account or ID numbers here: I do not need them, and I have not used this one.';

export const notUnderstood =
  'I did not understand that. I can show your balance and transactions, send money, and freeze or unfreeze your card.';

export const handedOver = `A consultant will write to you here. You can also call ${callCentre}, day and night.`;

export const unfinishedTransfer =
  'Your transfer is not finished: no money was sent. To go on, answer my last question, whenever you like. "Cancel" ' +
  'stops it.';

export const help = [
  'This is what you can say:',
  '- "what is my balance"',
  '- "show transactions from 1 May to last Friday"',
  '- "send R250 to Sipho"',
  '- "remind me to pay Sipho R250 on 28 November"',
  '- "freeze my card" or "unfreeze my card"',
  '- "human" for a consultant, "cancel" to stop whatever we are doing',
].join('\n');

/** The help for each question, by the prompt's id. */
export const helpAt: Readonly<Record<string, string>> = {
  amount: 'Write the amount in rand, for example 250 or 1250.50. "Cancel" stops the transfer.',
  payee: 'Choose who gets the money by a name in the list. "Cancel" stops the transfer.',
  payer: 'Choose the account that pays. "Cancel" stops the transfer.',
  confirmTransfer: 'The money leaves only when you say Yes. "No" or "cancel" stops the transfer.',
  remindPayee: 'Tell me who you want to pay, and how much if you know it. "Cancel" sets no reminder.',
  remindWhen: 'Tell me when, for example "tomorrow at 9" or "28 November". "Cancel" sets no reminder.',
  which: 'Your words fit more than one stretch of days: choose one, or write the dates. "Cancel" goes back.',
  period: 'Write days in the past, for example "last week", "since Monday" or "1 May to 7 May". "Cancel" goes back.',
  more: '"More" shows earlier transactions, "Done" ends the list.',
  whichPayment: 'Choose the payment by a name or an amount in the list, or say "all". "Cancel" leaves it open.',
  confirmCard:
    'A frozen card declines every payment until you unfreeze it. Answer Yes or No; "cancel" changes nothing.',
};

/** What to say to a person who leaves a dialog, by the dialog's id. */
export const left: Readonly<Record<string, string>> = {
  transfer: 'Cancelled. No money was sent.',
  card: 'Cancelled. Nothing was changed on your card.',
  reminder: 'Cancelled. No reminder was set.',
  payment: 'All right. The question stays open: tell me whenever you know.',
  transactions: 'Cancelled.',
};
