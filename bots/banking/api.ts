import { randomUUID } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { type ClickatellAdapter, InvalidInputError, isAddress, personIdOf } from '../../src/index.js';
import { beginning, type Days, isDay } from '../dates/calendar.js';
import { type Language, languages } from '../words.js';
import { availableCents, type Transaction } from './accounts.js';
import type { Bank } from './bank.js';
import type { PaymentQuestion } from './cardPayments.js';
import { categories } from './category.js';
import { wasItYou } from './wasItYou.js';
import { bankingWordsIn } from './words.js';

export interface BankingRoutesOptions {
  readonly bank: Bank;
  readonly notify: ClickatellAdapter['notify'];
  /** The business number that asks; `undefined` for the adapter's only one. */
  readonly from: string | undefined;
}

/**
 * The bank's API for its other programs, on the same books: `GET /api/customers/:person` and
 * `GET /api/customers/:person/transactions?from=2026-05-01&to=2026-05-31` (both optional, both included). Amounts are
 * in whole cents. Wrong input is a 400 that names the field. These routes do not authenticate: the server does.
 */
export function bankingRoutes(server: Server, { bank, notify, from }: BankingRoutesOptions): void {
  server.get(
    '/api/customers/:person',
    answered(async (req) => [200, await customer(bank, personOf(req))]),
  );
  /** `{"language": "en"|"af"}` → 200 with the customer: in which language the bank writes to them. Their own choice in chat counts more. */
  server.put(
    '/api/customers/:person',
    answered(async (req) => {
      const person = personOf(req);
      const { language } = parsed(profileSchema, req.body);
      await bank.setLanguage(person, language);
      return [200, await customer(bank, person)];
    }),
  );
  server.get(
    '/api/customers/:person/transactions',
    answered(async (req) => [200, await transactions(bank, personOf(req), daysOf(req))]),
  );

  /**
   * `{"amountCents", "merchant", "category"?, "suspicious"?, "id"?}` books a payment with the customer's card → 201
   * `{"transaction", "suspicious", "notification"}`. If it is suspicious, or looks unusual and the call does not say, the
   * customer is asked "Was it you?": `notification` is the id of the question. `id` is the caller's idempotency key; with
   * another payment under it: 409. A frozen card or one without the money declines: 409 with the `reason`.
   */
  server.post(
    '/api/customers/:person/transactions',
    answered(async (req) => {
      const person = personOf(req);
      const { id: key, ...payment } = parsed(paymentSchema, req.body);
      const result = await bank.payByCard(person, { ...payment, key, notification: `was-it-you-${randomUUID()}` });
      if (result.kind === 'key-reused') {
        return [409, { error: 'id: it was used before, for another payment.', field: 'id' }];
      }
      if (result.kind === 'declined') return [409, { error: declined[result.reason], reason: result.reason }];
      const { transaction, question } = result;
      if (question?.state === 'open') {
        const { language } = await bank.customer(person);
        await notify(asking(person, question, from, language));
      }
      const body = { transaction: shown(transaction, question), suspicious: question !== undefined };
      return [201, { person, ...body, notification: question?.notification ?? null }];
    }),
  );

  /** Settles the question about a payment without the customer, after a call for example → 200 `{"transaction", "state"}`. */
  server.post(
    '/api/customers/:person/transactions/:id/clear',
    answered(async (req) => {
      const question = await bank.clearPayment(personOf(req), String(req.params?.id));
      if (!question) return [404, { error: 'Nobody was asked about such a transaction.' }];
      return [200, { transaction: question.transaction, state: question.state }];
    }),
  );
}

const sentence = 'must be a name of 1 to 60 characters on one line';
const profileSchema = z.strictObject({ language: z.enum(languages, `must be one of ${languages.join(', ')}`) });
const paymentSchema = z.strictObject({
  amountCents: z
    .int('must be a whole number of cents above 0')
    .positive('must be a whole number of cents above 0')
    .max(1e12, 'must be at most 1000000000000'),
  merchant: z
    .string(sentence)
    .trim()
    .min(1, sentence)
    .max(60, sentence)
    .refine((text) => !/\p{C}/u.test(text), sentence),
  category: z.enum(categories, `must be one of ${categories.join(', ')}`).optional(),
  suspicious: z.boolean('must be true or false').optional(),
  id: z
    .string('must be a text')
    .regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, colons, dashes or underscores')
    .optional(),
});

const declined = {
  'card-frozen': 'The card is frozen: it pays nothing.',
  'insufficient-funds': 'There is not so much left on the card.',
};

function asking(person: string, question: PaymentQuestion, from: string | undefined, language: Language = 'en') {
  const { text, choices, template } = wasItYou(person, question, bankingWordsIn(language));
  const id = question.notification;
  return { to: person, ...(from !== undefined && { from }), text, choices, template, id };
}

async function customer(bank: Bank, person: string) {
  const { name, language, accounts, cardIsFrozen } = await bank.customer(person);
  const card = accounts.find(({ id }) => id === 'credit');
  return {
    person,
    name,
    language: language ?? 'en',
    accounts: accounts.map((account) => ({
      id: account.id,
      name: account.name,
      number: account.masked,
      currency: account.currency,
      balanceCents: account.balanceCents,
      availableCents: availableCents(account),
    })),
    card: { number: card?.masked, state: cardIsFrozen ? 'frozen' : 'active' },
  };
}

async function transactions(bank: Bank, person: string, days: Days) {
  const found = await bank.transactions(person, undefined, { days });
  const questions = new Map((await bank.questions(person)).map((question) => [question.transaction, question]));
  return { person, transactions: found.map((entry) => shown(entry, questions.get(entry.id))) };
}

/** With what the customer has said of it, if they were asked. */
function shown(
  { id, account, at, amountCents, description, category }: Transaction,
  question: PaymentQuestion | undefined,
) {
  const booked = { id, account, at: new Date(at).toISOString(), amountCents, currency: 'ZAR', description, category };
  return { ...booked, ...(question && { wasItYou: question.state }) };
}

/** @throws InvalidInputError that names the field. */
function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys')
    throw new InvalidInputError(issue.keys[0] ?? 'body', 'there is no such field');
  throw new InvalidInputError(issue?.path.join('.') || 'body', issue?.message ?? 'is wrong');
}

function personOf(req: Request): string {
  const person = personIdOf(String(req.params?.person));
  if (!isAddress(person)) throw new InvalidInputError('person', 'Must be an international number or a user id.');
  return person;
}

function daysOf(req: Request): Days {
  const query = new URLSearchParams(req.getQuery());
  const [from = beginning, to = '9999-12-31'] = ['from', 'to'].map((field) => {
    const value = query.get(field) ?? undefined;
    if (value !== undefined && !isDay(value)) throw new InvalidInputError(field, 'Must be a day such as 2026-05-01.');
    return value;
  });
  if (from > to) throw new InvalidInputError('to', 'Must not be before "from".');
  return { from, to };
}

/** A handler that sends the result of `answer`. Input that it refuses becomes a 400. */
function answered(answer: (req: Request) => Promise<[status: number, body: object]>) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      res.send(...(await answer(req)));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      res.send(400, { error: error.message, field: error.field });
    }
  };
}
