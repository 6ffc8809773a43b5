import { plain } from '../plain.js';
import { readYesNo } from '../talk/yesNo.js';
import { readAccount } from './accountWords.js';
import { clause, withoutClause } from './clauses.js';
import { whenLater } from './later.js';
import { readAmount, withoutAmounts } from './money.js';
import { readParty } from './party.js';
import { readShare } from './share.js';
import type { TransferSlots } from './transferSlots.js';
import { type Parties, partyOf, readPayer, words } from './transferText.js';
import type { Note } from './words.js';

/** What was asked about a transfer. */
export type Asked = 'amount' | 'payee' | 'near' | 'payer' | 'confirm';

/** What an answer says, to the question or as a correction of what was said before. */
export type TransferAnswer =
  | { readonly kind: 'yes' | 'no' }
  /** "Hold on": nothing is sent, and the person says what shall be different. */
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'change';
      readonly slots: TransferSlots;
      /** What the person took back. It is asked again. */
      readonly cleared: readonly (keyof TransferSlots)[];
      /** The amount is halved, or payer and payee change places. */
      readonly turn?: 'half' | 'swap';
      readonly notes: readonly Note[];
    }
  /** `notes` say why it cannot be used. */
  | { readonly kind: 'unclear'; readonly notes: readonly Note[] };

const leads =
  "no+|nope|nah|nee|yes|ja|yeah|yep|ok|okay|but|wait|hold on|hang on|one sec(?:ond)?|stop|sorry|oops|actually|rather|instead|i mean(?:t)?|i want(?:ed)?(?: it)?(?: to be)?|i said|make (?:it|that)|change (?:it|that|the amount|the payee|the account)?(?: to)?|it should be|it must be|should be|must be|let'?s(?: do)?|let it be|please|pls|only|just|so|um+|uh+|hmm+|correction|use|take|do|go with|pay it|send it|with|man|well|and|set it to|the amount is|amount|not that";
const lead = new RegExp(`^(?:(?:${leads})(?![\\p{L}'])[\\s,.!:;-]*)+`, 'iu');
/** A yes that says again what it agrees to: "yes send it now". */
const sendsIt =
  /^(?:(?:yes|yeah|yep|yup|ja|yebo|ok|okay|sure|please|pls|go) )+(?:(?:send|pay|do|it|now|please|pls|the|money|that|this|ahead|confirm|transfer|make|payment|so|thanks|right|away|yes|yeah|ja|ok) ?)+$/;
const numberWord =
  /\b(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|honderd|duisend|twintig|dertig|vyftig)\b/;
const waits = /\b(?:wait|hold on|hang on|one sec(?:ond)?|not yet|change(?: it| something)?|let me (?:think|check))\b/;
const refusals =
  /^(?:(?:no+|nope|nah|nee|stop|don't|dont|do not|never|please|pls|cancel|leave|it|send|do|pay|that|this|the|money|thanks|thank you|now|all|anything|want|i|to|any ?more|wrong|not|nothing|changed my mind|have|i've|ive|rather|man|way|hell|off) ?)+$/;
