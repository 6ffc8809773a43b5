import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import {
  type ClickatellAdapter,
  type DeskConversation,
  type DeskMessageReport,
  HandOffOverError,
  InvalidInputError,
  NotHandedOffError,
  NotificationIdReusedError,
  NotificationUnsettledError,
  parseReply,
} from '../src/index.js';
import { knownFields, optionalIn } from './query.js';

const text = z.string('must be a text').trim().min(1, 'must not be empty');
const opening = z.strictObject({ agent: text.max(128, 'must be at most 128 characters long').optional() });
const closing = z.strictObject({
  message: text.max(1024, 'must be at most 1024 characters long').optional(),
  state: z.enum(['completed', 'failed'], 'must be "completed" or "failed"').optional(),
});
const handingOff = z.strictObject({
  reason: text.max(1024, 'must be at most 1024 characters long'),
  context: z.unknown().optional(),
});

/**
 * The conversations that humans have. `GET /api/conversations?waiting` tells which nobody has answered, longest waiting
 * first; without `waiting`, all that are handed off, and with `all`, also those that were in the last 30 days.
 * `GET …/:id/messages` tells what was said, `POST …/:id/reply` says something, `…/open` takes the conversation, `…/close`
 * gives it back to the bot, and `…/handOff` takes it from the bot. `:id` is the conversation's id. Wrong input: 400 with
 * `{"error", "field"}`. 404 for a conversation that is not handed off, 409 if it is the bot's again or if another message
 * has the reply's id.
 */
export function deskRoutes(server: Server, { desk }: Pick<ClickatellAdapter, 'desk'>): void {
  const path = '/api/conversations/:id';
  server.get(
    '/api/conversations',
    answered(200, async (req) => {
      knownFields(req, ['waiting', 'all']);
      const [isWaiting, isAll] = [isAsked(req, 'waiting'), isAsked(req, 'all')];
      if (isWaiting && isAll) throw new InvalidInputError('all', 'cannot be asked for together with waiting');
      const conversations = await desk.conversations(isWaiting ? 'waiting' : isAll ? 'all' : 'open');
      return { conversations: conversations.map(shown) };
    }),
  );
  server.get(
    path,
    answered(200, async (req) => shown(await desk.conversation(idIn(req)))),
  );
  server.get(
    `${path}/messages`,
    answered(200, async (req) => ({ messages: (await desk.messages(idIn(req))).map(shownMessage) })),
  );
  server.post(
    `${path}/reply`,
    answered(202, (req) => desk.reply(idIn(req), parseReply(req.body))),
  );
  server.post(
    `${path}/open`,
    answered(200, async (req) => {
      const { agent } = parsed(opening, req.body);
      await desk.open(idIn(req), agent === undefined ? {} : { agent });
      return { state: 'open' };
    }),
  );
  server.post(
    `${path}/close`,
    answered(200, async (req) => {
      const { state, message } = parsed(closing, req.body);
      await desk.close(idIn(req), { ...(state && { state }), ...(message !== undefined && { message }) });
      return { state: 'closed' };
    }),
  );
  server.post(
    `${path}/handOff`,
    answered(202, (req) => desk.handOff(idIn(req), parsed(handingOff, req.body))),
  );
}

function idIn(req: Request): string {
  return String(req.params.id);
}

/** A flag of the query: `?waiting`, or with a value that is not `false` or `0`. */
function isAsked(req: Request, field: string): boolean {
  const isThere = new URLSearchParams(req.getQuery()).has(field);
  return isThere && !['false', '0'].includes(optionalIn(req, field) ?? '');
}

/** @throws InvalidInputError */
function parsed<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    throw new InvalidInputError(issue.keys[0] ?? '', 'there is no such field');
  }
  throw new InvalidInputError(issue?.path.join('.') || 'body', issue?.message ?? 'cannot be read');
}

function shown({ since, until, window, last, ...rest }: DeskConversation): object {
  const { state, closesAt } = window;
  return {
    ...rest,
    since: timeOf(since),
    until: timeOf(until),
    window: { state, ...(closesAt !== undefined && { closesAt: timeOf(closesAt) }) },
    ...(last && { last: { ...last, at: timeOf(last.at) } }),
  };
}

function shownMessage({ at, ...message }: DeskMessageReport): object {
  return { ...message, at: timeOf(at) };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

/** A handler that sends the result of `answer`. What it refuses becomes an answer that says why. */
function answered(status: number, answer: (req: Request) => Promise<object>) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      res.send(status, await answer(req));
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      const [code, field] = failure;
      res.send(code, { error: error instanceof Error ? error.message : '', ...(field !== undefined && { field }) });
    }
  };
}

function failureOf(error: unknown): [status: number, field?: string] | undefined {
  if (error instanceof InvalidInputError) return [400, error.field];
  if (error instanceof NotHandedOffError) return [404];
  if (error instanceof HandOffOverError) return [409];
  if (error instanceof NotificationIdReusedError || error instanceof NotificationUnsettledError) return [409, 'id'];
  return undefined;
}
