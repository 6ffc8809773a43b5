import type { UserState } from 'botbuilder';
import { Languages, type Spoken } from '../talk/language.js';
import type { Bank } from './bank.js';
import { personOf } from './services.js';

/** The language of each customer: what they chose in chat, otherwise what the bank's record says. */
export function bankingLanguages(userState: UserState, bank: Pick<Bank, 'customer'>): Languages {
  return new Languages({
    spoken: userState.createProperty<Spoken>('spoken'),
    ofProfile: async (context) => (await bank.customer(personOf(context))).language,
  });
}
