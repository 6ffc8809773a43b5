import type { DialogContext } from 'botbuilder-dialogs';
import { askForHuman } from '../human/handOff.js';
import type { Met } from '../talk/talk.js';
import { draftOf } from './draft.js';
import { say } from './lines.js';
import { personOf, type Services } from './services.js';
import { bankingWords } from './words.js';

/** The number of the (invented) call centre. */
const callCentre = '+27 11 000 0000';

/** A consultant answers, and has what was collected so far. What is open stays so, and goes on when they are done. */
export async function handOff(dc: DialogContext, reason: string, { bank, said }: Services): Promise<Met> {
  const customer = await bank.customer(personOf(dc.context));
  const draft = draftOf(dc, customer);
  await askForHuman(dc.context, said, { reason, customer: customer.name, draft });
  await dc.context.sendActivity(say(bankingWords(dc.context)('handedOver', { callCentre })));
  return 'done';
}
