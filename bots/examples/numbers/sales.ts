import { ActivityHandler } from 'botbuilder';
import { template, whatsappChoices } from 'botbuilder-adapter-clickatell';

/** Answers on the second number. */
export const sales = new ActivityHandler();

sales.onMessage(async (context, next) => {
  const { text = '' } = context.activity;
  if (/^order$/i.test(text)) await context.sendActivity('Ordered. We write to you here when it is on its way.');
  else
    await context.sendActivity(
      whatsappChoices('This is sales. Your quote is Q-7, R1 200 in all.', ['Order', 'Not now']),
    );
  await next();
});

/** What sales writes to a person who has asked for a quote: a text while its own window is open, otherwise a template. */
export function quoteFor(to: string) {
  return {
    to,
    text: 'Your quote Q-7 is ready: R1 200 in all. Shall we order?',
    choices: ['Order', 'Not now'],
    template: template('quote_ready', { quote: 'Q-7', total: 'R1 200' }),
  };
}
