import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { type ClickatellAdapter, type Clock, InvalidInputError, template } from '../../src/index.js';
import { InOrder } from '../inOrder.js';
import { type Board, CallKeyReusedError } from './board.js';
import type { Kind, Thing } from './thing.js';

export interface StatusRoutesOptions<T extends Thing, C> {
  readonly board: Board<T, C>;
  /** The business number that the alerts come from; `undefined` for the adapter's only one. */
  readonly from: string | undefined;
  readonly publisher: Pick<ClickatellAdapter, 'publish'>;
  readonly consent: Pick<ClickatellAdapter['consent'], 'endAll'>;
  readonly clock: Clock;
}

const callKey = z
  .string('must be a text')
  .regex(/^[\w.:-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, colons, dashes or underscores')
  .optional();

/**
 * `POST /api/flights/:id/status` (or parcels), for the programs that know: `{"state"?, …, "id"?}` → 202
 * `{"flight", "changed", "alert": {"id", "subscribers"} | null}`. What is not in the body stays as it is. Everybody who has
 * signed up is told of a change; where nothing has changed, nobody is, and the answer is 200.
 *
 * `id` is the caller's idempotency key: the same id with the same content is one call, with another content 409. A call
 * that was interrupted can be repeated, with an id or without. Wrong input: 400 with `{"error", "field"}`.
 *
 * And `GET /api/flights/:id` → `{"flight"}`, and `GET /api/flights` → `{"flights"}` where the kind is listed. These routes
 * do not authenticate: the server does.
 */
export function statusRoutes<T extends Thing, C>(server: Server, options: StatusRoutesOptions<T, C>): void {
  const { board } = options;
  const { topic, isListed } = board.kind;
  const inOrder = new InOrder();
  const found = async (req: Request): Promise<T> => {
    const thing = await board.get(idOf(req, board.kind));
    if (thing) return thing;
    throw new NotFound(`There is no such ${topic}. A first status with a "state" makes it known.`);
  };
  if (isListed) {
    server.get(
      `/api/${topic}s`,
      answering(async () => [200, { [`${topic}s`]: await board.all() }]),
    );
  }
  server.get(
    `/api/${topic}s/:id`,
    answering(async (req) => [200, { [topic]: await found(req) }]),
  );
  server.post(
    `/api/${topic}s/:id/status`,
    answering(async (req) => {
      const id = idOf(req, board.kind);
      const { key, change } = bodyOf(req.body, board.kind);
      // In order, so that nobody hears of an older change after a newer one.
      return inOrder.run(id, () => report(options, id, change, key));
    }),
  );
}

async function report<T extends Thing, C>(
  { board, from, publisher, consent, clock }: StatusRoutesOptions<T, C>,
  id: string,
  change: C,
  key: string | undefined,
): Promise<[number, object]> {
  const { kind } = board;
  const missing = (await board.get(id)) ? undefined : kind.missing(change);
  if (missing !== undefined)
    throw new InvalidInputError(missing, `must be there, because ${kind.topic} ${id} is not known yet`);
  const { before, thing, isChanged, alert } = await board.report(id, change, key);
  const topic = `${kind.topic}:${id}`;
  // Those who followed the last journey under this number are not told of the next one.
  if (before && kind.isNext(before, thing)) await consent.endAll({ topic, from, until: clock.now() });
  else if (before?.endedAt !== undefined || thing.endedAt !== undefined) {
    await consent.endAll({ topic, from, until: kind.alertsEnd(thing) });
  }
  if (!alert) return [isChanged ? 202 : 200, { [kind.topic]: thing, changed: isChanged, alert: null }];
  const told = await publisher.publish({
    topic,
    ...(from !== undefined && { from }),
    text: alert.text,
    template: template(kind.template, { [kind.topic]: id, news: alert.short }),
    id: alert.id,
  });
  await board.told(id, alert);
  return [202, { [kind.topic]: thing, changed: isChanged, alert: { id: told.id, subscribers: told.subscribers } }];
}

function idOf<T extends Thing, C>(req: Request, kind: Kind<T, C>): string {
  const id = kind.readId(String(req.params?.id));
  if (id === undefined)
    throw new InvalidInputError('id', `is no ${kind.topic} number in the path, such as ${kind.example}`);
  return id;
}

function bodyOf<T extends Thing, C>(body: unknown, kind: Kind<T, C>): { key: string | undefined; change: C } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidInputError('body', 'must be a JSON object, such as {"state": …}');
  }
  const { id, ...rest }: { id?: unknown } = { ...body };
  const key = read(callKey, id, 'id');
  if (Object.keys(rest).length === 0)
    throw new InvalidInputError('state', 'must be there, or another field that has changed');
  return { key, change: read(kind.change, rest) };
}

/** @throws InvalidInputError that names the field. */
function read<T>(schema: z.ZodType<T>, value: unknown, field?: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys')
    throw new InvalidInputError(issue.keys[0] ?? 'body', 'there is no such field');
  throw new InvalidInputError(field ?? (issue?.path.join('.') || 'body'), issue?.message ?? 'is wrong');
}

class NotFound extends Error {}

function answering(answer: (req: Request) => Promise<[status: number, body: object]>) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      res.send(...(await answer(req)));
    } catch (error) {
      if (error instanceof InvalidInputError) res.send(400, { error: error.message, field: error.field });
      else if (error instanceof NotFound) res.send(404, { error: error.message });
      else if (error instanceof CallKeyReusedError)
        res.send(409, { error: 'id: it was used before, for a call with another content.', field: 'id' });
      else throw error;
    }
  };
}
