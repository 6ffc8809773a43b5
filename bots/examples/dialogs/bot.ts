import { ActivityHandler, ConversationState, type Storage, UserState } from 'botbuilder';
import { DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
import { type Booking, BookingDialog } from './booking.js';

/** A bot that books tables, and remembers the name of whoever has booked one. */
export class TableBot extends ActivityHandler {
  constructor(storage: Storage) {
    super();
    const conversations = new ConversationState(storage);
    const users = new UserState(storage);
    const profile = users.createProperty<{ name?: string }>('profile');
    const dialogs = new DialogSet(conversations.createProperty('dialogs'));
    dialogs.add(new BookingDialog('booking'));

    this.onMessage(async (context, next) => {
      const person = await profile.get(context, {});
      const dialog = await dialogs.createContext(context);
      const text = context.activity.text?.trim().toLowerCase();
      if (text === 'cancel') {
        await dialog.cancelAllDialogs();
        await context.sendActivity('Nothing is booked. Write whenever you want a table.');
      } else if (text === 'forget me') {
        await users.delete(context);
        await context.sendActivity('Your name is forgotten.');
      } else {
        const known: Booking = person.name ? { name: person.name } : {};
        const continued = await dialog.continueDialog();
        const turn =
          continued.status === DialogTurnStatus.empty ? await dialog.beginDialog('booking', known) : continued;
        if (turn.status === DialogTurnStatus.complete) {
          const booking: Booking | undefined = turn.result;
          if (booking?.name) person.name = booking.name;
          await context.sendActivity(booking ? `Booked. See you on ${booking.day}, ${booking.name}.` : 'Not booked.');
        }
      }
      await next();
    });

    // After every turn, in the commit that ends it.
    this.onDialog(async (context, next) => {
      await conversations.saveChanges(context);
      await users.saveChanges(context);
      await next();
    });
  }
}
