import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { record } from '../emulator/support.js';

export interface AlertsApi {
  readonly url: string;
  /** What was called, as `PUT /api/people/1/consent {"from":…}`. */
  readonly calls: string[];
  readonly flights: Record<string, string>[];
  /** What became of every publication. */
  readonly reports: Record<string, unknown>[];
  /** What each person has agreed to, as the API tells it. */
  readonly consents: Map<string, Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** A program with flights, parcels and consent, as far as the page sees it: it tells nobody anything. */
export async function startAlertsApi(): Promise<AlertsApi> {
  const server = createServer(async (req, res) => {
    const body = await bodyOf(req);
    const { method = '', url = '' } = req;
    api.calls.push(`${method} ${url}${body === '' ? '' : ` ${body}`}`);
    const [status, answer] = respond(url, body === '' ? undefined : record(JSON.parse(body)));
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });

  function respond(url: string, body: Record<string, unknown> | undefined): [number, unknown] {
    const [, , room = '', id = '', part = ''] = url.split('?')[0]?.split('/') ?? [];
    if (room === 'publications') return [200, api.reports.map((one) => `${JSON.stringify(one)}\n`).join('')];
    if (room === 'people') return consent(decodeURIComponent(id), body);
    if (room !== 'flights' && room !== 'parcels') return [404, {}];
    if (part !== 'status') return [200, { flights: api.flights }];
    const found = api.flights.find((one) => one.id === decodeURIComponent(id));
    if (found) Object.assign(found, body);
    return [202, { changed: true, alert: { id: 'p-1', subscribers: api.reports.length } }];
  }

  function consent(person: string, change: Record<string, unknown> | undefined): [number, unknown] {
    const consents = api.consents.get(person) ?? [];
    const one = consents.find(({ from }) => from === change?.from);
    if (one && change?.stopped !== undefined) {
      one.stopped = change.stopped ? { at: '2026-03-01T10:00:00.000Z', source: change.source } : null;
    }
    if (one && Array.isArray(one.topics)) {
      for (const [topic, isOn] of Object.entries(record(change?.topics))) {
        const found = one.topics.find((each) => each.topic === topic);
        Object.assign(found, { state: isOn ? 'signed-up' : 'signed-off', isInForce: isOn, source: change?.source });
      }
    }
    return [200, { person, consents }];
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const api: AlertsApi = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    calls: [],
    flights: [],
    reports: [],
    consents: new Map(),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return api;
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
