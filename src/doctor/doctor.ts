import { randomInt } from 'node:crypto';
import { ClickatellClient } from '../clickatell/client.js';
import { Http } from '../clickatell/http.js';
import type { Clock } from '../core/clock.js';
import { lastFour } from '../core/conversation.js';
import type { NumberFindings } from '../findings/shape.js';
import { noSecret } from '../inbound/authenticate.js';
import type { InboundMessage } from '../inbound/event.js';
import { checkAccount } from './account.js';
import { mostProbed, probeBatchLimit } from './batchLimit.js';
import type { Check } from './check.js';
import { costsOf } from './costs.js';
import { Inbox } from './inbox.js';
import type { Person } from './person.js';
import { picture } from './picture.js';
import { checksOf, foundBy } from './results.js';
import type { DoctorSettings } from './settings.js';
import type { Result, Shape, ShapeName } from './shape.js';
import { freeFormShapes } from './shapes.js';
import { templateShapes } from './templateShapes.js';
import { tryShape } from './trial.js';
import { awaitPing, statusCheck, webhookFindings } from './webhook.js';

export interface DoctorDeps {
  readonly person: Person;
  readonly clock: Clock;
  /** Called with each check as soon as it is made. */
  readonly report: (check: Check) => void;
  /** Ends the run early: what was found out until then counts. */
  readonly signal: AbortSignal;
}

/** What the doctor found out. */
export interface Diagnosis {
  readonly checks: readonly Check[];
  /** For the adapter; `undefined` if nothing was found out. */
  readonly findings?: NumberFindings | undefined;
}

const requestMs = 10_000;

/**
 * Finds out with a real key what the documents of the One API leave open: whether key, clock and webhook are right, and
 * which messages the integration takes in which form. The person at the phone says what arrives.
 *
 * Nothing is sent before they have agreed to the costs, and free-form messages only after they have written.
 *
 * @throws ConfigurationError for settings that cannot be used, or a port that is taken.
 */
export async function runDoctor(settings: DoctorSettings, deps: DoctorDeps): Promise<Diagnosis> {
  const { apiKey, number, baseUrl } = settings;
  const retry = { retries: 2, maxDelayMs: 2_000 };
  const client = new ClickatellClient({ apiKey, number, baseUrl, retry });
  const http = new Http({ apiKey, baseUrl, connections: 1, timeoutMs: requestMs });
  try {
    return await new Doctor(settings, deps, client, http).run();
  } finally {
    await Promise.all([client.close(), http.close()]);
  }
}

class Doctor {
  readonly #settings: DoctorSettings;
  readonly #deps: DoctorDeps;
  readonly #client: ClickatellClient;
  readonly #http: Http;
  readonly #checks: Check[] = [];
  readonly #results = new Map<ShapeName, Result>();

  constructor(settings: DoctorSettings, deps: DoctorDeps, client: ClickatellClient, http: Http) {
    this.#settings = settings;
    this.#deps = deps;
    this.#client = client;
    this.#http = http;
  }

