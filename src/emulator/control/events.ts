import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageView, ThreadMessage } from '../people/view.js';
import type { FaultKind } from '../provider/faults.js';
import type { OptOut } from '../provider/optOuts.js';
import type { Explained } from './explain.js';

/** Something that happened in the emulator, as `GET /_emulator/events` tells it. */
export type EmulatorEvent =
  | { type: 'message'; business: string; person: string; message: MessageView }
  /** A message was accepted, but will never reach the phone. */
  | { type: 'undelivered'; business: string; person: string; message: ThreadMessage }
  | { type: 'status'; business: string; person: string; messageId: string; status: string; code: number; at: string }
  /** `status` is 0 if no answer came. */
  | {
      type: 'callback';
      business: string;
      person: string;
      url: string;
      event: string;
      attempt: number;
      status: number;
      ms: number;
    }
  /** A `POST /v1/message` was answered; `status` is 0 if it was not. `error` is the first one in the answer. */
  | {
      type: 'request';
      business: string;
      status: number;
      ms: number;
      at: string;
      persons: string[];
      accepted: number;
      error?: string;
    }
  /** The program said why it sent a message as it did, or not at all. */
  | { type: 'decision'; business?: string; person?: string; explained: Explained }
  | { type: 'phone'; person: string; name: string | null; on: boolean; reads: boolean; onWhatsApp: boolean }
  /** A person wrote: the window is open until then. */
  | { type: 'window'; business: string; person: string; closesAt: string }
  /** What the provider keeps from a person from now on; null for nothing. */
  | { type: 'optOut'; business: string; person: string; kind: OptOut | null }
  /** Numbers or the program behind them changed. */
  | { type: 'setup' }
  | { type: 'clock'; now: string; offsetMs: number }
  | { type: 'fault'; kind: FaultKind; left: number }
  | { type: 'reset' };

const backlogLength = 1000;
const heartbeatMs = 15_000;
const mostUnreadBytes = 4 * 1024 * 1024;

/** What happens, as a stream of server-sent events. A reader that reconnects gets what it missed. */
export class EventLog {
  #lastId = 0;
  readonly #backlog: { id: number; text: string }[] = [];
  readonly #readers = new Set<ServerResponse>();

  get lastId(): number {
    return this.#lastId;
  }

  emit(event: EmulatorEvent): void {
    if (event.type === 'reset') this.#backlog.length = 0;
    const id = ++this.#lastId;
    const text = `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    this.#backlog.push({ id, text });
    if (this.#backlog.length > backlogLength) this.#backlog.shift();
    for (const reader of this.#readers) {
      // Drop a reader that does not read, or its data would fill the memory. It can reconnect with its Last-Event-ID.
      if (reader.writableLength > mostUnreadBytes) reader.destroy();
      else reader.write(text);
    }
  }

  /** Answers a request with the stream: from its `Last-Event-ID` on, or from `after` on if it has none. */
  stream(req: IncomingMessage, res: ServerResponse, after?: string | null): void {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    res.write(`: follows\nretry: 1000\n\n`);
    const seen = Number(req.headers['last-event-id'] || after || Number.NaN);
    if (!Number.isNaN(seen)) for (const { id, text } of this.#backlog) if (id > seen) res.write(text);
    this.#readers.add(res);
    const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs).unref();
    res.once('close', () => {
      clearInterval(heartbeat);
      this.#readers.delete(res);
    });
  }
}
