import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { z } from 'zod';
import {
  type About,
  type Fate,
  type FateName,
  fates,
  optOutOf,
  type RefusalName,
  type RequestFaultName,
  refusals,
  requestFaults,
  type WayToTell,
} from './faults.js';
import { asking, type Process } from './process.js';
import type { Departure, Witness } from './witness.js';

const wireRequest = z.object({
  messages: z.array(
    z.object({
      to: z.string(),
      clientMessageId: z.string(),
      content: z.string().optional(),
      template: z
        .object({
          templateName: z.string(),
          body: z.object({ parameters: z.record(z.string(), z.string()) }).optional(),
        })
        .optional(),
    }),
  ),
});
type WireMessage = z.infer<typeof wireRequest>['messages'][number];

/** A message that the provider has accepted. */
export interface Copy {
  /** What it says: the first word of its text, or the template's value. */
  readonly tag: string;
  /** `asking`: a template that asks the person to answer. It says nothing of what is held. */
  readonly form: 'text' | 'template' | 'asking';
  readonly person: string;
  readonly clientMessageId: string;
  readonly apiMessageId: string;
  readonly departure: Departure;
  /** The step of the history in which it was accepted, its place in the order of everything, and the time. */
  readonly epoch: number;
  readonly order: number;
  readonly at: number;
  /** How it fails; `undefined` if it arrives. */
  readonly fate: Fate | undefined;
  /** Whether an answer with it was sent. */
  isAnswered: boolean;
  /** How many statuses the program had taken in when it took in the first one that tells what became of this copy. */
  toldAt: number | undefined;
  /** When that was, in the order of everything. */
  toldOrder: number | undefined;
}

interface Status {
  readonly copy: Copy;
  /** The person writes right before it is told. */
  readonly isAfterWriting: boolean;
  readonly entry: Record<string, unknown>;
  readonly at: number;
}

/** Of whom the provider tells that they have opted out. */
export interface Told {
  readonly person: string;
  readonly change: 'stopped' | 'marketing-stopped';
  /** When that was, in epoch ms. */
  readonly at: number;
  readonly process: Process;
}

export interface ProviderDeps {
  readonly now: () => number;
  readonly epoch: () => number;
  readonly tick: () => number;
  /** Remembers that the provider tells of a person's opt-out. Returns what takes down that the program knows. */
  readonly optOut: (copy: Told) => (isCertain: boolean, mayKnow?: () => boolean) => void;
  /** The person writes, because the provider is about to tell that the window was closed. */
  readonly write: (person: string) => Promise<void>;
  readonly witness: Witness;
  /** Hands a callback to the program. Resolves with the process that has acknowledged it. */
  readonly call: (event: Record<string, unknown>) => Promise<Process | undefined>;
  /** Called for each request, before and after its messages are accepted. */
  readonly onRequest: (when: 'at a request' | 'after a request', process: Process) => boolean;
}

/** Plays Clickatell to the letter of a script. */
export class ScriptedProvider {
  readonly copies: Copy[] = [];
  /** For what each text was refused, at once or later. */
  readonly refused = new Map<string, Set<About>>();
  /** What each request said whose answer did not tell what became of it. */
  readonly unanswered = new Set<string>();
  /** The people to whom something did not go because the window was closed, as the provider said. */
  readonly refusedForWindow = new Set<string>();
  readonly #deps: ProviderDeps;
  readonly #faults: { fault: RequestFaultName; left: number; after: number }[] = [];
  readonly #refusals: { refusal: RefusalName; left: number; after: number }[] = [];
  readonly #fates: { fate: FateName; left: number; after: number }[] = [];
  #way: WayToTell = 'promptly';
  #later: Status[] = [];
  #underway = 0;
  #ids = 0;

  constructor(deps: ProviderDeps) {
    this.#deps = deps;
  }

  /** Requests and callbacks that are under way. */
  get underway(): number {
    return this.#underway;
  }

  get hasMoreToTell(): boolean {
    return this.#later.length > 0;
  }

  fault(fault: RequestFaultName, times: number): void {
    this.#faults.push({ fault, left: times, after: 0 });
  }

  refuse(refusal: RefusalName, times: number, after: number): void {
    this.#refusals.push({ refusal, left: times, after });
  }

  fate(fate: FateName, times: number, after: number): void {
    this.#fates.push({ fate, left: times, after });
  }