  async run(): Promise<Diagnosis> {
    const { baseUrl, to } = this.#settings;
    const account = await checkAccount(this.#http, baseUrl, this.#deps.clock);
    this.#tell(...account);
    if (account.some(({ name, verdict }) => name !== 'clock' && verdict === 'failed')) return { checks: this.#checks };

    const { shapes, missing } = templateShapes(this.#settings.templates);
    const all = [...freeFormShapes, ...shapes];
    if (!(await this.#agrees(all))) {
      this.#tell({ name: 'costs', verdict: 'skipped', sentence: `Nothing was sent to ${lastFour(to)}.` });
      return { checks: this.#checks };
    }
    const inbox = await Inbox.open({
      ...this.#settings,
      secret: this.#settings.webhookSecret,
      clock: this.#deps.clock,
    });
    try {
      const { check, batchSize } = await probeBatchLimit(this.#http);
      this.#tell(check);
      const ping = await this.#ping(inbox);
      const isSent = ping !== undefined && (await this.#tryAll(all, ping, inbox));
      if (isSent) this.#tell(statusCheck(inbox));
      for (const { name, sentence } of missing) this.#tell({ name, verdict: 'skipped', sentence });
      const webhook = webhookFindings(inbox.arrivals);
      const findings: NumberFindings = {
        at: new Date(this.#deps.clock.now()).toISOString(),
        baseUrl,
        ...foundBy(this.#results),
        ...(batchSize !== undefined && { batchSize }),
        ...(webhook && { webhook }),
      };
      return { checks: this.#checks, findings };
    } finally {
      await inbox.close();
    }
  }

  async #agrees(shapes: readonly Shape[]): Promise<boolean> {
    const { to, prices, isAgreed } = this.#settings;
    const { person } = this.#deps;
    const title = `This sends up to ${shapes.length} messages to ${lastFour(to)}:`;
    const rest = `Besides: one upload, and up to 10 requests of at most ${mostProbed} messages that cannot be accepted.`;
    person.tell([title, ...costsOf(shapes, to, prices).map((line) => `  ${line}`), `  ${rest}`].join('\n'));
    const { signal } = this.#deps;
    return (isAgreed || (await person.agrees('Send them?', signal))) && !signal.aborted;
  }

  async #ping(inbox: Inbox): Promise<InboundMessage | undefined> {
    const { number, to } = this.#settings;
    const code = String(randomInt(1000, 10_000));
    this.#deps.person.tell(
      'In the portal, the callbacks of the integration, of replies and of statuses, must go to\n\n' +
        `  ${addressOf(this.#settings, inbox.port)}\n\n` +
        `Send this text from the phone ${lastFour(to)} to the business number ${number}:\n\n  ping ${code}`,
    );
    const { checks, ping } = await awaitPing(inbox, this.#deps, { ...this.#settings, code });
    this.#tell(...checks);
    if (!ping) {
      const sentence = 'No message was tried: without the ping, the window of the phone is not known to be open.';
      this.#tell({ name: 'messages', verdict: 'skipped', sentence });
    }
    return ping;
  }

  /** Resolves with whether a message has certainly left. */
  async #tryAll(shapes: readonly Shape[], ping: InboundMessage, inbox: Inbox): Promise<boolean> {
    const { to, timeoutMs, graceMs } = this.#settings;
    const { contentType, fileName, base64 } = picture;
    const upload = async () => {
      return (await this.#client.upload(Buffer.from(base64, 'base64'), { fileName, contentType })).fileId;
    };
    const known = { pingId: ping.messageId, run: String(randomInt(100_000, 1_000_000)), upload };
    const { person, signal } = this.#deps;
    const deps = { client: this.#client, person, signal, inbox, to, known, timeoutMs, graceMs };
    let stopped: string | undefined;
    for (const shape of shapes) {
      if (signal.aborted) stopped ??= 'the end of the run';
      const result: Result =
        stopped === undefined
          ? await tryShape(shape, deps)
          : { kind: 'unclear', reason: `not tried, because of: ${stopped}` };
      if (result.kind === 'unclear' && result.stops) stopped ??= result.reason;
      for (const name of shape.names) this.#results.set(name, result);
      this.#tell(...checksOf(shape, result));
    }
    return [...this.#results.values()].some(({ kind }) => kind !== 'unclear' && kind !== 'refused');
  }

  #tell(...checks: readonly Check[]): void {
    for (const check of checks) {
      this.#checks.push(check);
      this.#deps.report(check);
    }
  }
}

/** Where callbacks must go. The secret can also be the password of HTTP Basic. */
function addressOf({ host, callbackUrl, webhookSecret, shownSecret = '<the secret>' }: DoctorSettings, port: number) {
  if (callbackUrl === undefined) {
    const end = webhookSecret === noSecret ? '' : `, and ends in ?key=${shownSecret}`;
    return `an https address that leads to ${host}:${port}${end}`;
  }
  const hasKey = webhookSecret === noSecret || new URL(callbackUrl).searchParams.has('key');
  return hasKey ? callbackUrl : `${callbackUrl}${callbackUrl.includes('?') ? '&' : '?'}key=${shownSecret}`;
}
