import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import {
  type ClickatellAdapter,
  type ConsentInput,
  type ConsentReport,
  InvalidInputError,
  parseConsent,
} from '../src/index.js';
import { knownFields, optionalIn } from './query.js';

const batchLimit = 1000;
/** Not `Date.parse`, which takes the 31st of February. */
const time = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/**
 * What people allow. `GET /api/people/:person/consent` tells it for each of our numbers (or for `?from=`), with the
 * history. `PUT` changes it for one number: `{"source": "web form", "topics": {"flight:SA204": true}}` or
 * `{"source": "call centre", "stopped": true}`; what is not named stays as it is. `POST /api/consents` takes in up to
 * 1,000 at once, `{"consents": [{"person", "source", "at", "topics"}]}`, each with the time at which the person said so.
 * Times are in ISO 8601. Wrong input: 400 with `{"error", "field"}`, and nothing is changed.
 */
export function consentRoutes(server: Server, { consent }: Pick<ClickatellAdapter, 'consent'>): void {
  server.get(
    '/api/people/:person/consent',
    answered(async (req) => {
      knownFields(req, ['from']);
      const to = String(req.params.person);
      const from = optionalIn(req, 'from');
      const all = await ofPerson(from === undefined ? consent.all(to) : consent.of({ to, from }).then((one) => [one]));
      return { person: all[0]?.person ?? to, consents: all.map(shown) };
    }),
  );
  server.put(
    '/api/people/:person/consent',
    answered(async (req) => {
      if ('to' in req.body) throw new InvalidInputError('to', 'there is no such field: the person is in the path');
      const report = await ofPerson(consent.change(inputOf(req.body, String(req.params.person))));
      return { person: report.person, ...shown(report) };
    }),
  );
  server.post(
    '/api/consents',
    answered(async (req) => {
      const list: unknown = req.body.consents;
      if (!Array.isArray(list) || list.length === 0 || list.length > batchLimit) {
        throw new InvalidInputError('consents', `must be an array of 1 to ${batchLimit} consents`);
      }
      const inputs = list.map(inputOfMany);
      return ofPerson(consent.import(inputs)).catch((error: unknown) => {
        throw moved(error, 'consents');
      });
    }),
  );
}

/** One of many: the person is in it. An error names its place in the list. */
function inputOfMany(json: unknown, at: number): ConsentInput {
  const place = `consents.${at}`;
  if (typeof json !== 'object' || json === null) throw new InvalidInputError(place, 'must be an object');
  const { person, ...rest } = { person: undefined, ...json };
  if (typeof person !== 'string') {
    throw new InvalidInputError(`${place}.person`, 'must be an international number or a user id');
  }
  if ('to' in rest) throw new InvalidInputError(`${place}.to`, 'there is no such field');
  try {
    return inputOf(rest, person);
  } catch (error) {
    throw moved(error, place);
  }
}

/** With its times in epoch ms, and checked. */
function inputOf(json: object, to: string): ConsentInput {
  const given: Record<string, unknown> = { ...json, to };
  for (const field of ['at', 'until']) if (field in given) given[field] = timeOf(given[field], field);
  return parseConsent(given);
}

function timeOf(value: unknown, field: string): unknown {
  const { data } = time.safeParse(value);
  if (data === undefined) throw new InvalidInputError(field, 'must be a time, as 2026-05-01T12:00:00Z');
  return Date.parse(data);
}

function shown({ from, stopped, marketingStopped, topics, history }: ConsentReport): object {
  return {
    from,
    stopped: stopped ? withTime(stopped) : null,
    marketingStopped: marketingStopped ? withTime(marketingStopped) : null,
    topics: topics.map(({ until, ...rest }) => ({
      ...withTime(rest),
      ...(until !== undefined && { until: new Date(until).toISOString() }),
    })),
    history: history.map(withTime),
  };
}

function withTime<T extends { readonly at: number }>({ at, ...rest }: T): object {
  return { ...rest, at: new Date(at).toISOString() };
}

/** A handler that sends the result of `answer`. Input that it refuses becomes a 400. */
function answered(answer: (req: Request) => Promise<object>) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      res.send(200, await answer(req));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      res.send(400, { error: error.message, field: error.field });
    }
  };
}

/** What an error says of a field, said of the field in its place. */
function moved(error: unknown, place: string): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const { field, message } = error;
  return new InvalidInputError([place, field].filter(Boolean).join('.'), message.slice(field.length + 2));
}

/** What the library calls `to` is the person here. */
async function ofPerson<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof InvalidInputError)) throw error;
    const { field, message } = error;
    throw new InvalidInputError(field.replace(/(^|\.)to$/, '$1person'), message.slice(field.length + 2));
  });
}
