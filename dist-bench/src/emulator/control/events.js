const backlogLength = 1000;
const heartbeatMs = 15_000;
const mostUnreadBytes = 4 * 1024 * 1024;
/** What happens, as a stream of server-sent events. A reader that reconnects gets what it missed. */
export class EventLog {
    #lastId = 0;
    #backlog = [];
    #readers = new Set();
    get lastId() {
        return this.#lastId;
    }
    emit(event) {
        if (event.type === 'reset')
            this.#backlog.length = 0;
        const id = ++this.#lastId;
        const text = `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
        this.#backlog.push({ id, text });
        if (this.#backlog.length > backlogLength)
            this.#backlog.shift();
        for (const reader of this.#readers) {
            // Drop a reader that does not read, or its data would fill the memory. It can reconnect with its Last-Event-ID.
            if (reader.writableLength > mostUnreadBytes)
                reader.destroy();
            else
                reader.write(text);
        }
    }
    /** Answers a request with the stream: from its `Last-Event-ID` on, or from `after` on if it has none. */
    stream(req, res, after) {
        res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
        res.write(`: follows\nretry: 1000\n\n`);
        const seen = Number(req.headers['last-event-id'] || after || Number.NaN);
        if (!Number.isNaN(seen))
            for (const { id, text } of this.#backlog)
                if (id > seen)
                    res.write(text);
        this.#readers.add(res);
        const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs).unref();
        res.once('close', () => {
            clearInterval(heartbeat);
            this.#readers.delete(res);
        });
    }
}
