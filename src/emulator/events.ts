import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultKind } from './faults.js';
import type { MessageView } from './view.js';

/** Something that happened in the emulator, as `GET /_emulator/events` tells it. */
export type EmulatorEvent =
  | { type: 'message'; business: string; person: string; message: MessageView }
  | { type: 'status'; business: string; person: string; messageId: string; status: string; code: number; at: string }
  /** `status` is 0 where no answer came. */
  | { type: 'callback'; url: string; event: string; attempt: number; status: number }
  | { type: 'clock'; now: string; offsetMs: number }
  | { type: 'fault'; kind: FaultKind; left: number }
  | { type: 'reset' };

const backlogLength = 1000;
const heartbeatMs = 15_000;
const mostUnreadBytes = 4 * 1024 * 1024;

/** The stream of what happens, as server-sent events; a reader that comes back gets what it missed. */
export class EventLog {
  #lastId = 0;
  readonly #backlog: { id: number; text: string }[] = [];
  readonly #readers = new Set<ServerResponse>();

  emit(event: EmulatorEvent): void {
    if (event.type === 'reset') this.#backlog.length = 0;
    const id = ++this.#lastId;
    const text = `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
    this.#backlog.push({ id, text });
    if (this.#backlog.length > backlogLength) this.#backlog.shift();
    for (const reader of this.#readers) {
      // A reader that does not read would otherwise fill the memory; it can come back with its Last-Event-ID.
      if (reader.writableLength > mostUnreadBytes) reader.destroy();
      else reader.write(text);
    }
  }

  /** Answers a request with the stream, from its `Last-Event-ID` on where it gives one. */
  stream(req: IncomingMessage, res: ServerResponse): void {
    res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    res.write(`: follows\nretry: 1000\n\n`);
    const seen = Number(req.headers['last-event-id'] || Number.NaN);
    if (!Number.isNaN(seen)) for (const { id, text } of this.#backlog) if (id > seen) res.write(text);
    this.#readers.add(res);
    const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs).unref();
    res.once('close', () => {
      clearInterval(heartbeat);
      this.#readers.delete(res);
    });
  }
}
