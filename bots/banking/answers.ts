import type { TurnContext } from 'botbuilder';
import { readAccounts } from './accountWords.js';
import type { CannotTopic } from './cannot.js';
import { inWords } from './names.js';
import { localeIn, personOf, type Services } from './services.js';
import { accountNote } from './transferQuestion.js';
import { bankingWords } from './words.js';

/** The balances of the accounts that the text in English names, otherwise of all. */
export async function balance(context: TurnContext, said: string, { bank }: Services): Promise<string> {
  const accounts = await bank.accounts(personOf(context));
  const named = readAccounts(said);
  const shown = accounts.filter(({ id }) => named.length === 0 || named.includes(id));
  const words = bankingWords(context);
  const lines = inWords(shown.map(accountNote), words);
  return shown.length === 1 ? lines : `${words(named.length === 0 ? 'yourAccounts' : 'theseAccounts')}\n${lines}`;
}

export async function beneficiaries(context: TurnContext, { bank }: Services): Promise<string> {
  const { beneficiaries: all } = await bank.customer(personOf(context));
  return [bankingWords(context)('youCanPay'), ...all.map(({ name }) => `- ${name}`)].join('\n');
}

export async function cardState(context: TurnContext, { bank }: Services): Promise<string> {
  const { accounts, cardIsFrozen } = await bank.customer(personOf(context));
  const card = accounts.find(({ id }) => id === 'credit')?.masked ?? '';
  return bankingWords(context)(cardIsFrozen ? 'cardFrozenAlready' : 'cardNotFrozen', { card });
}

/** Says honestly what the bot cannot do, and who can. For what is due, the reminders may tell. */
export async function cannot(
  context: TurnContext,
  topic: CannotTopic | undefined,
  services: Services,
): Promise<string> {
  const words = bankingWords(context);
  const lines = [words('cannot', { topic: topic ?? 'other' })];
  if (topic === 'declined') lines.push(await cardState(context, services));
  if (topic === 'due') lines.push(await services.reminders.list(context, await localeIn(context, services)));
  return [...lines, words('consultantCan')].join('\n');
}

export async function greeting(context: TurnContext, { bank }: Services): Promise<string> {
  const { name } = await bank.customer(personOf(context));
  return bankingWords(context)('hello', { name });
}
