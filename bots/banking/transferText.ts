import type { Account, Beneficiary } from './accounts.js';
import { readAccount, withoutAccounts } from './accountWords.js';
import { clause, withoutClause } from './clauses.js';
import { whenLater, withoutLater } from './later.js';
import { type AmountReading, readAmount, withoutAmounts } from './money.js';
import { type PartyReading, partyNotes, readParty } from './party.js';
import { readShare } from './share.js';
import type { TransferReading } from './transferSlots.js';

export interface Parties {
  readonly accounts: readonly Account[];
  readonly beneficiaries: readonly Beneficiary[];
}

const verb = /^.*?\b(?:send|pay off|pay up|pay|transfer|move|eft|give|deposit|wire|settle|make a payment|payment)\b/i;
const filler =
  /\b(?:some|more|money|cash|payment|transfer|a|an|the|of|please|pls|plz|asap|urgently|thanks|now|today|my|our|account|acc|with|and|also|too|instead|rather|amount|rands?|zar|bucks|each|worth|then|from here|immediately|quickly|off|for me|man|hey|again|as well|right|away|that|it|only|just|his|her|their|him|them)\b/gi;

/** Reads "send R250 to Sipho from savings for lunch", and "pay Thandi 100". The text is in English. */
export function readTransfer(text: string, parties: Parties): TransferReading {
  const { accounts } = parties;
  const later = whenLater(text);
  const { said, amount, payee: wanted } = readPayment(text, parties);
  const share = amount.kind === 'amount' ? undefined : readShare(text, accounts);
  const from = clause('from|frm|out of|using|with my', said);
  const reference = clause('for|ref(?:erence)?:?', said)?.slice(0, 60);
  const isPayee = reference !== undefined && wanted === '' && partyOf(words(reference), parties).kind === 'one';
  const to = isPayee ? words(reference) : wanted;
  // "Send all my savings" names the account that pays.
  const isShared = share !== undefined && !/\b(?:to|into|onto)\b/i.test(text);
  const payee = to === '' || isShared ? undefined : partyOf(to, parties);
  const payer =
    from === undefined || share
      ? undefined
      : readPayer(/\*+\d{4}/.exec(from)?.[0] ?? words(withoutAmounts(from)), accounts);
  return {
    slots: {
      ...(amount.kind === 'amount' && { amountCents: amount.cents }),
      ...share?.slots,
      ...(payee?.kind === 'one' && { to: payee.id }),
      ...(payee?.kind === 'near' && { near: { id: payee.id, said: to } }),
      ...(payer?.kind === 'one' && { from: payer.id }),
      ...(reference && !isPayee && { reference }),
    },
    notes: [
      ...(later === undefined ? [] : [{ name: 'onlyNow' as const, values: { when: later } }]),
      ...(amount.kind === 'unclear' && !share ? [amount.why] : []),
      ...(share ? [share.note] : []),
      ...(payee ? partyNotes(to, payee) : []),
      ...(payer && payer.kind !== 'one' ? [{ name: 'unknownAccount' as const, values: { said: from ?? '' } }] : []),
    ],
  };
}

/** Whom to pay, in the person's own words, and how much: "Sipho" and R250 in "pay Sipho R250 for lunch". */
export function readPayment(text: string, parties?: Parties): { said: string; amount: AmountReading; payee: string } {
  const said = withoutLater(text)
    .replace(/[?!.]+$/, '')
    .replace(verb, '');
  const rest = withoutClause('for|ref(?:erence)?:?', withoutClause('from|frm|out of|using|with my', said));
  const phone = /(?<![\d*])(?:\+\d{2}|0)(?: ?\d){9}(?!\d)/.exec(rest)?.[0];
  const amount = readAmount(rest.replace(phone ?? '', ' ').replace(/\*+\d{4}/g, ' '));
  if (phone !== undefined) return { said, amount, payee: phone };
  const before = rest.replace(/\b(?:to|into|onto)\b.*/i, ' ');
  const payee = words(withoutAmounts(clause('to|into|onto', rest) ?? before));
  const named = parties && payee !== '' ? partyIn(payee, parties) : undefined;
  return { said, amount, payee: named ?? payee };
}

/** The party, or one of the customer's own accounts by its other names: "current". */
export function partyOf(name: string, { accounts, beneficiaries }: Parties): PartyReading {
  const reading = readParty(name, [...beneficiaries, ...accounts]);
  const account = reading.kind === 'none' || reading.kind === 'near' ? readAccount(name) : undefined;
  // "Sipho frm cheque" is no account.
  const isAccount =
    account !== undefined && accounts.some(({ id }) => id === account) && words(withoutAccounts(name)) === '';
  return isAccount ? { kind: 'one', id: account } : reading;
}

/** Of many words, those that name a party: "sipho" in "yo listen sipho quickly". `undefined` if all do, or none. */
function partyIn(payee: string, parties: Parties): string | undefined {
  if (partyOf(payee, parties).kind !== 'none') return undefined;
  const single = payee.split(' ').filter((word) => word.length > 3 && partyOf(word, parties).kind === 'one');
  const ids = new Set(single.map((word) => JSON.stringify(partyOf(word, parties))));
  return ids.size === 1 && payee.split(' ').length > 2 ? single.join(' ') : undefined;
}

export function readPayer(text: string, accounts: readonly Account[]): PartyReading {
  const id = readAccount(text);
  return id === undefined ? readParty(text, accounts) : { kind: 'one', id };
}

/** The words that name somebody or something. */
export function words(text: string): string {
  return text
    .replace(filler, ' ')
    .replace(/[,;:!?.]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
