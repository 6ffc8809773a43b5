import type { Request, Response, Server } from 'restify';
import { type ClickatellAdapter, InvalidInputError, NotSupportedError } from '../src/index.js';
import { knownFields } from './query.js';

/**
 * A person's data. `GET /api/people/:person` answers everything that is kept of them, by kind, with times. `DELETE`
 * erases it and answers how much there was: 0 for somebody who is not known. Wrong input: 400 with `{"error", "field"}`;
 * 501 if the store cannot list what it has.
 */
export function peopleRoutes(server: Server, adapter: Pick<ClickatellAdapter, 'exportPerson' | 'erasePerson'>): void {
  server.get(
    '/api/people/:person',
    answered((person) => adapter.exportPerson(person)),
  );
  server.del(
    '/api/people/:person',
    answered((person) => adapter.erasePerson(person)),
  );
}

function answered(answer: (person: string) => Promise<object>) {
  return async (req: Request, res: Response): Promise<void> => {
    try {
      knownFields(req, []);
      res.send(200, await answer(String(req.params.person)));
    } catch (error) {
      if (error instanceof InvalidInputError) res.send(400, { error: error.message, field: error.field });
      else if (error instanceof NotSupportedError) res.send(501, { error: error.message });
      else throw error;
    }
  };
}
