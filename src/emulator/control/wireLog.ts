import type { Clock } from '../../core/clock.js';
import type { Conversation } from '../../core/conversation.js';
import { type Answer, jsonOf } from '../http.js';
import type { ChatMessage } from '../people/chatMessage.js';
import { iso } from '../people/view.js';
import type { ServiceWindow } from '../provider/serviceWindow.js';
import type { EventLog } from './events.js';
import type { Explained } from './explain.js';

/** One `POST /v1/message`, as it came and was answered. */
interface Exchange {
  readonly at: number;
  readonly ms: number;
  readonly business: string;
  readonly body: Buffer;
  /** 0 if it was not answered. */
  readonly status: number;
  readonly answer: unknown;
}

/** One try to deliver a callback. */
export interface CallbackTry {
  readonly to: Conversation;
  readonly event: string;
  readonly body: string;
  /** Without secrets. */
  readonly url: string;
  /** From 1. */
  readonly attempt: number;
  /** 0 if no answer came. */
  readonly status: number;
  /** How long the answer took, ms of real time. */
  readonly ms: number;
}

/**
 * All that is known of a message: the answer to `GET /_emulator/wire/:id`. Times are ISO 8601, by the emulator's clock.
 */
export interface WireView {
  messageId: string | null;
  clientMessageId: string | null;
  business: string | null;
  person: string | null;
  /** The window as the emulator saw it when the message arrived; null for what persons say. */
  window: { state: string; closesAt: string | null } | null;
  explanation: Explained | null;
  /** Every request that carried it, oldest first: only its own entry, and the answer to that. Status 0: no answer. */
  sends: { at: string; ms: number; status: number; batch: number; request: unknown; answer: unknown }[];
  /** Every try to tell the program of it, oldest first. */
  callbacks: { at: string; ms: number; event: string; attempt: number; status: number; url: string; body: unknown }[];
}

const keptExchanges = 2000;
const keptBytes = 16 * 1024 * 1024;
const keptTries = 5000;
const keptWindows = 5000;

/** What went over the wire lately. Bodies are kept as they are, and parsed only when somebody asks. */
export class WireLog {
  readonly #clock: Clock;
  readonly #events: EventLog;
  readonly #exchanges: Exchange[] = [];
  readonly #tries: (CallbackTry & { at: number })[] = [];
  readonly #windows = new Map<string, ServiceWindow>();
  #bytes = 0;

  constructor(clock: Clock, events: EventLog) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Records a request and its answer. `ms` is how long the answer took, in real time. */
  exchanged(business: string, body: Buffer, answer: Answer, ms: number): void {
    const status = answer.instead ? 0 : answer.status;
    const at = this.#clock.now();
    this.#exchanges.push({ at, ms, business, body, status, answer: answer.instead ? undefined : answer.json });
    this.#bytes += body.length;
    while (this.#exchanges.length > keptExchanges || (this.#bytes > keptBytes && this.#exchanges.length > 1)) {
      this.#bytes -= this.#exchanges.shift()?.body.length ?? 0;
    }
    const answered = entriesOf(answer.json);
    const persons = new Set(answered.map(({ to }) => to).filter((to) => typeof to === 'string'));
    this.#events.emit({
      type: 'request',
      business,
      status,
      ms,
      at: iso(at),
      persons: [...persons].slice(0, mostPersons),
      accepted: answered.filter(({ accepted }) => accepted === true).length,
      ...errorOf(answer.json),
    });
  }

  tried(one: CallbackTry): void {
    this.#tries.push({ ...one, at: this.#clock.now() });
    if (this.#tries.length > keptTries) this.#tries.shift();
  }

  /** Keeps the window as it was when a message arrived. */
  arrived(messageId: string, window: ServiceWindow): void {
    this.#windows.set(messageId, window);
    const [oldest] = this.#windows.size > keptWindows ? this.#windows.keys() : [];
    if (oldest !== undefined) this.#windows.delete(oldest);
  }

  clear(): void {
    this.#exchanges.length = 0;
    this.#tries.length = 0;
    this.#windows.clear();
    this.#bytes = 0;
  }

  /** What is kept of a message, by either of its ids; `undefined` if nothing is. */
  of(id: string, message: ChatMessage | undefined, explained: Explained | undefined): WireView | undefined {
    const ids = [id, message?.id, message?.clientMessageId].filter((one) => one !== undefined);
    const sends = this.#exchanges.flatMap((one) => sendsIn(one, ids));
    const callbacks = this.#tries.filter(({ body }) => ids.some((one) => body.includes(JSON.stringify(one))));
    if (!message && !explained && sends.length + callbacks.length === 0) return undefined;
    const window = this.#windows.get(message?.id ?? id);
    return {
      messageId: message?.id ?? null,
      clientMessageId: message?.clientMessageId ?? explained?.clientMessageId ?? null,
      business: message?.business ?? explained?.to?.business ?? null,
      person: message?.person ?? explained?.to?.person ?? null,
      window: window ? { state: window.state, closesAt: isoOrNull(window.closesAt) } : null,
      explanation: explained ?? null,
      sends,
      callbacks: callbacks.map(({ at, ms, event, attempt, status, url, body }) => {
        return { at: iso(at), ms, event, attempt, status, url, body: jsonOf(Buffer.from(body)) };
      }),
    };
  }
}

const mostPersons = 20;

function sendsIn({ at, ms, status, body, answer }: Exchange, ids: readonly string[]): WireView['sends'] {
  const answered = entriesOf(answer);
  const named = answered.find(({ apiMessageId, clientMessageId }) =>
    ids.some((id) => id === apiMessageId || id === clientMessageId),
  );
  // Most requests are skipped here, so that their bodies need not be parsed.
  if (!named && !ids.some((id) => body.includes(JSON.stringify(id)))) return [];
  const given = entriesOf(jsonOf(body));
  const wanted = [...ids, named?.clientMessageId].filter((one) => typeof one === 'string');
  const place = named ? answered.indexOf(named) : -1;
  const request = given.find(({ clientMessageId }) => wanted.some((one) => one === clientMessageId)) ?? given[place];
  if (!request) return [];
  return [{ at: iso(at), ms, status, batch: given.length, request, answer: named ?? answer ?? null }];
}

/** The objects under `messages`. */
function entriesOf(json: unknown): Record<string, unknown>[] {
  const messages = record(json).messages;
  return Array.isArray(messages) ? messages.map(record) : [];
}

function errorOf(json: unknown): { error?: string } {
  const errors = [record(json), ...entriesOf(json)].map(({ error }) => record(error));
  const found = errors.find(({ code }) => code !== undefined);
  return found ? { error: `${found.code} ${found.description ?? ''}`.trim() } : {};
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function isoOrNull(at: number | undefined): string | null {
  return at === undefined ? null : iso(at);
}