const noWord = /\b(?:no+|nope|nah|nee|don't|dont|do not|never|stop|cancel|changed my mind)\b/;
const slotNames: Readonly<Record<string, keyof TransferSlots>> = {
  amount: 'amountCents',
  price: 'amountCents',
  money: 'amountCents',
  person: 'to',
  payee: 'to',
  name: 'to',
  beneficiary: 'to',
  recipient: 'to',
  guy: 'to',
  one: 'to',
  someone: 'to',
  somebody: 'to',
  account: 'from',
  payer: 'from',
  reference: 'reference',
  ref: 'reference',
};
const takenBack = new RegExp(
  `\\b(?:wrong|different|another|other|change(?: the| my)?|not (?:the|that|this)|incorrect|else)\\s*(?:the |my )?(${Object.keys(slotNames).join('|')})\\b|\\b(someone|somebody) else\\b`,
);

/** Reads the answer to a question about a transfer. The text is in English. */
export function readTransferAnswer(asked: Asked, text: string, parties: Parties): TransferAnswer {
  const said = plain(text);
  const yesNo = readYesNo(text) ?? (sendsIt.test(said) && !/\?/.test(text) ? 'yes' : undefined);
  if (yesNo && (asked === 'confirm' || asked === 'near')) return { kind: yesNo };
  const isAsked = /\?\s*$/.test(text);
  if (asked === 'confirm' && noWord.test(said) && refusals.test(said) && !waits.test(said)) return { kind: 'no' };
  const rest = text.replace(lead, '').trim();
  const change = changeIn(asked, rest, said, parties);
  if (change && !(isAsked && asked === 'confirm' && change.kind === 'unclear')) return change;
  if (asked === 'confirm' && waits.test(said) && !isAsked) return { kind: 'wait' };
  return { kind: 'unclear', notes: [] };
}

function changeIn(asked: Asked, rest: string, said: string, parties: Parties): TransferAnswer | undefined {
  const back = takenBack.exec(said);
  const slot = slotNames[back?.[1] ?? back?.[2] ?? ''];
  const { slots, cleared, notes, left } = slotsIn(asked, rest, parties);
  const when = whenLater(said);
  const late: Note[] = when === undefined ? [] : [{ name: 'onlyNow', values: { when } }];
  if (Object.keys(slots).length + cleared.length > 0) {
    return { kind: 'change', slots, cleared, notes: [...late, ...notes] };
  }
  if (slot) return { kind: 'change', slots: {}, cleared: [slot], notes: [] };
  // "Make it two hundred": the amount that is known is not meant any more.
  if (asked !== 'amount' && numberWord.test(said)) {
    return { kind: 'change', slots: {}, cleared: ['amountCents'], notes: [{ name: 'amountAgain' }] };
  }
  if (/\b(?:other way (?:a)?round|swap|switch them|vice versa)\b/.test(said)) {
    return { kind: 'change', slots: {}, cleared: [], turn: 'swap', notes: [] };
  }
  if (/^(?:only )?half(?: of (?:it|that))?$/.test(plain(rest)) && asked !== 'amount') {
    return { kind: 'change', slots: {}, cleared: [], turn: 'half', notes: [] };
  }
  if (notes.length + late.length > 0) return { kind: 'unclear', notes: [...late, ...notes] };
  const isName = asked === 'payee' && left !== '' && /\p{L}/u.test(left) && left.split(' ').length <= 4;
  return isName ? { kind: 'unclear', notes: [{ name: 'unknownPayee', values: { said: left } }] } : undefined;
}

/** What the words say about each slot, and the words that say nothing. */
function slotsIn(asked: Asked, text: string, parties: Parties) {
  const { said, not } = withoutNot(text);
  const share = readShare(said, parties.accounts);
  const from = clause('from|frm|out of|using', said);
  const rest = withoutClause('from|frm|out of|using', said);
  const reference = clause('reference(?: to| is)?:?|ref:?|for', rest);
  const bare = withoutClause('reference(?: to| is)?:?|ref:?|for', rest);
  const amount = share ? undefined : amountIn(asked, bare);
  const to = clause('to|into|onto', bare);
  const left = words(
    withoutAmounts((to === undefined ? bare : withoutClause('to|into|onto', bare)).replace(/\?/g, '')),
  );
  const named = to === undefined ? left : words(withoutAmounts(to));
  const payer = from === undefined ? undefined : readPayer(words(withoutAmounts(from)), parties.accounts);
  const isPayer = to === undefined && (asked === 'payer' || (asked !== 'payee' && asked !== 'near'));
  const account = isPayer ? (readAccount(named) ?? maskedOf(named, parties)) : undefined;
  const payee = named === '' || account !== undefined ? undefined : partyOf(named, parties);
  const slots: TransferSlots = {
    ...share?.slots,
    ...(amount?.kind === 'amount' && { amountCents: amount.cents }),
    ...(payee?.kind === 'one' && { to: payee.id, near: undefined }),
    ...(payee?.kind === 'near' && { to: undefined, near: { id: payee.id, said: named } }),
    ...(account !== undefined && { from: account }),
    ...(payer?.kind === 'one' && { from: payer.id }),
    ...(reference !== undefined && { reference: reference.slice(0, 60) }),
  };
  const unknown = to !== undefined && (payee?.kind === 'none' || payee?.kind === 'several');
  const notes: Note[] = [
    ...(share ? [share.note] : []),
    ...(amount?.kind === 'unclear' ? [amount.why] : []),
    ...(unknown ? [{ name: 'unknownPayee' as const, values: { said: named } }] : []),
    ...(payer && payer.kind !== 'one' ? [{ name: 'unknownAccount' as const, values: { said: from ?? '' } }] : []),
  ];
  return { slots, cleared: Object.keys(slots).length === 0 ? clearedBy(not, parties) : [], notes, left: named };
}

function maskedOf(text: string, { accounts }: Parties) {
  const reading = /\d{4}/.test(text) ? readParty(text, accounts) : undefined;
  return reading?.kind === 'one' ? accounts.find(({ id }) => id === reading.id)?.id : undefined;
}

/** A small number alone chooses from a list, if it is no amount by its mark. */
function amountIn(asked: Asked, text: string) {
  const amount = readAmount(text.replace(/\*+\d{4}/g, ' '));
  const isMarked = /\br ?\d|\d ?(?:r\b|rand|zar)/i.test(text);
  return amount.kind === 'amount' && asked !== 'amount' && !isMarked && amount.cents < 10_00 ? undefined : amount;
}

/** "Not Sipho, Thandi" and "Thandi, not Sipho": what is not meant, and the rest. */
function withoutNot(text: string): { said: string; not: string | undefined } {
  const found = /(?:^|\s|,)not\s+((?:to |from )?(?:my )?(?:r ?)?[\p{L}\d.,*]+)(?:\s+but\b)?[\s,]*/iu.exec(` ${text}`);
  if (!found) return { said: text, not: undefined };
  return {
    said: ` ${text}`
      .replace(found[0], ' ')
      .replace(lead, '')
      .replace(/^[\s,]+|[\s,]+$/g, ''),
    not: found[1],
  };
}

function clearedBy(not: string | undefined, parties: Parties): readonly (keyof TransferSlots)[] {
  if (not === undefined) return [];
  const name = words(not.replace(/^(?:to|from)\s+/i, '').replace(/,/g, ''));
  if (readAmount(name).kind === 'amount') return ['amountCents'];
  if (readAccount(name) !== undefined) return ['from'];
  return partyOf(name, parties).kind === 'one' ? ['to'] : [];
}
