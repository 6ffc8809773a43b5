import { pipeline } from 'node:stream/promises';
import { InvalidInputError } from '../src/index.js';
import { knownFields, optionalIn, textIn, timeIn } from './query.js';
/**
 * `GET /api/decisions?to=…&since=…&from=…`: why the messages to a person left as they did, or did not, as JSON lines in
 * the order of time. Without `from`, those of all our numbers; without `since`, all that are kept. Wrong input: 400 with
 * `{"error", "field"}`.
 */
export function decisionRoutes(server, adapter) {
    server.get('/api/decisions', async (req, res) => {
        let records;
        try {
            knownFields(req, ['to', 'from', 'since']);
            const to = textIn(req, 'to');
            const from = optionalIn(req, 'from');
            const since = timeIn(req, 'since');
            records = adapter.decisions(from === undefined ? to : adapter.reference(to, from), { since });
        }
        catch (error) {
            if (!(error instanceof InvalidInputError))
                throw error;
            res.send(400, tellWrong(error));
            return;
        }
        // The first is waited for: whether the store answers is known before the answer has begun.
        const first = await records.next();
        res.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
        // If the store fails now, or the reader goes, the connection breaks: half an answer must not look like a whole one.
        await pipeline(linesOf(first, records), res).catch(() => { });
    });
}
async function* linesOf(first, more) {
    if (first.done)
        return;
    yield `${JSON.stringify(first.value)}\n`;
    for await (const record of more)
        yield `${JSON.stringify(record)}\n`;
}
/** `reference` names its own argument. Here the person is `to`. */
function tellWrong({ field, message }) {
    if (field !== 'person')
        return { error: message, field };
    return { error: message.replace(/^person/, 'to'), field: 'to' };
}
