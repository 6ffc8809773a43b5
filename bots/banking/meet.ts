import type { DialogContext } from 'botbuilder-dialogs';
import { isUnderWay } from '../talk/questions.js';
import type { Met } from '../talk/talk.js';
import { balance, beneficiaries, cannot, cardState, greeting } from './answers.js';
import { begin } from './begin.js';
import type { CardRequest } from './dialogs/card.js';
import type { TransactionsOptions } from './dialogs/transactions.js';
import { handOff } from './handOff.js';
import { helpFor } from './help.js';
import type { Intent } from './intents.js';
import { offerMenu, say } from './lines.js';
import { meetTransfer } from './meetTransfer.js';
import { localeIn, type Services } from './services.js';
import { stop, stopAll } from './stop.js';
import { taskOf } from './tasks.js';
import { bankingWords } from './words.js';

/** Does what the person wishes. */
export async function meet(dc: DialogContext, wish: Intent, text: string, services: Services): Promise<Met> {
  const { context } = dc;
  const words = bankingWords(context);
  const answer = async (said: string): Promise<Met> => {
    await context.sendActivity(dc.activeDialog ? say(said) : offerMenu(context, said));
    return 'said';
  };
  switch (wish.kind) {
    case 'cancel':
      return stop(dc);
    case 'menu':
      return stopAll(dc);
    case 'human':
      return handOff(dc, text, services);
    case 'help':
      return answer(helpFor(dc, words));
    case 'transfer':
      return meetTransfer(dc, wish.said, text, services);
    case 'transactions': {
      const options: TransactionsOptions = { text: wish.said };
      return begin(dc, 'transactions', options);
    }
    case 'remind': {
      const { payment, at } = taskOf(dc, 'reminder') ?? {};
      const isAgain = isUnderWay(dc, 'reminder') && (wish.rest ?? '') === '';
      if (isAgain && dc.activeDialog?.id === 'reminder') return 'said';
      const options = { text: wish.rest ?? '', payment, at };
      return begin(dc, 'reminder', options);
    }
    case 'unremind':
      return answer(await services.reminders.takeBack(context, wish.rest ?? '', await localeIn(context, services)));
    case 'reminders':
      return answer(await services.reminders.list(context, await localeIn(context, services)));
    case 'freeze':
    case 'unfreeze':
    case 'notMe': {
      const action = wish.kind === 'unfreeze' ? 'unfreeze' : 'freeze';
      const options: CardRequest = { action, afterFraud: wish.kind === 'notMe' };
      return begin(dc, 'card', options);
    }
    case 'balance':
      return answer(await balance(context, wish.said, services));
    case 'beneficiaries':
      return answer(await beneficiaries(context, services));
    case 'cardState':
      return answer(await cardState(context, services));
    case 'cannot':
      return answer(await cannot(context, wish.topic, services));
    case 'greeting':
      return answer(dc.activeDialog ? words('helloAgain') : await greeting(context, services));
    case 'itWasMe':
      return answer(words('allWell'));
    case 'thanks':
      return answer(words(dc.activeDialog ? 'youAreWelcome' : 'anythingElse'));
    case 'bye':
      return answer(words(dc.activeDialog ? 'youAreWelcome' : 'goodbye'));
    case 'bot':
      return answer(words('iAmABot'));
    case 'howAreYou':
      return answer(words('iAmFine'));
  }
}
