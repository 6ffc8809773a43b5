import { ActivityHandler } from 'botbuilder';
import { whatsappChoices } from 'botbuilder-adapter-clickatell';

/** Answers on the first number. `askSales` has the other number write to the person. */
export function supportBot(askSales: (person: string) => Promise<unknown>): ActivityHandler {
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    if (/^a quote$/i.test(context.activity.text ?? '')) {
      await askSales(context.activity.from.id);
      await context.sendActivity('Sales writes to you from their own number.');
    } else {
      await context.sendActivity(whatsappChoices('This is support. How can we help?', ['New ticket', 'A quote']));
    }
    await next();
  });
  return bot;
}