  tell(way: WayToTell): void {
    this.#way = way;
  }

  /** The provider is well again. */
  mend(): void {
    for (const faults of [this.#faults, this.#refusals, this.#fates]) faults.splice(0);
    this.#way = 'promptly';
  }

  /** Tells what it has kept to itself. */
  async tellAtLast(isBackwards: boolean): Promise<void> {
    const late = this.#later.splice(0);
    for (const status of isBackwards ? late.reverse() : late) await this.#tell(status);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#underway += 1;
    try {
      await this.#handle(request, response);
    } finally {
      this.#underway -= 1;
    }
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { onRequest } = this.#deps;
    const { messages } = wireRequest.parse(JSON.parse(await readText(request)));
    const process = this.#departureOf(messages[0]?.clientMessageId ?? '').process;
    const leaves = (isKnown: boolean) => {
      if (!isKnown) for (const message of messages) this.unanswered.add(tagOf(message));
    };
    if (onRequest('at a request', process)) {
      leaves(false);
      return void response.destroy();
    }
    const name = take(this.#faults)?.fault;
    const fault = name && requestFaults[name];
    leaves(fault === undefined || (fault.http !== 0 && !('accepts' in fault)));
    if (fault && !('accepts' in fault)) return answerFault(response, fault);

    const answers = messages.map((message) => this.#take(message));
    const copies = answers.flatMap(({ copy }) => (copy ? [copy] : []));
    const statuses = this.#way === 'later' ? [] : copies.flatMap((copy) => this.#statusesOf(copy));
    if (this.#way === 'later') this.#later.push(...copies.flatMap((copy) => this.#statusesOf(copy)));
    const isFirst = this.#way === 'before the answer';
    if (isFirst) for (const status of statuses) await this.#tell(status);
    if (onRequest('after a request', process)) {
      leaves(false);
      response.destroy();
    } else if (fault) answerFault(response, fault);
    else {
      for (const copy of copies) copy.isAnswered = true;
      answer(response, 202, { messages: answers.map(({ entry }) => entry) });
      for (const { refusedAs, person, departure, isOptOut } of answers) {
        if (refusedAs === 'window') this.#deps.witness.refused(person, departure, this.#deps.epoch());
        if (isOptOut) this.#deps.optOut({ person, change: 'stopped', at: this.#deps.now(), process })(false);
      }
    }
    if (!isFirst) for (const status of statuses) await this.#tell(status);
  }

  #take(message: WireMessage) {
    const { to: person, clientMessageId, template } = message;
    const departure = this.#departureOf(clientMessageId);
    const form = formOf(template?.templateName);
    const tag = tagOf(message);
    const refusal = this.#refusalFor(form);
    if (refusal) {
      const { code, about } = refusals[refusal];
      this.#wasRefused(tag, about, person);
      // The name of the status is all that an error for the window has ever said.
      const description = about === 'window' ? fates[131].status : 'Refused';
      const entry = { accepted: false, to: person, clientMessageId, error: { code, description } };
      const isOptOut = refusal === 'opted out';
      return { entry, copy: undefined, refusedAs: about, person, departure, isOptOut };
    }
    const named = take(this.#fates, ({ fate }) => fates[fate].about !== (form === 'text' ? 'template' : 'window'));
    const fate = named && fates[named.fate];
    this.#ids += 1;
    const apiMessageId = `api-${this.#ids}`;
    const copy: Copy = {
      ...{ tag, form, person, clientMessageId, apiMessageId, departure, fate },
      epoch: this.#deps.epoch(),
      order: this.#deps.tick(),
      at: this.#deps.now(),
      isAnswered: false,
      toldAt: undefined,
      toldOrder: undefined,
    };
    this.copies.push(copy);
    if (fate) this.#wasRefused(tag, fate.about, person);
    const entry = { accepted: true, to: person, clientMessageId, apiMessageId, error: null };
    return { entry, copy, refusedAs: undefined, person, departure, isOptOut: false };
  }

  #departureOf(clientMessageId: string): Departure {
    const departure = this.#deps.witness.departureOf(clientMessageId);
    if (!departure) throw new Error(`${clientMessageId} came and had never left.`);
    return departure;
  }

  #refusalFor(form: Copy['form']): RefusalName | undefined {
    return take(this.#refusals, ({ refusal }) => form === 'text' || refusals[refusal].about !== 'window')?.refusal;
  }

  #wasRefused(tag: string, about: About, person: string): void {
    if (about === 'window') this.refusedForWindow.add(person);
    this.refused.set(tag, (this.refused.get(tag) ?? new Set()).add(about));
  }

  #statusesOf(copy: Copy): Status[] {
    const { apiMessageId, clientMessageId, fate } = copy;
    const isNamed = this.#way !== 'without our id';
    const status = (told: Omit<Fate, 'about'>): Status => {
      const { status, statusCode } = told;
      const ids = { messageId: apiMessageId, ...(isNamed && { clientMessageId }) };
      const entry = { channel: 'whatsapp', ...ids, status, statusCode, timestamp: this.#deps.now() };
      const isAfterWriting = this.#way === 'after the person has written' && told === fate && fate.about === 'window';
      return { copy, entry, isAfterWriting, at: entry.timestamp };
    };
    const arrived = [status({ status: 'DEVICE_ACK', statusCode: 5 }), status({ status: 'READ', statusCode: 6 })];
    const sent = status({ status: 'SENT_TO_SUPPLIER', statusCode: 4 });
    const all = [sent, ...(fate ? [status(fate)] : arrived)];
    if (this.#way === 'twice') return all.flatMap((each) => [each, each]);
    return this.#way === 'backwards' ? all.reverse() : all;
  }

  async #tell(status: Status): Promise<void> {
    const { witness, call, write } = this.#deps;
    const { copy, entry } = status;
    this.#underway += 1;
    if (status.isAfterWriting) await write(copy.person);
    const { process } = copy.departure;
    // Without our id, a process knows what it has sent itself, as soon as it has the answer, and others a little later.
    const isNamed = entry.clientMessageId !== undefined;
    const isKnown = isNamed || process.client.answered.has(copy.apiMessageId);
    const isFailure = copy.fate !== undefined && entry.status === copy.fate.status;
    const change = isFailure && copy.fate ? optOutOf(copy.fate) : undefined;
    const told = change && this.#deps.optOut({ person: copy.person, change, at: status.at, process });
    const takenBy = await call({ messageStatusUpdate: [entry] }).finally(() => {
      this.#underway -= 1;
    });
    if (!takenBy) {
      this.#later.push(status);
      return;
    }
    // A process that never gets the answer does not know whom the provider tells of.
    told?.(isNamed, () => isNamed || process.client.answered.has(copy.apiMessageId));
    witness.statuses += 1;
    if (!isKnown || (!isNamed && takenBy !== process)) return;
    if (copy.fate === undefined || isFailure) {
      copy.toldAt ??= witness.statuses;
      copy.toldOrder ??= this.#deps.tick();
    }
    if (isFailure && copy.fate?.about === 'window') witness.refused(copy.person, copy.departure);
  }
}

/** `!` and the message that is answered, of what the channel says itself. */
export function tagOf({
  to,
  clientMessageId,
  content = '',
  template,
}: Pick<WireMessage, 'to' | 'clientMessageId' | 'content' | 'template'>): string {
  if (formOf(template?.templateName) === 'asking') return askTag(to);
  const tag = template?.body?.parameters['1'] ?? content.split(' ', 1)[0] ?? '';
  return /^([MNTC]\d|E:)/.test(tag) ? tag : `!${clientMessageId.split('-', 1)[0]}`;
}

/** What stands for the content of a template that asks a person to answer. */
export function askTag(person: string): string {
  return `?${person}`;
}

function formOf(template: string | undefined): Copy['form'] {
  if (template === undefined) return 'text';
  return asking.has(template) ? 'asking' : 'template';
}

/** Takes the first that fits, once, unless others are to be left alone before. */
function take<T extends { left: number; after: number }>(
  list: T[],
  fits: (each: T) => boolean = () => true,
): T | undefined {
  const found = list.find(fits);
  if (!found) return undefined;
  if (found.after > 0) {
    found.after -= 1;
    return undefined;
  }
  found.left -= 1;
  if (found.left === 0) list.splice(list.indexOf(found), 1);
  return found;
}

function answerFault(response: ServerResponse, { http, code }: { http: number; code?: number }): void {
  if (http === 0) response.destroy();
  else if (code === undefined) answer(response, http, undefined);
  else answer(response, http, { messages: [], error: { code, description: 'It cannot be taken' } });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? '<html>' : JSON.stringify(body));
}
